package io.sessionwarden.policy.replay;

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
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One question of a trial, put together from a value for each facet that matters. As it begins, nothing stands in the way of
 * a reset: sick for long, nothing reset of late, one sick session of many. Pure.
 */
final class MadeQuestion {

    /** Longer, in seconds, than anything that a sane policy waits for. */
    static final Long LONG = 10_000_000L;

    private static final int MANY = 1000;

    private final Map<Facet, Object> values;
    private final Instant at;

    private MadeQuestion(Map<Facet, Object> values, Instant at) {
        this.values = values;
        this.at = at;
    }

    /** Somebody by logon name and account. */
    record Person(String logonName, Account account) {

        /** Whom no rule and no table names. */
        static final Person UNNAMED = new Person("somebody-else", new Account("local", "4000001"));

        /** The same person on a server: accounts of the warden's own machine are that server's there. */
        private Account on(String server) {
            return account.authority().equals("local") ? new Account(server, account.id()) : account;
        }
    }

    /** Whoever may ask: the watchdog, root, the session's owner, one of the same name, and the people named. */
    static Set<Function<Session, Caller>> callers(Set<Person> people) {
        var callers = new LinkedHashSet<Function<Session, Caller>>();
        callers.add(session -> Caller.WATCHDOG);
        callers.add(session -> new Caller("root", new Account("local", "0"), null, true));
        callers.add(session -> new Caller(logonName(session), session.account(), null, false));
        callers.add(session -> new Caller(logonName(session), session.account(), session.identity(), false));
        callers.add(session -> new Caller(logonName(session), new Account(session.server(), "4000002"), null, false));
        people.forEach(person ->
                callers.add(session -> new Caller(person.logonName(), person.on(session.server()), null, false)));
        return callers;
    }

    private static String logonName(Session session) {
        return String.valueOf(session.logonName());
    }

    static Question of(Map<Facet, Object> values, Instant at) {
        return new MadeQuestion(values, value(values, Facet.AT, at)).question();
    }

    private Question question() {
        var session = session();
        Function<Session, Caller> caller = value(values, Facet.CALLER, asked -> Caller.WATCHDOG);
        return new Question(caller.apply(session), session, incident(session), history(), false, at);
    }

    private Session session() {
        var server = value(values, Facet.SERVER, "local");
        var owner = value(values, Facet.OWNER, Person.UNNAMED);
        var connector = value(values, Facet.CONNECTOR, "terminal");
        var id = value(values, Facet.ID, "7");
        var state = value(values, Facet.STATE, SessionState.ACTIVE);
        return new Session(
                SessionIdentity.of(server, connector, Map.of("made", id)),
                id,
                value(values, Facet.NAME, "any-session"),
                SessionKind.USER,
                state,
                value(values, Facet.STANDING, false),
                owner.logonName(),
                owner.on(server),
                null,
                before(Facet.AGE, LONG),
                Duration.ofSeconds(value(values, Facet.IDLE, LONG)),
                state == SessionState.ACTIVE ? null : Duration.ofSeconds(value(values, Facet.DISCONNECTED, LONG)),
                new TreeMap<>());
    }

    private Incident incident(Session session) {
        var symptom = value(values, Facet.SYMPTOM, "");
        var since = before(Facet.SICK, LONG);
        return new Incident(
                "i-0",
                session.server(),
                session.identity().canonical(),
                session,
                symptom.isEmpty() ? null : new Symptom(symptom, Symptom.Group.MALFUNCTIONS),
                Evidence.of(""),
                since,
                since,
                at,
                count(Facet.OBSERVATIONS, 1000),
                count(Facet.RECURRENCE, 0),
                beforeOrNever(Facet.WARNED),
                null);
    }

    private History history() {
        return new History(
                count(Facet.ALIKE, 1),
                sessions(),
                values.containsKey(Facet.SICK_PERCENT) ? count(Facet.SICK_PERCENT, 0) : count(Facet.SICK_OF_SERVER, 1),
                count(Facet.SESSION_RESETS, 0),
                count(Facet.ACCOUNT_RESETS, 0),
                count(Facet.SERVER_RESETS, 0),
                count(Facet.OVERALL_RESETS, 0),
                count(Facet.RUNNING, 0),
                count(Facet.ACCOUNT_RUNNING, 0),
                count(Facet.SERVER_RUNNING, 0),
                beforeOrNever(Facet.LAST_RESET));
    }

    /** How many sessions the server has: as many as are sick, a hundred for a share of them, or else many. */
    private int sessions() {
        return values.containsKey(Facet.SICK_PERCENT) ? 100 : count(Facet.SICK_OF_SERVER, MANY);
    }

    private int count(Facet facet, long usual) {
        return Math.toIntExact(Math.min(value(values, facet, usual), Integer.MAX_VALUE));
    }

    private Instant before(Facet facet, long usualSeconds) {
        return at.minusSeconds(value(values, facet, usualSeconds));
    }

    private @Nullable Instant beforeOrNever(Facet facet) {
        return values.containsKey(facet) ? before(facet, 0) : null;
    }

    @SuppressWarnings("unchecked") // each facet has values of one type
    private static <T> T value(Map<Facet, Object> values, Facet facet, T usual) {
        return (T) values.getOrDefault(facet, usual);
    }
}
