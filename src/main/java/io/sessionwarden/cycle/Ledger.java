package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the program must not forget: incidents and reset cycles. Every change is made in one transaction with the events
 * that record it, and is durable when the call returns. Safe for use by several threads and several wardens. Failures are
 * unchecked.
 */
public interface Ledger {

    /** A fresh id for an incident: {@code i-} and a number. */
    String nextIncidentId();

    /** Writes these incidents as they stand now, opened, changed or closed, together with the events. */
    void record(List<Incident> incidents, List<AuditEvent> events);

    /** The incidents that were open when the warden last stopped, or still are. */
    List<Incident> openIncidents();

    /** The latest incidents, newest first. */
    List<Incident> latestIncidents(int most);

    Optional<Incident> findIncident(String id);

    /** How many incidents with a symptom began at this seat since then. */
    int incidentsAt(String seat, Instant since);

    /** Counts for limits, for a session of which the other two are known; {@code except} is a cycle not to count, or empty. */
    History history(Session session, int sessionsOfLogonName, int sessionsOfServer, Instant now, String except);

    /**
     * Opens a cycle, unless one is open for the same incarnation: takes its place in the limits, the intent to reset, the
     * incidents as they stand now and the events in one transaction.
     *
     * @return the opened cycle, or nothing where another is open: then nothing was written
     */
    Optional<Cycle> open(NewCycle cycle, List<Incident> incidents, List<AuditEvent> events);

    Optional<Cycle> findCycle(String id);

    /** Cycles that have not ended, oldest first. */
    List<Cycle> openCycles();

    /**
     * Takes the cycle from one state to the next, and writes the incidents that change with it.
     *
     * @return the cycle as it stands now, or nothing where it was no longer in {@code from}: then nothing was changed and
     *     nothing recorded, and whoever lost must leave it alone
     * @throws IllegalStateException where the table of {@link CycleState} refuses the transition
     */
    Optional<Cycle> advance(
            String cycle,
            CycleState from,
            CycleState to,
            Instant at,
            List<Incident> incidents,
            List<AuditEvent> events);

    /** A cycle to be opened; the ledger gives it an id and its first state, and adds the id to the events' details. */
    record NewCycle(String incident, Session session, Caller caller, SortedMap<String, String> ready, Instant at) {}
}
