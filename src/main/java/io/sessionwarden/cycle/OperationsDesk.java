package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.cycle.Ledger.NewCycle;
import io.sessionwarden.host.Roll;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Question;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where people ask: the same decision, cycle and trail as the watchdog's own. Safe for use by several threads. */
final class OperationsDesk implements Operations {

    /** How long a person waits for the end of a cycle before being told that it goes on. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Wiring wiring;
    private final Questions questions;
    private final WatchCycle watch;
    private final Baselines baselines;
    private final CycleEnds ends;
    private final Supplier<String> policyError;
    private final Instant started;

    OperationsDesk(
            Wiring wiring,
            Questions questions,
            WatchCycle watch,
            Baselines baselines,
            CycleEnds ends,
            Supplier<String> policyError) {
        this.wiring = wiring;
        this.questions = questions;
        this.watch = watch;
        this.baselines = baselines;
        this.ends = ends;
        this.policyError = policyError;
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
    public ResetAnswer reset(Caller caller, Session session) {
        var server = wiring.servers().require(session.server());
        var now = wiring.clock().instant();
        var incident = wiring.incidents().askedFor(session, caller.logonName(), now);
        try {
            return reset(caller, session, server, incident, now);
        } catch (RuntimeException e) {
            // Nobody would care for it any more, and no sweep may close it.
            if (incident.symptom() == null) {
                wiring.incidents().end(incident.id(), Ending.NOT_RESET, now);
            }
            throw e;
        }
    }

    private ResetAnswer reset(Caller caller, Session session, WatchedServer server, Incident incident, Instant now) {
        var among = server.roster().call(session).sessions();
        var question = questions.ask(caller, server, session, incident, among, now, "");
        var decision = wiring.policy().decide(question);
        boolean carryOut = decision instanceof Decision.Permitted;
        var events = new ArrayList<AuditEvent>();
        if (incident.symptom() == null) {
            wiring.ledger().record(List.of(incident), List.of(Events.of(incident, decision.revision())));
        }
        events.add(Events.of(question, decision, Mode.ENFORCE, carryOut));
        return carryOut ? carryOut(server, question, decision, events) : refuse(question, decision, events);
    }

    private ResetAnswer carryOut(WatchedServer server, Question question, Decision decision, List<AuditEvent> events) {
        var incident = question.incident();
        wiring.incidents().takeIntoCare(incident.id());
        var session = question.session();
        var cycle = wiring.ledger()
                .open(
                        new NewCycle(
                                incident.id(),
                                session,
                                question.caller(),
                                baselines.of(server, session),
                                question.at()),
                        events)
                .or(() -> alreadyGoingOn(session));
        if (cycle.isEmpty()) {
            return new ResetAnswer(incident.id(), decision, null, List.of("another reset of it has just ended"));
        }
        var id = cycle.get().id();
        var end = ends.expect(id);
        wiring.queue().enqueue(id);
        return ends.await(id, end, PATIENCE)
                .map(ended -> new ResetAnswer(incident.id(), decision, ended.cycle(), ended.told()))
                .orElseGet(() -> new ResetAnswer(
                        incident.id(),
                        decision,
                        wiring.ledger().findCycle(id).orElseThrow(),
                        List.of("it goes on; see: warden explain " + incident.id())));
    }

    private Optional<Cycle> alreadyGoingOn(Session session) {
        return wiring.ledger().openCycles().stream()
                .filter(open -> open.session().identity().equals(session.identity()))
                .findFirst();
    }

    private ResetAnswer refuse(Question question, Decision decision, List<AuditEvent> events) {
        var incident = question.incident();
        var written =
                incident.symptom() == null ? close(incident, question.at(), decision, events) : List.<Incident>of();
        wiring.ledger().record(written, events);
        return new ResetAnswer(incident.id(), decision, null, List.of());
    }

    private List<Incident> close(Incident incident, Instant at, Decision decision, List<AuditEvent> events) {
        var closed = wiring.incidents().end(incident.id(), Ending.NOT_RESET, at).orElseThrow();
        events.add(Events.of(closed, decision.revision()));
        return List.of(closed);
    }

    @Override
    public Status status() {
        return new Status(
                started,
                wiring.policy().revision(),
                policyError.get(),
                wiring.servers().all().stream().map(this::status).toList(),
                wiring.incidents().size(),
                wiring.ledger().openCycles().size());
    }

    private ServerStatus status(WatchedServer server) {
        var standing = watch.standing(server.name());
        return new ServerStatus(server.name(), server.mode(), standing.at(), standing.sessions(), standing.trouble());
    }
}
