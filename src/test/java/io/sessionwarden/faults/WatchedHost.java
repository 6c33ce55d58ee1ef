package io.sessionwarden.faults;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.cycle.CycleState;
import io.sessionwarden.cycle.Flow;
import io.sessionwarden.cycle.LeaderWatch;
import io.sessionwarden.cycle.Servers;
import io.sessionwarden.cycle.WatchedServer;
import io.sessionwarden.cycle.Wiring;
import io.sessionwarden.fake.FakeLedger;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Roster;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyStanding;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.reset.Patience;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.session.Symptom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real host under the real flow (watch cycle, shipped rules, reset cycle, verification), swept five times a second; ledger and
 * trail are in memory. Deaths are found by sweeps only. One thread sweeps and resets; a test injects faults from another.
 */
final class WatchedHost implements AutoCloseable {

    static final String SERVER = "here";
    static final Duration INTERVAL = Duration.ofMillis(200);

    /** As config/warden.yaml has it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SETTLING = Duration.ofMillis(500);

    /** So many sweeps after a fault, what has not been begun will not be. */
    private static final int SWEEPS = 15;

    private static final int MOST_SHOWN = 80;

    private static final Clock CLOCK = Clock.systemUTC();

    private final Connector connector;
    private final ShippedThresholds thresholds;
    private final RecordingAuditTrail trail = new RecordingAuditTrail(CLOCK);
    private final SessionHost eyes;
    private final WatchedServer server;
    private final Selector watched;
    private final Flow flow;
    private final Queue<String> queued = new ArrayDeque<>();
    private final AtomicInteger sweeps = new AtomicInteger();
    private final Thread sweeper = new Thread(this::sweep, "sweeps of the table of faults");
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    /** What is done to a session; whatever it throws fails the test. */
    @FunctionalInterface
    interface Injection {
        void inject() throws Exception;
    }

    /**
     * @param settings of the connector
     * @param watched the sessions of the test, and nobody else's
     * @param standing those of them that must always stand
     */
    WatchedHost(
            String connector,
            CommandRunner runner,
            Map<String, List<String>> settings,
            Selector watched,
            List<SessionName> standing,
            ShippedThresholds thresholds) {
        this.connector = ServiceLoader.load(Connector.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(connector))
                .findFirst()
                .orElseThrow();
        this.thresholds = thresholds;
        this.watched = watched;
        var target = new Target(SERVER, runner, TIMEOUT, settings, CLOCK);
        this.eyes = this.connector.open(target);
        this.server = new WatchedServer(
                SERVER,
                Mode.ENFORCE,
                false,
                new Roster(SERVER, List.of(this.connector.open(target)), watched, standing),
                new Prober(Map.of(connector, this.connector.probes())));
        var ledger = new FakeLedger(trail);
        this.flow = Flow.of(
                new Wiring(
                        new Servers(List.of(server)),
                        new IncidentBook(ledger::nextIncidentId, seat -> 0),
                        thresholds.policy(),
                        -1,
                        new Resetter(CLOCK, CLOCK, Patience::of, () -> Patience.of(SETTLING)),
                        ledger,
                        trail,
                        queued::add,
                        LeaderWatch.NONE,
                        CLOCK,
                        CLOCK),
                () -> PolicyStanding.AGREED);
        sweeper.setDaemon(true);
        sweeper.start();
    }

    private void sweep() {
        try {
            while (!ended) {
                flow.watch().sweep(SERVER);
                flow.watch().queueOpenCycles();
                for (var cycle = queued.poll(); cycle != null; cycle = queued.poll()) {
                    flow.reset().run(cycle);
                }
                sweeps.incrementAndGet();
                LockSupport.parkNanos(INTERVAL.toNanos());
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Waits for a session of the test's that looks so, and until the flow has seen it as well. */
    Session awaitSession(Predicate<Session> such) throws HostException {
        await("a session stands", () -> find(such).isPresent());
        awaitSweeps(3);
        return find(such).orElseThrow();
    }

    /** The session of the test's that looks so now. */
    Optional<Session> find(Predicate<Session> such) throws HostException {
        return eyes.list().sessions().stream()
                .filter(watched::selects)
                .filter(such)
                .findFirst();
    }

    private void awaitSweeps(int more) {
        int wanted = sweeps.get() + more;
        await(more + " more sweeps", () -> sweeps.get() >= wanted);
    }

    void await(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (failure != null) {
                throw new AssertionError("the sweeps have failed", failure);
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for: " + what + "; the trail: " + story());
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String story() {
        return String.join(
                "\n",
                trail.events().stream()
                        .map(event -> event.type() + " " + event.outcome() + " " + event.details())
                        .toList());
    }

    /** Injects a fault that these rungs heal, such as {@code continue, then reset}, and waits until that is verified. */
    FaultRow heals(String fault, Symptom symptom, String rungs, Injection injection) throws Exception {
        return closes(fault, Incident.Ending.HEALED, symptom, "healed by ", rungs, injection);
    }

    /** Injects a fault after which the session, once these rungs let it go on, ends by itself. */
    FaultRow ends(String fault, Symptom symptom, String rungs, Injection injection) throws Exception {
        return closes(fault, Incident.Ending.ENDED, symptom, "ended after ", rungs, injection);
    }

    private FaultRow closes(
            String fault, Incident.Ending wanted, Symptom symptom, String how, String rungs, Injection injection)
            throws Exception {
        var at = inject(injection);
        var seen = awaitFound(fault, at, symptom);
        var incident = seen.event().incident();
        await(fault + " comes to its end", () -> closed(incident).isPresent());
        var end = closed(incident).orElseThrow();
        require(fault, end.event().outcome(), wanted.name());
        require(fault, taken(incident), rungs);
        var healed = wanted == Incident.Ending.HEALED ? Duration.between(at, end.at()) : null;
        return row(fault, at, seen, how + rungs, healed);
    }

    /** Injects a fault that no rung can heal: these are taken, and then a human is told. */
    FaultRow escalates(String fault, Symptom symptom, String rungs, String why, Injection injection) throws Exception {
        var at = inject(injection);
        var seen = awaitFound(fault, at, symptom);
        var incident = seen.event().incident();
        await(fault + " is given to a human", () -> escalated(incident));
        require(fault, taken(incident), rungs);
        return row(fault, at, seen, "given to a human after " + rungs + ": " + why, null);
    }

    private void require(String fault, String got, String wanted) {
        if (!got.equals(wanted)) {
            throw new AssertionError(fault + ": '" + got + "' instead of '" + wanted + "'; the trail: " + story());
        }
    }

    private AuditRecord awaitFound(String fault, Instant at, Symptom symptom) {
        await(fault + " is found", () -> opened(at, symptom).isPresent());
        return opened(at, symptom).orElseThrow();
    }

    private FaultRow row(String fault, Instant at, AuditRecord seen, String outcome, @Nullable Duration healed) {
        var symptom = seen.event().outcome();
        return new FaultRow(
                connector.name(),
                fault,
                symptom,
                outcome + (thresholds.mode(symptom).equals("enforce") ? "" : " (as shipped only observed)"),
                Duration.between(at, seen.at()),
                healed);
    }

    /** Injects a fault of the host itself: it is told of, and no session is touched for it. */
    FaultRow tells(String fault, String why, Injection injection) throws Exception {
        var at = inject(injection);
        await(fault + " is told", () -> ofServer(at).isPresent());
        var seen = ofServer(at).orElseThrow();
        awaitSweeps(SWEEPS);
        requireNothingDone(fault, at);
        return new FaultRow(
                connector.name(),
                fault,
                "a fault of the server: " + shortened(seen.event().detail("evidence")),
                "left alone: " + why,
                Duration.between(at, seen.at()),
                null);
    }

    /** Injects what is no illness: nothing is found, and nothing done. */
    FaultRow ignores(String fault, String why, Injection injection) throws Exception {
        var at = inject(injection);
        awaitSweeps(SWEEPS);
        if (opened(at).findAny().isPresent()) {
            throw new AssertionError(fault + ": " + story());
        }
        requireNothingDone(fault, at);
        return new FaultRow(connector.name(), fault, "none", "left alone: " + why, null, null);
    }

    /** Names of folders and accounts differ from run to run. */
    private static String shortened(String evidence) {
        var plain = evidence.replaceAll("/tmp/\\S+/|wt[0-9x]+@|(?<=127\\.0\\.0\\.1):[0-9]+", "")
                .replace('|', '/');
        return plain.length() > MOST_SHOWN ? plain.substring(0, MOST_SHOWN) + " ..." : plain;
    }

    private void requireNothingDone(String fault, Instant at) {
        if (since(at).anyMatch(record -> record.event().type() == EventType.CYCLE_STEP)) {
            throw new AssertionError(fault + " must be left alone: " + story());
        }
    }

    private Instant inject(Injection injection) throws Exception {
        var at = CLOCK.instant();
        injection.inject();
        return at;
    }

    private Stream<AuditRecord> since(Instant at) {
        return trail.records().stream().filter(record -> !record.at().isBefore(at));
    }

    private Optional<AuditRecord> opened(Instant at, Symptom symptom) {
        return opened(at)
                .filter(record -> record.event().outcome().equals(symptom.name()))
                .findFirst();
    }

    private Optional<AuditRecord> ofServer(Instant at) {
        return opened(at).filter(record -> record.event().session().isEmpty()).findFirst();
    }

    private Stream<AuditRecord> opened(Instant at) {
        return since(at).filter(record -> record.event().type() == EventType.INCIDENT_OPENED);
    }

    private Optional<AuditRecord> closed(String incident) {
        return trail.ofIncident(incident).stream()
                .filter(record -> record.event().type() == EventType.INCIDENT_CLOSED)
                .findFirst();
    }

    private boolean escalated(String incident) {
        return trail.ofIncident(incident).stream()
                .map(AuditRecord::event)
                .anyMatch(event ->
                        event.type() == EventType.CYCLE_STEP && event.outcome().equals(CycleState.ESCALATED.name()));
    }

    /** The rungs that were taken, in their order. */
    private String taken(String incident) {
        return trail.ofIncident(incident).stream()
                .map(record -> record.event().detail("rung"))
                .filter(rung -> !rung.isEmpty())
                .distinct()
                .collect(Collectors.joining(", then "));
    }

    @Override
    public void close() {
        ended = true;
        try {
            sweeper.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        eyes.close();
        server.close();
    }
}
