package io.sessionwarden.app;

import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.author.Desk;
import io.sessionwarden.author.PolicyCommands;
import io.sessionwarden.cli.RunningWarden;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AskWarden;
import io.sessionwarden.control.DoctorCommand;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.cycle.EvidenceStore;
import io.sessionwarden.notary.ExportHere;
import io.sessionwarden.notary.VerifyHere;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import io.sessionwarden.report.command.ReportHere;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The commands that run in their own process: the watchdog, practice, and where no warden runs the doctor and the policy author's. */
final class HereCommands {

    private static final Duration ANSWERING = Duration.ofMinutes(1);

    /** The whole trail may have to be read. */
    private static final Duration VERIFYING = Duration.ofMinutes(10);

    private final Home home;
    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream err;

    HereCommands(Home home, InstantSource clock, PrintStream out, PrintStream err) {
        this.home = home;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** Runs one of them to its end and returns its exit code. */
    int run(String command, Map<String, String> args) {
        LibraryLogs.quieten();
        try {
            return switch (command) {
                case "watch" -> new WatchCommand(home, clock, out).run(args);
                case "practice start" -> new WatchCommand(home, clock, out).practise(null, false);
                case "doctor" -> doctor(args);
                case "audit verify" -> print(new VerifyHere(asking(VERIFYING)).answer(args));
                case "audit export" -> new ExportHere(asking(VERIFYING), out, err).run(args);
                case "report" -> report(args);
                default -> policy(command, args);
            };
        } catch (CannotStartException e) {
            e.problems().forEach(err::println);
            err.println("nothing was started");
            return ExitCode.USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }

    private int report(Map<String, String> args) {
        var asked = new TreeMap<>(args);
        boolean toFile = asked.remove("output") != null;
        return new ReportHere(asking(VERIFYING), out, err).run(asked, toFile);
    }

    private int doctor(Map<String, String> args) throws CannotStartException {
        var connectors = ServerOpening.connectors();
        var written = Written.read(home, connectors, DroolsResetPolicy::open);
        return print(DoctorCommand.answer(
                new Checkup(
                        written.configuration(),
                        new ServerOpening(connectors, written.names(), EvidenceStore.NONE, clock),
                        clock),
                args));
    }

    /** The commands of the policy's author, on the folder that {@code --rules} names or on the home's own. */
    private int policy(String words, Map<String, String> args) {
        var typed = new TreeMap<>(args);
        var named = typed.remove("rules");
        var folder = named == null ? home.rules() : Path.of(named);
        var command = PolicyCommands.here(
                        new Desk(List.of(folder), DroolsResetPolicy::open),
                        DroolsResetPolicy::open,
                        home.shippedRules(),
                        asking(ANSWERING),
                        clock)
                .get(words);
        if (command == null) {
            throw new IllegalArgumentException("no command here: " + words);
        }
        return print(command.answer(System.getProperty("user.name", ""), typed));
    }

    private AskWarden asking(Duration patience) {
        return (command, args) -> {
            var said = new RunningWarden(home.folder(), patience).ask(command, args);
            return new Answer(said.exit(), said.out(), said.err());
        };
    }

    private int print(Answer answer) {
        out.print(answer.out());
        err.print(answer.err());
        return answer.exit();
    }
}
