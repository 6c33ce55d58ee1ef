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
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.Prober;
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
    final FakeSessionHost host = new FakeSessionHost();
    final ScriptedPolicy policy = new ScriptedPolicy();
    final List<String> queued = new CopyOnWriteArrayList<>();
    final IncidentBook book = new IncidentBook(
            ledger::nextIncidentId,
            seat -> ledger.incidentsAt(seat, clock.instant().minus(Duration.ofDays(1))));
    final Wiring wiring;
    final Flow flow;
    private boolean runsAtOnce;

    FlowOnFakes(Mode mode) {
        this(mode, ledger -> ledger);
    }

    /** @param seen the ledger as the flow sees it */
    FlowOnFakes(Mode mode, UnaryOperator<Ledger> seen) {
        this(mode, seen, EvidenceStore.NONE);
    }

    /** @param screens where it is kept what sessions show */
    FlowOnFakes(Mode mode, UnaryOperator<Ledger> seen, EvidenceStore screens) {
        var server = new WatchedServer(
                Sessions.SERVER,
                mode,
                true,
                new Roster(Sessions.SERVER, List.of(host), Selector.ALL, List.of()),
                new Prober(Map.of(Sessions.CONNECTOR, List.of(new IllProbe()))),
                screens,
                TIMEOUT);
        wiring = new Wiring(
                new Servers(List.of(server)),
                book,
                policy,
                999,
                new Resetter(clock, clock.steady(), time -> () -> false, () -> () -> false),
                seen.apply(ledger),
                trail,
                this::enqueue,
                LeaderWatch.NONE,
                clock,
                clock.steady());
        flow = Flow.of(wiring, () -> PolicyStanding.AGREED);
    }

    /** Says what the session's vital {@code ill} says. */
    private static final class IllProbe implements Probe {
        @Override
        public String name() {
            return "ill";
        }

        @Override
        public Finding examine(Session now, @Nullable Session before) {
            return now.vital("ill").isEmpty()
                    ? new Finding.Healthy(name())
                    : new Finding.Sick(
                            name(), new Symptom(now.vital("ill"), Symptom.Group.MALFUNCTIONS), Evidence.of("seen"));
        }
    }

    void sweep() {
        clock.advance(Duration.ofMillis(500));
        flow.watch().sweep(Sessions.SERVER);
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
