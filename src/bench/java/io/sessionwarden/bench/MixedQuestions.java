package io.sessionwarden.bench;

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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Questions as a busy week puts them: four of five by the watchdog about sick sessions, of ten servers and two hundred
 * users, the others by people about their own sessions and those of others. The same seed gives the same questions.
 */
final class MixedQuestions {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final int SERVERS = 10;
    private static final int USERS = 200;
    private static final int DAY = 86_400;

    /** The last one has no line in the shipped thresholds. */
    private static final List<String> SYMPTOMS = List.of(
            "DEAD_LEADER",
            "DOWN",
            "FROZEN_DISPLAY",
            "STUCK_STATE",
            "OUTPUT_BLOCKED",
            "STOPPED",
            "RUNAWAY",
            "CLIENT_GONE",
            "ORPHANED",
            "IDLE_LIMIT",
            "DISCONNECTED_LIMIT",
            "NOT_ANSWERING",
            "UNHEARD_OF");

    private static final List<SessionState> STATES = List.of(
            SessionState.ACTIVE,
            SessionState.ACTIVE,
            SessionState.IDLE,
            SessionState.DISCONNECTED,
            SessionState.DISCONNECTED,
            SessionState.DOWN);

    private final Random random;

    private MixedQuestions(long seed) {
        this.random = new Random(seed);
    }

    static List<Question> of(int count, long seed) {
        var mixed = new MixedQuestions(seed);
        return Stream.generate(mixed::question).limit(count).toList();
    }

    private Question question() {
        var session = session();
        boolean automatic = once(1.25);
        var caller = automatic ? Caller.WATCHDOG : person(session);
        return new Question(caller, session, incident(session, automatic), history(), once(200), NOW);
    }

    private Session session() {
        var server = "server-" + random.nextInt(SERVERS);
        int number = random.nextInt(10_000);
        int user = random.nextInt(USERS);
        boolean told = !once(50);
        var state = once(100) ? SessionState.UNKNOWN : oneOf(STATES);
        return new Session(
                SessionIdentity.of(server, "terminal", Map.of("boot", "b-" + server, "sid", String.valueOf(number))),
                String.valueOf(number),
                "pts/" + number,
                once(50)
                        ? oneOf(List.of(SessionKind.CONSOLE, SessionKind.LISTENER, SessionKind.SERVICES))
                        : SessionKind.USER,
                state,
                once(4),
                told ? "user-" + user : null,
                told ? Account.ofUid(server, 1000 + user) : null,
                null,
                NOW.minusSeconds(random.nextInt(30 * DAY)),
                Duration.ofSeconds(random.nextInt(DAY)),
                state == SessionState.DISCONNECTED ? Duration.ofSeconds(random.nextInt(DAY)) : null,
                new TreeMap<>());
    }

    /** Who sits in it, has its account, has its logon name only, is somebody else, or is an administrator. */
    private Caller person(Session session) {
        var name = session.logonName() == null ? "nobody-known" : session.logonName();
        var namesake = Account.ofUid(session.server(), 5000 + random.nextInt(USERS));
        return switch (random.nextInt(5)) {
            case 0 -> new Caller(name, namesake, session.identity(), false);
            case 1 -> new Caller(name, session.account(), null, false);
            case 2 -> new Caller(name, namesake, null, false);
            case 3 -> new Caller("somebody-else", namesake, null, false);
            default -> new Caller("root", Account.ofUid(session.server(), 0), null, true);
        };
    }

    private Incident incident(Session session, boolean automatic) {
        var since = NOW.minusSeconds(random.nextInt(once(2) ? 120 : 5000));
        return new Incident(
                "i-" + random.nextInt(100_000),
                session.server(),
                session.identity().canonical(),
                session,
                symptom(automatic),
                Evidence.of("made up"),
                since,
                since,
                NOW,
                1 + random.nextInt(200),
                once(10) ? random.nextInt(15) : 0,
                once(5) ? NOW.minusSeconds(random.nextInt(400)) : null,
                null);
    }

    /** What people ask to have reset is seldom known to be sick; what the watchdog asks about nearly always is. */
    private @Nullable Symptom symptom(boolean automatic) {
        return once(automatic ? 20 : 1.25) ? null : new Symptom(oneOf(SYMPTOMS), Symptom.Group.MALFUNCTIONS);
    }

    private History history() {
        int sessions = 20 + random.nextInt(300);
        int running = random.nextInt(once(20) ? 6 : 3);
        int ofServer = Math.min(running, random.nextInt(once(20) ? 5 : 2));
        return new History(
                1 + random.nextInt(3),
                sessions,
                once(50) ? sessions / 2 : 1 + random.nextInt(4),
                once(20) ? random.nextInt(5) : 0,
                once(20) ? random.nextInt(9) : 0,
                random.nextInt(once(20) ? 30 : 10),
                random.nextInt(once(20) ? 80 : 30),
                running,
                once(20) ? Math.min(ofServer, 1) : 0,
                ofServer,
                once(4) ? NOW.minusSeconds(random.nextInt(3600)) : null);
    }

    /** True once in so many times. */
    private boolean once(double times) {
        return random.nextDouble() * times < 1;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
