package io.sessionwarden.incident;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One illness, of a session or of a server, from its first symptom to its close.
 *
 * @param id {@code i-} and a number, unique in this trail
 * @param server the server
 * @param subject what is ill, stable from sweep to sweep: a session's canonical identity, or what of the server
 * @param session the session as last seen, or null where the server itself is ill
 * @param symptom the first symptom, or the one that followed when that one went; null for a session that somebody asks to
 *     have reset although nothing is wrong with it
 * @param evidence what the last observation saw
 * @param onset the first observation of all
 * @param symptomSince the first observation of the symptom that it has now
 * @param lastSeen the last observation
 * @param observations how many sweeps saw it
 * @param recurrence how many incidents the same seat had in the day before this one
 * @param warned when the session's user was told that it will be reset because of the symptom that it has now, or null
 * @param closed when and how it ended, or null while it is open
 */
public record Incident(
        String id,
        String server,
        String subject,
        @Nullable Session session,
        @Nullable Symptom symptom,
        Evidence evidence,
        Instant onset,
        Instant symptomSince,
        Instant lastSeen,
        int observations,
        int recurrence,
        @Nullable Instant warned,
        @Nullable Closure closed) {

    /** The ways an incident ends. */
    public enum Ending {
        /** Every probe calls the session healthy again, and nobody reset it. */
        RECOVERED,
        /** The session is gone, and nobody reset it: it ended. */
        ENDED,
        /** A reset was verified. */
        HEALED,
        /** A reset was tried and could not be verified. */
        NOT_HEALED,
        /** A person asked for a reset, and it was refused or withdrawn. */
        NOT_RESET
    }

    /** When and how an incident ended. */
    public record Closure(Instant at, Ending ending) {}

    public boolean open() {
        return closed == null;
    }

    /** How long it has lasted, up to its close or its last observation. */
    public Duration lasted() {
        return Duration.between(onset, closed == null ? lastSeen : closed.at());
    }

    /** Whether it is an illness of a session, about which the policy is asked. */
    public boolean ofSickSession() {
        return session != null && symptom != null;
    }

    /** The symptom's name, or the empty string. */
    public String symptomName() {
        return symptom == null ? "" : symptom.name();
    }

    /** The same incident by a clock that was set by that much: it has lasted as long as before. */
    public Incident moved(Duration by) {
        return new Incident(
                id,
                server,
                subject,
                session,
                symptom,
                evidence,
                onset.plus(by),
                symptomSince.plus(by),
                lastSeen.plus(by),
                observations,
                recurrence,
                warned == null ? null : warned.plus(by),
                closed);
    }

    /** The same incident, counted as the first at its seat. */
    public Incident countedAnew() {
        return new Incident(
                id,
                server,
                subject,
                session,
                symptom,
                evidence,
                onset,
                symptomSince,
                lastSeen,
                observations,
                0,
                warned,
                closed);
    }

    /** The same incident, whose user has been warned. */
    public Incident warned(Instant at) {
        return new Incident(
                id,
                server,
                subject,
                session,
                symptom,
                evidence,
                onset,
                symptomSince,
                lastSeen,
                observations,
                recurrence,
                at,
                closed);
    }

    public Incident closed(Instant at, Ending ending) {
        return new Incident(
                id,
                server,
                subject,
                session,
                symptom,
                evidence,
                onset,
                symptomSince,
                lastSeen,
                observations,
                recurrence,
                warned,
                new Closure(at, ending));
    }
}
