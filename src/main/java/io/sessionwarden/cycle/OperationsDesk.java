package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.cycle.CycleWriter.End;
import io.sessionwarden.cycle.Ledger.NewCycle;
import io.sessionwarden.cycle.Ledger.Opening;
import io.sessionwarden.host.Roll;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyStanding;
import io.sessionwarden.policy.Privilege;
import io.sessionwarden.policy.Question;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where people ask: the same decision, cycle and trail as the watchdog's own. Safe for use by several threads. */
final class OperationsDesk implements Operations {

    /** How long a person waits for the end of a cycle before being told that it goes on. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Wiring wiring;
    private final Questions questions;
    private final WatchCycle watch;
    private final Baselines baselines;
    private final CycleWriter writer;
    private final CycleEnds ends;
    private final Supplier<PolicyStanding> edits;
    private final Instant started;

    OperationsDesk(
            Wiring wiring,
            Questions questions,
            WatchCycle watch,
            Baselines baselines,
            CycleWriter writer,
            CycleEnds ends,
            Supplier<PolicyStanding> edits) {
        this.wiring = wiring;
        this.questions = questions;
        this.watch = watch;
        this.baselines = baselines;
        this.writer = writer;
        this.ends = ends;
        this.edits = edits;
        this.started = wiring.clock().instant();
    }

    @Override
    public List<String> servers() {
        return wiring.servers().names();
    }

    @Override
    public Roll sessions(String server) {
        return wiring.servers().require(server).roster().call();
    }

    @Override
    public boolean mayQuery(Caller caller, Session session) {
        return wiring.policy().mayQuery(caller, session);
    }

    @Override
    public boolean may(Caller caller, Privilege what, String server) {
        return wiring.policy().may(caller, what, server);
    }

    @Override
    public ResetAnswer reset(Caller caller, Session session) {
        var server = wiring.servers().require(session.server());
        var among = server.roster().call(session).sessions();
        var ready = baselines.of(server, session);
        var decided = decide(caller, server, session, among, ready);
        var cycle = decided.cycle();
        return cycle == null || cycle.state() == CycleState.ASKED
                ? decided.answer(cycle, List.of())
                : awaitEnd(decided, cycle);
    }

    /** A decision that is recorded, and the cycle that carries it out; null where none does. */
    private record Decided(
            Incident incident, Decision decision, @Nullable Cycle cycle) {
        private ResetAnswer answer(@Nullable Cycle at, List<String> told) {
            return new ResetAnswer(incident.id(), decision, at, told);
        }
    }

    /** One request after another, so that the second finds in the book and in the ledger what the first has opened. */
    private synchronized Decided decide(
            Caller caller,
            WatchedServer server,
            Session session,
            List<Session> among,
            SortedMap<String, String> ready) {
        var now = wiring.clock().instant();
        var known = wiring.incidents().of(session);
        var incident = known.orElseGet(() -> wiring.incidents().askedFor(session, caller.logonName(), now));
        var question = questions.ask(caller, server, session, incident, among, now, "");
        var decision = wiring.policy().decide(question);
        boolean permitted = decision instanceof Decision.Permitted;
        var event = Events.of(question, decision, Mode.ENFORCE, permitted);
        if (!permitted && !(decision instanceof Decision.Ask)) {
            record(incident, known.isPresent(), event);
            return new Decided(incident, decision, null);
        }
        if (known.isEmpty() && !wiring.incidents().adopt(incident)) {
            // A sweep has just found the session sick: then that is what the request hangs on.
            return decide(caller, server, session, among, ready);
        }
        if (permitted) {
            goingOn(session).filter(cycle -> cycle.state() == CycleState.ASKED).ifPresent(this::overtake);
        }
        return carryOut(question, decision, event, known.isPresent(), ready);
    }

    /** What waits for a human's word is no longer needed where somebody resets the session in their own right. */
    private void overtake(Cycle asked) {
        var end = End.of(CycleState.WITHDRAWN, "somebody resets it in their own right", null);
        writer.end(asked, end, List.of(), Map.of());
    }

    private Decided carryOut(
            Question question, Decision decision, AuditEvent event, boolean known, SortedMap<String, String> ready) {
        var incident = question.incident();
        var asks = decision instanceof Decision.Ask;
        var cycle = new NewCycle(
                incident.id(),
                question.session(),
                question.caller(),
                ready,
                question.at(),
                asks ? question.at().plus(APPROVAL_WAITS) : null,
                null);
        Opening opening = new Opening.AnotherIsOpen();
        try {
            opening = writer.open(
                    cycle,
                    known ? List.of() : List.of(incident),
                    known ? List.of(event) : List.of(Events.of(incident, decision.revision()), event));
        } finally {
            if (!(opening instanceof Opening.Opened) && !known) {
                wiring.incidents().remove(incident.id());
            }
        }
        if (opening instanceof Opening.Opened opened) {
            return new Decided(incident, decision, opened.cycle());
        }
        var goingOn = goingOn(question.session());
        record(
                incident,
                known,
                goingOn.map(other -> Events.joining(event, other)).orElse(event));
        return new Decided(incident, decision, goingOn.orElse(null));
    }

    private Optional<Cycle> goingOn(Session session) {
        return wiring.ledger().openCycles().stream()
                .filter(open -> open.session().identity().equals(session.identity()))
                .findFirst();
    }

    /** Records a decision that opens no cycle. An incident that only this request has opened ends with it. */
    private void record(Incident incident, boolean known, AuditEvent event) {
        if (known) {
            wiring.trail().append(event);
            return;
        }
        var closed = incident.closed(wiring.clock().instant(), Ending.NOT_RESET);
        var revision = event.revision();
        wiring.ledger()
                .record(List.of(closed), List.of(Events.of(incident, revision), event, Events.of(closed, revision)));
    }

    private ResetAnswer awaitEnd(Decided decided, Cycle cycle) {
        return ends.await(cycle.id(), () -> start(cycle.id()), PATIENCE)
                .map(ended -> decided.answer(ended.cycle(), ended.told()))
                .orElseGet(() -> decided.answer(
                        wiring.ledger().findCycle(cycle.id()).orElseThrow(),
                        List.of("it goes on; see: warden explain " + cycle.incident())));
    }

    /** The sweeps queue open cycles too, so it may have ended already: then that is the end that is waited for. */
    private void start(String id) {
        wiring.ledger()
                .findCycle(id)
                .filter(cycle -> cycle.state().ended())
                .ifPresentOrElse(
                        cycle -> ends.ended(new Ended(cycle, toldOf(cycle))),
                        () -> wiring.queue().enqueue(id));
    }

    /** What the trail has of the steps of a cycle. */
    private List<String> toldOf(Cycle cycle) {
        return wiring.trail().ofIncident(cycle.incident()).stream()
                .map(AuditRecord::event)
                .filter(event -> event.type() == EventType.CYCLE_STEP)
                .filter(event -> event.detail("cycle").equals(cycle.id()))
                .map(event -> event.detail("message"))
                .filter(message -> !message.isEmpty())
                .toList();
    }

    @Override
    public List<Incident> latestIncidents(IncidentFilter which, int most) {
        return wiring.ledger().latestIncidents(which, most).stream()
                .map(this::asItStands)
                .toList();
    }

    @Override
    public List<Incident> openIncidents() {
        return wiring.ledger().openIncidents().stream().map(this::asItStands).toList();
    }

    @Override
    public String whyNot(Incident incident) {
        return incident.open() ? watch.whyNot(incident) : "";
    }

    @Override
    public Optional<Incident> findIncident(String id) {
        var cycle = wiring.ledger().findCycle(id);
        return wiring.ledger()
                .findIncident(cycle.map(Cycle::incident).orElse(id))
                .map(this::asItStands);
    }

    /** The ledger is a few seconds behind with what an open incident was last seen as. */
    private Incident asItStands(Incident written) {
        return written.open() ? wiring.incidents().find(written.id()).orElse(written) : written;
    }

    @Override
    public Status status() {
        var cycles = wiring.ledger().openCycles();
        return new Status(
                started,
                wiring.policy().revision(),
                edits.get(),
                wiring.servers().all().stream().map(this::status).toList(),
                wiring.incidents().size(),
                cycles.size(),
                cycles.stream()
                        .filter(cycle -> cycle.state() == CycleState.ASKED)
                        .map(Cycle::incident)
                        .toList(),
                wiring.ledger().holds().stream()
                        .filter(hold -> hold.inForceAt(wiring.clock().instant()))
                        .toList(),
                watch.unfit());
    }

    private ServerStatus status(WatchedServer server) {
        var standing = watch.standing(server.name());
        return new ServerStatus(server.name(), server.mode(), standing.at(), standing.sessions(), standing.trouble());
    }
}
