package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Limits;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

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

    /** The latest of those incidents, newest first. */
    List<Incident> latestIncidents(IncidentFilter which, int most);

    Optional<Incident> findIncident(String id);

    /** How many incidents with a symptom began at this seat since then, and since it was last acknowledged. */
    int incidentsAt(String seat, Instant since);

    /** Counts for limits, for a session of which the other two are known; {@code except} is a cycle not to count, or empty. */
    History history(Session session, int sessionsOfLogonName, int sessionsOfServer, Instant now, String except);

    /**
     * Opens a cycle, unless one is open for the same incarnation or a limit is reached: takes its place in the limits, the
     * intent to reset, the incidents as they stand now and the events in one transaction. Limits are counted in that
     * transaction, because decisions taken together have seen the same counts. Whoever opens it has claimed it.
     */
    Opening open(NewCycle cycle, List<Incident> incidents, List<AuditEvent> events);

    Optional<Cycle> findCycle(String id);

    /** Cycles that have not ended, oldest first. */
    List<Cycle> openCycles();

    /**
     * Claims an open cycle for this warden: from now on the transitions of whoever had claimed it before are refused.
     *
     * @return the cycle, or nothing where it is unknown or has ended, or where another warden has claimed it within the last
     *     {@link #LEASE}
     */
    Optional<Cycle> claim(String cycle, Instant now);

    /**
     * Takes the cycle from the state that it is in to the next, renews the claim, and writes the incidents that change with
     * it.
     *
     * @return the cycle as it stands now, or nothing where it is no longer in that state or was claimed by another since:
     *     then nothing was changed and nothing recorded, and whoever lost must leave it alone
     * @throws IllegalStateException where the table of {@link CycleState} refuses the transition
     */
    Optional<Cycle> advance(Cycle cycle, Move move, Instant at, List<Incident> incidents, List<AuditEvent> events);

    /**
     * Cycles that have ended and of which the session's owner has not been told yet, oldest first: those that
     * {@link Cycle#owesItsOwnerAWord owe them a word}.
     */
    List<Cycle> untold();

    /** The owner has been told of these, or never will be, in one transaction with the event. */
    void told(List<Cycle> cycles, AuditEvent event);

    /** Everything that holds the watchdog back and was not released, the oldest first; what has ended by itself included. */
    List<Hold> holds();

    /**
     * Holds the watchdog back, in one transaction with the event. What was said before of the same kind and subject no longer
     * counts. What is kept is released with the end of its incident, and a seat is given up with the escalation of a cycle
     * there: both in the transactions that record those.
     */
    void hold(Hold hold, AuditEvent event);

    /**
     * Releases a hold, in one transaction with the event.
     *
     * @return false where there was none of that kind and subject: then nothing was recorded
     */
    boolean release(Hold.Kind kind, String subject, AuditEvent event);

    /**
     * Gives back a seat that was given up, in one transaction with the event and with the incidents as they stand now. From
     * that moment on its incidents are counted anew.
     *
     * @return false where it was not given up: then nothing was recorded
     */
    boolean acknowledge(String seat, Instant at, List<Incident> incidents, AuditEvent event);

    /**
     * Moves along with the machine's clock, in one transaction with the event: what cycles of this warden wait for is as far
     * away as before, and what was reset within the last hour has been so for as long as before.
     *
     * @param by by how much the clock was set; positive where it was set forward
     * @param now what it shows since
     */
    void clockSet(Duration by, Instant now, AuditEvent event);

    /** How long a claim lasts after its last transition; far longer than a step between two takes. */
    Duration LEASE = Duration.ofMinutes(5);

    /**
     * A cycle to be opened; the ledger gives it an id and adds that to the events' details.
     *
     * @param approval until when a human may approve it; null where it needs none
     * @param limits what it must stay within; null where a person asked for it, whom no limit binds
     */
    record NewCycle(
            String incident,
            Session session,
            Caller caller,
            SortedMap<String, String> ready,
            Instant at,
            @Nullable Instant approval,
            @Nullable Limits limits) {

        /** What it begins as. */
        public CycleState first() {
            return approval == null ? CycleState.PERMITTED : CycleState.ASKED;
        }
    }

    /** What came of a cycle that was to be opened. */
    sealed interface Opening {
        record Opened(Cycle cycle) implements Opening {}

        /** Another is open for the same incarnation; nothing was written. */
        record AnotherIsOpen() implements Opening {}

        /** A limit is reached; nothing was written. {@code which} says in plain words which. */
        record AtLimit(String which) implements Opening {}
    }

    /**
     * What changes in a transition.
     *
     * @param to the next state
     * @param rung the rung that is taken; null leaves the one that was
     * @param until what {@link Cycle#until} becomes
     * @param approvedBy the human who approved it; null leaves what was
     */
    record Move(
            CycleState to,
            @Nullable Rung rung,
            @Nullable Instant until,
            @Nullable String approvedBy) {

        public static Move to(CycleState state) {
            return new Move(state, null, null, null);
        }

        /** To a state that is over by then. */
        public static Move until(CycleState state, Instant until) {
            return new Move(state, null, until, null);
        }

        public static Move taking(Rung rung, CycleState state) {
            return new Move(state, rung, null, null);
        }

        public static Move waiting(Rung rung, CycleState state, Instant until) {
            return new Move(state, rung, until, null);
        }

        public static Move approved(String by) {
            return new Move(CycleState.PERMITTED, null, null, by);
        }
    }
}
