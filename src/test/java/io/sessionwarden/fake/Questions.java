package io.sessionwarden.fake;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Questions to a policy, put together in a line. As it begins: the watchdog asks about ann's (uid 1001) healthy session 7
 * on the server {@code local}. Immutable: each call gives another one.
 *
 * <pre>
 * Questions.about().sick(Symptom.DEAD_LEADER, 30).ask()
 * Questions.about().by("bob", 1002).ask()
 * </pre>
 */
public record Questions(
        Caller caller,
        Session session,
        @Nullable Symptom symptom,
        long sickSeconds,
        long warnedSeconds,
        int recurrence,
        History history,
        boolean wardensOwn) {

    public static final String LOCAL = "local";
    public static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private static final long NOT_WARNED = -1;

    public static Questions about() {
        return new Questions(
                Caller.WATCHDOG,
                session(LOCAL, "7", "ann", Account.ofUid(LOCAL, 1001)),
                null,
                0,
                NOT_WARNED,
                0,
                History.NOTHING_YET,
                false);
    }

    /** An active terminal session, called {@code pts/} and its id. */
    public static Session session(String server, String id, @Nullable String logonName, @Nullable Account account) {
        return new Session(
                identity(server, id),
                id,
                "pts/" + id,
                SessionKind.USER,
                SessionState.ACTIVE,
                false,
                logonName,
                account,
                null,
                NOW.minus(Duration.ofHours(1)),
                Duration.ofMinutes(1),
                null,
                new TreeMap<>());
    }

    public static SessionIdentity identity(String server, String id) {
        return SessionIdentity.of(server, "terminal", Map.of("boot", "b1", "sid", id));
    }

    /** A person asks, who has that account on the server {@code local} and sits in none of its sessions. */
    public Questions by(String logonName, long uid) {
        return by(new Caller(logonName, Account.ofUid(LOCAL, uid), null, false));
    }

    public Questions by(Caller who) {
        return new Questions(who, session, symptom, sickSeconds, warnedSeconds, recurrence, history, wardensOwn);
    }

    /** The same person, sitting in the session that is asked about. */
    public Questions sittingThere() {
        return by(new Caller(caller.logonName(), caller.account(), session.identity(), caller.administrator()));
    }

    public Questions byAdministrator() {
        return by(new Caller("root", Account.ofUid(LOCAL, 0), null, true));
    }

    public Questions of(Session other) {
        return new Questions(caller, other, symptom, sickSeconds, warnedSeconds, recurrence, history, wardensOwn);
    }

    /** About a session of that person on that server. */
    public Questions of(String server, @Nullable String logonName, @Nullable Account account) {
        return of(session(server, session.id(), logonName, account));
    }

    public Questions in(SessionState state) {
        return of(session.in(state));
    }

    public Questions kind(SessionKind kind) {
        var s = session;
        return of(new Session(
                s.identity(),
                s.id(),
                s.name(),
                kind,
                s.state(),
                s.standing(),
                s.logonName(),
                s.account(),
                s.leader(),
                s.started(),
                s.idle(),
                null,
                s.vitals()));
    }

    public Questions sick(Symptom with, long seconds) {
        return new Questions(caller, session, with, seconds, warnedSeconds, recurrence, history, wardensOwn);
    }

    /** The user was warned so long ago. */
    public Questions warned(long secondsAgo) {
        return new Questions(caller, session, symptom, sickSeconds, secondsAgo, recurrence, history, wardensOwn);
    }

    /** The seat was ill so often within the day before. */
    public Questions recurring(int times) {
        return new Questions(caller, session, symptom, sickSeconds, warnedSeconds, times, history, wardensOwn);
    }

    public Questions history(History lately) {
        return new Questions(caller, session, symptom, sickSeconds, warnedSeconds, recurrence, lately, wardensOwn);
    }

    public Questions wardensOwnSession() {
        return new Questions(caller, session, symptom, sickSeconds, warnedSeconds, recurrence, history, true);
    }

    public Question ask() {
        var since = NOW.minusSeconds(sickSeconds);
        var incident = new Incident(
                "i-1",
                session.server(),
                session.identity().canonical(),
                session,
                symptom,
                Evidence.of("seen by a test"),
                since,
                since,
                NOW,
                3,
                recurrence,
                warnedSeconds == NOT_WARNED ? null : NOW.minusSeconds(warnedSeconds),
                null);
        return new Question(caller, session, incident, history, wardensOwn, NOW);
    }
}
