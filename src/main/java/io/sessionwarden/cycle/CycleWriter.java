package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.cycle.Ledger.Move;
import io.sessionwarden.cycle.Ledger.NewCycle;
import io.sessionwarden.cycle.Ledger.Opening;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.ResetPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what happens to a cycle: each transition in one transaction with its record. Safe for use by several threads. */
final class CycleWriter {

    /** The detail of the record of an act: whether it left some of its processes. */
    static final String INCOMPLETE = "incomplete";

    private final IncidentBook incidents;
    private final ResetPolicy policy;
    private final Ledger ledger;
    private final AuditTrail trail;
    private final CycleEnds ends;
    private final InstantSource clock;

    CycleWriter(Wiring wiring, CycleEnds ends) {
        this.incidents = wiring.incidents();
        this.policy = wiring.policy();
        this.ledger = wiring.ledger();
        this.trail = wiring.trail();
        this.ends = ends;
        this.clock = wiring.clock();
    }

    /**
     * How a cycle ends.
     *
     * @param to the state
     * @param told what was seen or done at the end, in plain words
     * @param ending how its incident ends by it, or null where that goes on
     */
    record End(CycleState to, List<String> told, @Nullable Ending ending) {
        static End of(CycleState to, String told, @Nullable Ending ending) {
            return new End(to, List.of(told), ending);
        }
    }

    /**
     * Opens a cycle. Its incident is taken into care before, because the cycle may run, and even end, as soon as it is open;
     * where it is not opened, the incident is given back.
     */
    Opening open(NewCycle cycle, List<Incident> with, List<AuditEvent> events) {
        boolean taken = incidents.takeIntoCare(cycle.incident());
        boolean cared = !taken;
        try {
            var opening = ledger.open(cycle, with, events);
            cared = cared
                    || opening instanceof Opening.Opened
                    || (opening instanceof Opening.AnotherIsOpen && isInCareOf(ledger.openCycles(), cycle.incident()));
            return opening;
        } finally {
            if (!cared) {
                incidents.release(cycle.incident());
            }
        }
    }

    /** Whether somebody else ended it while it was carried on: then its incident, in care since, is given back. */
    boolean endedMeanwhile(Cycle cycle) {
        var open = ledger.openCycles();
        if (open.stream().anyMatch(other -> other.id().equals(cycle.id()))) {
            return false;
        }
        if (!isInCareOf(open, cycle.incident())) {
            incidents.release(cycle.incident());
        }
        return true;
    }

    /** Whether the end of one of them gives that incident back; a cycle for the same incarnation may be another incident's. */
    private static boolean isInCareOf(List<Cycle> open, String incident) {
        return open.stream().anyMatch(cycle -> cycle.incident().equals(incident));
    }

    /** A transition after which the cycle goes on; nothing where it was lost to somebody else. */
    Optional<Cycle> advance(Cycle cycle, Move move, Map<String, String> details) {
        var more = new TreeMap<>(details);
        if (move.rung() != null) {
            more.put("rung", move.rung().word());
        }
        return ledger.advance(cycle, move, clock.instant(), List.of(), List.of(step(cycle, move.to(), more)));
    }

    /**
     * The last transition.
     *
     * @param before what was told in steps of its own already: for whoever waits for the end
     * @param details what else the record holds
     * @return whether it ended so; false where it was lost to somebody else, and nothing was changed
     */
    boolean end(Cycle cycle, End end, List<String> before, Map<String, String> details) {
        var incident = incidentOf(cycle);
        var now = clock.instant();
        var events = new ArrayList<>(List.of(step(cycle, end.to(), last(end, incident, details, now))));
        var closed = ending(incident, end).map(how -> incident.closed(now, how));
        closed.ifPresent(one -> events.add(Events.of(one, policy.revision())));
        var ended =
                ledger.advance(cycle, Move.to(end.to()), now, closed.stream().toList(), events);
        ended.ifPresent(it -> {
            closed.map(Incident::id).ifPresentOrElse(incidents::remove, () -> incidents.release(incident.id()));
            ends.ended(new Ended(it, Events.and(before, end.told())));
        });
        return ended.isPresent();
    }

    /** Whether the act that is being verified could not end all of its processes: a later look may find the session well. */
    boolean leftSomething(Cycle cycle) {
        return trail.ofIncident(cycle.incident()).stream()
                .map(AuditRecord::event)
                .filter(event -> event.outcome().equals(CycleState.VERIFYING.name())
                        && event.detail("cycle").equals(cycle.id()))
                .reduce((earlier, later) -> later)
                .filter(event -> event.detail(INCOMPLETE).equals("true"))
                .isPresent();
    }

    private static Map<String, String> last(End end, Incident incident, Map<String, String> details, Instant now) {
        var last = new TreeMap<>(details);
        last.put("message", Events.joined(end.told()));
        last.put(
                "sickMillis",
                Long.toString(Duration.between(incident.onset(), now).toMillis()));
        return last;
    }

    /** How the incident ends with its cycle, or nothing where it goes on: an illness does, a mere wish for a reset does not. */
    private static Optional<Ending> ending(Incident incident, End end) {
        if (!incident.open()) {
            return Optional.empty();
        }
        if (end.ending() == null && incident.symptom() == null) {
            return Optional.of(end.to() == CycleState.UNKNOWN ? Ending.NOT_HEALED : Ending.NOT_RESET);
        }
        return Optional.ofNullable(end.ending());
    }

    private AuditEvent step(Cycle cycle, CycleState to, Map<String, String> more) {
        return Events.step(cycle, to, incidentOf(cycle).symptomName(), policy.revision(), clock.instant(), more);
    }

    Incident incidentOf(Cycle cycle) {
        return incidents
                .find(cycle.incident())
                .or(() -> ledger.findIncident(cycle.incident()))
                .orElseThrow(() -> new IllegalStateException(cycle.id() + " has no incident " + cycle.incident()));
    }
}
