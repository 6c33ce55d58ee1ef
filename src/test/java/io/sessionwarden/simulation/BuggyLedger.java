package io.sessionwarden.simulation;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.cycle.Cycle;
import io.sessionwarden.cycle.CycleState;
import io.sessionwarden.cycle.Hold;
import io.sessionwarden.cycle.IncidentFilter;
import io.sessionwarden.cycle.Ledger;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A ledger with planted faults. */
final class BuggyLedger implements Ledger {

    private final Ledger sound;
    private final Set<Bug> bugs;

    BuggyLedger(Ledger sound, Set<Bug> bugs) {
        this.sound = sound;
        this.bugs = bugs;
    }

    @Override
    public Opening open(NewCycle cycle, List<Incident> incidents, List<AuditEvent> events) {
        return sound.open(bugs.contains(Bug.COUNTS_NOTHING) ? unlimited(cycle) : cycle, incidents, events);
    }

    private static NewCycle unlimited(NewCycle cycle) {
        return new NewCycle(
                cycle.incident(), cycle.session(), cycle.caller(), cycle.ready(), cycle.at(), cycle.approval(), null);
    }

    @Override
    public History history(Session session, int sessionsOfLogonName, int sessionsOfServer, Instant now, String except) {
        return bugs.contains(Bug.COUNTS_NOTHING)
                ? new History(sessionsOfLogonName, sessionsOfServer, 1, 0, 0, 0, 0, 0, 0, 0, null)
                : sound.history(session, sessionsOfLogonName, sessionsOfServer, now, except);
    }

    @Override
    public Optional<Cycle> claim(String cycle, Instant now) {
        return sound.claim(cycle, now).map(this::asItBegan);
    }

    private Cycle asItBegan(Cycle cycle) {
        return bugs.contains(Bug.REPEATS_BLINDLY) && cycle.state() == CycleState.RESETTING
                ? in(cycle, CycleState.PERMITTED)
                : cycle;
    }

    private static Cycle in(Cycle cycle, CycleState state) {
        return new Cycle(
                cycle.id(),
                cycle.incident(),
                cycle.session(),
                cycle.caller(),
                cycle.ready(),
                state,
                null,
                null,
                cycle.approvedBy(),
                cycle.opened(),
                cycle.changed(),
                cycle.token());
    }

    @Override
    public Optional<Cycle> advance(
            Cycle cycle, Move move, Instant at, List<Incident> incidents, List<AuditEvent> events) {
        if (bugs.contains(Bug.FORGETS_THE_INTENT) && move.to() == CycleState.RESETTING) {
            return sound.advance(cycle, move, at, incidents, List.of());
        }
        var really = sound.findCycle(cycle.id()).orElse(cycle);
        if (bugs.contains(Bug.REPEATS_BLINDLY) && !really.state().mayBecome(move.to())) {
            sound.record(incidents, events);
            return Optional.of(in(really, move.to()));
        }
        return sound.advance(bugs.contains(Bug.REPEATS_BLINDLY) ? really : cycle, move, at, incidents, events);
    }

    @Override
    public String nextIncidentId() {
        return sound.nextIncidentId();
    }

    @Override
    public void record(List<Incident> incidents, List<AuditEvent> events) {
        sound.record(incidents, events);
    }

    @Override
    public List<Incident> openIncidents() {
        return sound.openIncidents();
    }

    @Override
    public List<Incident> latestIncidents(IncidentFilter which, int most) {
        return sound.latestIncidents(which, most);
    }

    @Override
    public Optional<Incident> findIncident(String id) {
        return sound.findIncident(id);
    }

    @Override
    public int incidentsAt(String seat, Instant since) {
        return sound.incidentsAt(seat, since);
    }

    @Override
    public Optional<Cycle> findCycle(String id) {
        return sound.findCycle(id);
    }

    @Override
    public List<Hold> holds() {
        return bugs.contains(Bug.IGNORES_PEOPLE) ? List.of() : sound.holds();
    }

    @Override
    public void hold(Hold hold, AuditEvent event) {
        sound.hold(hold, event);
    }

    @Override
    public boolean acknowledge(String seat, Instant at, List<Incident> incidents, AuditEvent event) {
        return sound.acknowledge(seat, at, incidents, event);
    }

    @Override
    public void clockSet(Duration by, Instant now, AuditEvent event) {
        sound.clockSet(by, now, event);
    }

    @Override
    public List<Cycle> untold() {
        return sound.untold();
    }

    @Override
    public void told(List<Cycle> cycles, AuditEvent event) {
        sound.told(cycles, event);
    }

    @Override
    public boolean release(Hold.Kind kind, String subject, AuditEvent event) {
        return sound.release(kind, subject, event);
    }

    @Override
    public List<Cycle> openCycles() {
        return sound.openCycles();
    }
}
