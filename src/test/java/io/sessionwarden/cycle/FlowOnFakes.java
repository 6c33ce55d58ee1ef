package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.cycle.Operations.ResetAnswer;
import io.sessionwarden.fake.FakeLedger;
import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.ScriptedPolicy;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.host.Roster;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyStanding;
import io.sessionwarden.policy.ResetPolicy;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.reset.Patience;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A flow whose server, ledger, trail, policy and clock are in memory; queued cycles wait until a test runs them. */
final class FlowOnFakes {

    /** Of its server. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    final SettableClock clock = new SettableClock();
    final RecordingAuditTrail trail = new RecordingAuditTrail(clock);
    final FakeLedger ledger = new FakeLedger(trail);
    final FakeSessionHost host;
    final ScriptedPolicy policy = new ScriptedPolicy();

    /** What each verification was given for its rung to work. */
    final List<Duration> given = new CopyOnWriteArrayList<>();

    final List<String> queued = new CopyOnWriteArrayList<>();
    final IncidentBook book = new IncidentBook(
            ledger::nextIncidentId,
            seat -> ledger.incidentsAt(seat, clock.instant().minus(Duration.ofDays(1))));
    final Wiring wiring;
    final Flow flow;
    private boolean runsAtOnce;

    /**
     * What a flow is made of where it is not the usual.
     *
     * @param mode of every server
     * @param seen the ledger as the flow sees it
     * @param screens where it is kept what sessions show
     * @param rules what is asked instead of the scripted policy, or null
     * @param watched which sessions are watched
     * @param host the sessions of the server
     * @param others servers besides it, by name
     */
    record Parts(
            Mode mode,
            UnaryOperator<Ledger> seen,
            EvidenceStore screens,
            @Nullable ResetPolicy rules,
            Selector watched,
            FakeSessionHost host,
            Map<String, FakeSessionHost> others) {

        static Parts of(Mode mode) {
            return new Parts(
                    mode,
                    ledger -> ledger,
                    EvidenceStore.NONE,
                    null,
                    Selector.ALL,
                    new FakeSessionHost(),
                    new TreeMap<>());
        }

        Parts ledger(UnaryOperator<Ledger> other) {
            return new Parts(mode, other, screens, rules, watched, host, others);
        }

        Parts rules(ResetPolicy other) {
            return new Parts(mode, seen, screens, other, watched, host, others);
        }

        Parts watching(Selector other) {
            return new Parts(mode, seen, screens, rules, other, host, others);
        }

        Parts on(FakeSessionHost other) {
            return new Parts(mode, seen, screens, rules, watched, other, others);
        }

        Parts beside(String server, FakeSessionHost itsHost) {
            var more = new TreeMap<>(others);
            more.put(server, itsHost);
            return new Parts(mode, seen, screens, rules, watched, host, more);
        }

        private WatchedServer server(String name, FakeSessionHost itsHost) {
            return new WatchedServer(
                    name,
                    mode,
                    true,
                    new Roster(name, List.of(itsHost), watched, List.of()),
                    new Prober(Map.of(Sessions.CONNECTOR, List.of(new IllProbe()))),
                    screens,
                    TIMEOUT);
        }

        private Servers servers() {
            var servers = new ArrayList<>(List.of(server(Sessions.SERVER, host)));
            others.forEach((name, itsHost) -> servers.add(server(name, itsHost)));
            return new Servers(servers);
        }
    }

    FlowOnFakes(Mode mode) {
        this(Parts.of(mode));
    }

    /** @param seen the ledger as the flow sees it */
    FlowOnFakes(Mode mode, UnaryOperator<Ledger> seen) {
        this(Parts.of(mode).ledger(seen));
    }

    /** @param screens where it is kept what sessions show */
    FlowOnFakes(Mode mode, UnaryOperator<Ledger> seen, EvidenceStore screens) {
        this(new Parts(mode, seen, screens, null, Selector.ALL, new FakeSessionHost(), Map.of()));
    }

    FlowOnFakes(Parts parts) {
        host = parts.host();
        wiring = new Wiring(
                parts.servers(),
                book,
                parts.rules() == null ? policy : parts.rules(),
                999,
                new Resetter(clock, clock.steady(), this::noPatience, () -> () -> false),
                parts.seen().apply(ledger),
                trail,
                this::enqueue,
                LeaderWatch.NONE,
                clock,
                clock.steady());
        flow = Flow.of(wiring, () -> PolicyStanding.AGREED);
    }

    private Patience noPatience(Duration time) {
        given.add(time);
        return () -> false;
    }

    /** Says what the session's vital {@code ill} says. */
    private static final class IllProbe implements Probe {
        @Override
        public String name() {
            return "ill";
        }

        @Override
        public Finding examine(Session now, @Nullable Session before) {
            return switch (now.vital("ill")) {
                case "" -> new Finding.Healthy(name());
                case "unknown" -> new Finding.Unknown(name(), "no answer in time");
                default ->
                    new Finding.Sick(
                            name(), new Symptom(now.vital("ill"), Symptom.Group.MALFUNCTIONS), Evidence.of("seen"));
            };
        }
    }

    void sweep() {
        sweep(Sessions.SERVER);
    }

    void sweep(String server) {
        clock.advance(Duration.ofMillis(500));
        flow.watch().sweep(server);
    }

    /** Time passes, then the server is swept and what is queued is run. */
    void goOn(Duration time) {
        clock.advance(time);
        sweep();
        runQueued();
    }

    /** Time passes, then the server is swept; what is queued waits. */
    void goOnWithoutRunning(Duration time) {
        clock.advance(time);
        sweep();
    }

    void runQueued() {
        var due = List.copyOf(queued);
        queued.clear();
        due.forEach(flow.reset()::run);
    }

    /** A person's request, whose cycle is run at once. */
    ResetAnswer resetNow(Caller who, Session session) {
        runsAtOnce = true;
        try {
            return flow.operations().reset(who, session);
        } finally {
            runsAtOnce = false;
        }
    }

    private void enqueue(String cycle) {
        if (runsAtOnce) {
            flow.reset().run(cycle);
        } else {
            queued.add(cycle);
        }
    }

    List<String> recorded() {
        return recorded(event -> event.type() + " " + event.outcome());
    }

    List<String> recorded(Function<AuditEvent, String> as) {
        return new ArrayList<>(
                trail.records().stream().map(AuditRecord::event).map(as).toList());
    }

    static Caller caller(String name, long uid) {
        return new Caller(name, Account.ofUid(Sessions.SERVER, uid), null, false);
    }
}
