package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.TimeLimits;
import io.sessionwarden.policy.drools.Tables.Threshold;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the one flat fact of a question: what was seen, and what the tables say about it. Pure. */
final class RequestCompletion {

    private static final int UNTOLD = -1;

    private final Tables tables;
    private final Ownerships ownerships;

    RequestCompletion(Tables tables) {
        this.tables = tables;
        this.ownerships = new Ownerships(tables);
    }

    ResetRequest complete(Question question) {
        Caller caller = question.caller();
        Session session = question.session();
        var server = session.server();
        var incident = question.incident();
        var history = question.history();
        var symptom = incident.symptomName();
        var threshold = tables.threshold(server, symptom);
        var limits = tables.timeLimits(session);
        return new ResetRequest(
                caller.isWatchdog(),
                caller.logonName(),
                ownerships.callerAccount(caller, session),
                ownerships.of(caller, session),
                tables.sharedAccount(session),
                tables.sameLogonNameOwns(server),
                caller.administrator() || tables.resetPermission(caller, server),
                tables.accessDenied(caller, server),
                server,
                session.connector(),
                session.id(),
                session.name(),
                textOr(session.logonName()),
                Optional.ofNullable(session.account()).map(Account::toString).orElse(""),
                session.kind(),
                session.state(),
                session.standing(),
                tables.protectedAccount(session),
                question.wardensOwn(),
                secondsOr(session.idle()),
                secondsOr(session.disconnected()),
                secondsOr(limits.idle()),
                secondsOr(limits.disconnected()),
                secondsSince(session.started(), question.at()),
                history.sessionsOfLogonName(),
                symptom,
                symptom.isEmpty() ? 0 : Math.max(0, secondsSince(incident.symptomSince(), question.at())),
                incident.observations(),
                incident.recurrence(),
                tables.limit(server, "recurrence-ask"),
                tables.limit(server, "recurrence-give-up"),
                threshold.map(Threshold::seconds).orElse(UNTOLD),
                mode(threshold.map(Threshold::mode).orElse(Mode.OBSERVE), symptom, limits),
                threshold.map(Threshold::graceSeconds).orElse(0),
                secondsSince(incident.warned(), question.at()),
                tables.resetHours().allow(server, question.at()),
                percent(history.sickOfServer(), history.sessionsOfServer()),
                history.sickOfServer(),
                tables.limit(server, "storm-sessions"),
                tables.limit(server, "storm-percent"),
                history.sessionResets(),
                tables.limit(server, "session"),
                history.accountResets(),
                tables.limit(server, "account"),
                history.serverResets(),
                tables.limit(server, "server"),
                history.overallResets(),
                tables.limit(server, "overall"),
                history.running(),
                tables.limit(server, "running"),
                tables.limit(server, "cooldown-seconds"),
                secondsSince(history.lastReset(), question.at()));
    }

    /** A time limit that has passed goes no further than its own row says, either. */
    private static Mode mode(Mode threshold, String symptom, TimeLimits limits) {
        return symptom.equals(Symptom.IDLE_LIMIT.name()) || symptom.equals(Symptom.DISCONNECTED_LIMIT.name())
                ? threshold.and(limits.mode())
                : threshold;
    }

    private static String textOr(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static long secondsOr(@Nullable Duration duration) {
        return duration == null ? UNTOLD : Math.max(0, duration.toSeconds());
    }

    private static long secondsSince(@Nullable Instant then, Instant now) {
        return then == null ? UNTOLD : Math.max(0, Duration.between(then, now).toSeconds());
    }

    /** Rounded up: a share that has just passed a bound counts as past it. */
    private static int percent(int part, int whole) {
        return whole <= 0 ? 0 : (int) Math.min(100, (100L * part + whole - 1) / whole);
    }
}
