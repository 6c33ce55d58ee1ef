package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Notice;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Question;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Tells the user of a session that it is going to be reset, and records whether that could be done. The grace begins either
 * way: a terminal that takes no output is often the very illness. Safe for use by several threads.
 */
final class Warner {

    private static final Duration IN_SECONDS_UP_TO = Duration.ofMinutes(2);

    private final IncidentBook incidents;
    private final Ledger ledger;
    private final InstantSource clock;

    Warner(IncidentBook incidents, Ledger ledger, InstantSource clock) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param decided the record of the decision, which goes into the trail with the warning's own */
    void warn(WatchedServer server, Question question, Decision.Warn warn, AuditEvent decided) {
        var text = text(
                question.incident().id(),
                question.session(),
                warn.grace(),
                warn.reasons().get(0).message());
        var notice = tell(server, question.session(), text);
        var warned = Events.warned(question, warn, text, notice);
        var at = clock.instant();
        ledger.record(List.of(question.incident().warned(at)), List.of(decided, warned));
        incidents.warned(question.incident().id(), at);
    }

    /** Nobody is told where the host cannot; that is said. */
    static Notice tell(WatchedServer server, Session session, String text) {
        try {
            return server.roster().hostOf(session).warn(session, text);
        } catch (HostException e) {
            return Notice.untold(String.valueOf(e.getMessage()));
        }
    }

    static String text(String incident, Session session, Duration grace, String why) {
        var in = grace.compareTo(IN_SECONDS_UP_TO) <= 0 ? grace.toSeconds() + " s" : grace.toMinutes() + " min";
        return "Session Warden: this session (" + session.name() + ") will be reset in " + in + ": " + why
                + ". Save your work, or object: warden keep " + incident;
    }
}
