package io.sessionwarden.app;

import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.app.config.ConfigurationFile;
import io.sessionwarden.app.config.SessionsFile;
import io.sessionwarden.control.DoctorCommand;
import io.sessionwarden.control.wire.ExitCode;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/** The commands that run in their own process: the watchdog, practice, and the doctor where no warden runs. */
final class HereCommands {

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
        try {
            return switch (command) {
                case "watch" -> new WatchCommand(home, clock, out).run(args);
                case "practice start" -> new WatchCommand(home, clock, out).practise(null, false);
                case "doctor" -> doctor(args);
                default -> throw new IllegalArgumentException("no command here: " + command);
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

    private int doctor(Map<String, String> args) throws CannotStartException {
        var connectors = ServerOpening.connectors();
        var configuration = ConfigurationFile.read(home.folder(), connectors.keySet());
        var names = SessionsFile.read(home.folder(), configuration);
        var answer = DoctorCommand.answer(
                new Checkup(configuration, new ServerOpening(connectors, names, clock), clock), args);
        out.print(answer.out());
        err.print(answer.err());
        return answer.exit();
    }
}
