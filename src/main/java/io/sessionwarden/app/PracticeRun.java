package io.sessionwarden.app;

import io.sessionwarden.app.config.AuditSettings;
import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.app.config.Configuration;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.Doctor;
import io.sessionwarden.control.Practising;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.cycle.EvidenceStore;
import io.sessionwarden.cycle.WatchedServer;
import io.sessionwarden.host.Roster;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.policy.Edits;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.practice.Fault;
import io.sessionwarden.practice.PracticePeople;
import io.sessionwarden.practice.PracticePlan;
import io.sessionwarden.practice.PracticeSessions;
import io.sessionwarden.practice.PracticeSummary;
import io.sessionwarden.practice.Seat;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.SessionName;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of practice: real sessions of the program's own, a warden that watches nothing else, and a plan that breaks one
 * session every few seconds.
 */
final class PracticeRun {

    private static final String SERVER = "local";
    private static final String CONNECTOR = "terminal";
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STANDING = Duration.ofSeconds(20);
    private static final String KINDS =
            Arrays.stream(Fault.values()).map(Fault::word).collect(Collectors.joining(", "));
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private final Home home;
    private final Path data;
    private final InstantSource clock;
    private final PrintStream out;
    private final TrailPrinter printer;
    private final boolean breaking;
    private final PracticeSummary summary = new PracticeSummary();

    /**
     * Practice that prints what happens.
     *
     * @param data the data folder of practice: its records are no others'
     * @param breaking whether one session is broken every few seconds, or only by hand
     */
    PracticeRun(Home home, Path data, InstantSource clock, PrintStream out, boolean breaking) {
        this.home = home;
        this.data = data;
        this.clock = clock;
        this.out = out;
        this.breaking = breaking;
        this.printer = new TrailPrinter(out);
    }

    /**
     * Practises until the time is over or somebody asks for the end.
     *
     * @return the exit code: 0 where every fault was healed that should be, and nothing else was touched
     */
    int run(@Nullable Duration atMost) throws CannotStartException, InterruptedException {
        try (var stop = new StopSignal();
                var sessions = PracticeSessions.start("practice", Seat.usual(Seat.FEWEST), summary::ended)) {
            if (!sessions.awaitWhole(STANDING)) {
                throw new CannotStartException("the sessions of practice do not stand after " + STANDING.toSeconds()
                        + " s; is this machine very busy?");
            }
            var end = end(atMost);
            try (var plan = new PracticePlan(sessions, summary, clock, end, this::say);
                    var warden = Warden.open(plan(sessions, byHand(plan, stop)), clock)) {
                warden.start();
                practise(plan, stop, atMost);
            }
        } catch (IOException e) {
            throw new CannotStartException("practice cannot go on: " + e.getMessage());
        }
        out.println();
        out.println(summary.text());
        return summary.success() || (!breaking && summary.nothingBroken()) ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** A plan that ends at once breaks nothing by itself. */
    private Instant end(@Nullable Duration atMost) {
        var now = clock.instant();
        if (!breaking) {
            return now;
        }
        return atMost == null ? Instant.MAX : now.plus(atMost);
    }

    private static void practise(PracticePlan plan, StopSignal stop, @Nullable Duration atMost)
            throws InterruptedException {
        var timer = Executors.newSingleThreadScheduledExecutor(run -> {
            var thread = new Thread(run, "practice-plan");
            thread.setDaemon(true);
            return thread;
        });
        try {
            plan.start(timer);
            stop.await(atMost);
            if (!stop.told()) {
                plan.settle(SETTLING);
            }
        } finally {
            timer.shutdownNow();
        }
    }

    private static Practising byHand(PracticePlan plan, StopSignal stop) {
        return new Practising() {
            @Override
            public Answer breakOne(String kind) {
                var fault = Fault.named(kind);
                if (fault.isEmpty()) {
                    return Answer.error(ExitCode.USAGE, "there is no fault '" + kind + "'", "there are: " + KINDS);
                }
                try {
                    return plan.breakOne(fault.get())
                            ? Answer.done("")
                            : Answer.error(
                                    ExitCode.WAITING,
                                    "no session that suits " + fault.get().word() + " is whole now",
                                    "try again in a few seconds");
                } catch (IOException e) {
                    return Answer.error(
                            ExitCode.FAILED, fault.get().word() + " could not be done: " + e.getMessage(), "try again");
                }
            }

            @Override
            public Answer stop() {
                stop.ask();
                return Answer.done("practice ends\n");
            }
        };
    }

    private void say(String line) {
        printer.print(clock.instant(), "practice", "breaks", line);
    }

    private Plan plan(PracticeSessions sessions, Practising byHand) throws CannotStartException {
        return new Plan(
                home,
                data,
                List.of(home.rules(), home.practiceRules()),
                // Practice is for trying edits out.
                Edits.NONE_WAIT,
                AuditSettings.in(data),
                List.of(server(sessions)),
                Map.of(SERVER, INTERVAL),
                new TreeMap<>(),
                EvidenceStore.NONE,
                doctor(sessions),
                byHand,
                listener());
    }

    /** Looks at what practice watches, whatever the configuration would have watched. */
    private Doctor doctor(PracticeSessions sessions) throws CannotStartException {
        var server = new Configuration.Server(
                SERVER, null, Map.of(CONNECTOR, Map.of()), selector(sessions), INTERVAL, TIMEOUT, Mode.ENFORCE, false);
        return new Checkup(
                new Configuration(data, List.of(server), Edits.NONE_WAIT),
                new ServerOpening(ServerOpening.connectors(), List.of(), EvidenceStore.NONE, clock),
                clock);
    }

    private static Selector selector(PracticeSessions sessions) {
        return new Selector(false, Map.of("mark", sessions.marks()));
    }

    private WatchedServer server(PracticeSessions sessions) throws CannotStartException {
        var connector = terminal();
        var host = connector.open(new Target(SERVER, new LocalRunner(), TIMEOUT, Map.of(), clock));
        var names = sessions.seats().stream()
                .map(seat -> new SessionName(SERVER, CONNECTOR, "mark", sessions.markOf(seat), seat.name(), true))
                .toList();
        return new WatchedServer(
                SERVER,
                Mode.ENFORCE,
                true,
                new Roster(SERVER, List.of(new PracticePeople(host, sessions)), selector(sessions), names),
                new Prober(Map.of(CONNECTOR, connector.probes())));
    }

    private static Connector terminal() throws CannotStartException {
        var connector = ServerOpening.connectors().get(CONNECTOR);
        if (connector == null) {
            throw new CannotStartException("this program was built without its connector " + CONNECTOR);
        }
        return connector;
    }

    /** Prints what the watchdog records, and tells the summary what it made of each fault. */
    private Consumer<AuditRecord> listener() {
        return printer.andThen(entry -> {
            var event = entry.event();
            var seat = event.detail("sessionName");
            if (event.type() == EventType.CYCLE_STEP && event.outcome().equals("HEALED")) {
                summary.healed(seat, entry.at());
            } else if (event.type() == EventType.DECISION && event.outcome().equals("deny")) {
                summary.leftAlone(seat);
            }
        });
    }
}
