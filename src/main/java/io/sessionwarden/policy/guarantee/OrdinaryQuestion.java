package io.sessionwarden.policy.guarantee;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The question that every fact of a trial is a variation of, the same as a scenario's: the watchdog asks about a healthy session. */
final class OrdinaryQuestion {

    /** The question in words. */
    static final String IN_WORDS = "the watchdog asks about ann's healthy session pts/7 on the server local";

    /** At noon of a working day. */
    private static final Instant AT = Instant.parse("2026-03-02T12:00:00Z");

    private OrdinaryQuestion() {}

    static Question ask() {
        var session = new Session(
                SessionIdentity.of("local", "terminal", Map.of("id", "7")),
                "7",
                "pts/7",
                SessionKind.USER,
                SessionState.ACTIVE,
                false,
                "ann",
                Account.ofUid("local", 1001),
                null,
                AT.minus(Duration.ofHours(1)),
                Duration.ofMinutes(1),
                null,
                new TreeMap<>());
        var incident = new Incident(
                "i-1",
                session.server(),
                session.identity().canonical(),
                session,
                null,
                Evidence.of("made up"),
                AT,
                AT,
                AT,
                3,
                0,
                null,
                null);
        var history = new History(1, 10, 0, 0, 0, 0, 0, 0, 0, 0, null);
        return new Question(Caller.WATCHDOG, session, incident, history, false, AT);
    }
}
