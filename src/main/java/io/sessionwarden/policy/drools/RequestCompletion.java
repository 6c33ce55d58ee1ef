package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.TimeLimits;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Makes the one flat fact of a question: what was seen, and what the tables say about it. Pure. */
final class RequestCompletion {

    private static final int UNTOLD = -1;

    private final TablesByServer tables;

    RequestCompletion(TablesByServer tables) {
        this.tables = tables;
    }

    ResetRequest complete(Question question) {
        Caller caller = question.caller();
        Session session = question.session();
        var server = session.server();
        var incident = question.incident();
        var history = question.history();
        var symptom = incident.symptomName();
        var rows = tables.on(server);
        var ownerships = new Ownerships(rows);
        var threshold = rows.threshold(symptom);
        var timeLimits = rows.timeLimits(session);
        var limits = rows.limits();
        return new ResetRequest(
                caller.isWatchdog(),
                caller.logonName(),
                ownerships.callerAccount(caller, session),
                ownerships.of(caller, session),
                rows.sharedAccount(session),
                rows.sameLogonNameOwns(),
                caller.administrator() || rows.resetPermission(caller),
                rows.accessDenied(caller),
                server,
                session.connector(),
                session.id(),
                session.name(),
                textOr(session.logonName()),
                session.account() == null ? "" : session.account().toString(),
                session.kind(),
                session.state(),
                session.standing(),
                rows.protectedAccount(session),
                question.wardensOwn(),
                secondsOr(session.idle()),
                secondsOr(session.disconnected()),
                secondsOr(timeLimits.idle()),
                secondsOr(timeLimits.disconnected()),
                secondsSince(session.started(), question.at()),
                history.sessionsOfLogonName(),
                symptom,
                symptom.isEmpty() ? 0 : Math.max(0, secondsSince(incident.symptomSince(), question.at())),
                incident.observations(),
                incident.recurrence(),
                limits.recurrenceAsk(),
                limits.recurrenceGiveUp(),
                threshold.seconds(),
                mode(threshold.mode(), symptom, timeLimits),
                threshold.graceSeconds(),
                secondsSince(incident.warned(), question.at()),
                rows.resetHours().allow(question.at()),
                percent(history.sickOfServer(), history.sessionsOfServer()),
                history.sickOfServer(),
                limits.stormSessions(),
                limits.stormPercent(),
                history.sessionResets(),
                limits.session(),
                history.accountResets(),
                limits.account(),
                history.serverResets(),
                limits.server(),
                history.overallResets(),
                limits.overall(),
                history.running(),
                limits.running(),
                history.accountRunning(),
                limits.accountRunning(),
                history.serverRunning(),
                limits.serverRunning(),
                percent(history.serverRunning() + 1, history.sessionsOfServer()),
                limits.serverRunningPercent(),
                limits.cooldownSeconds(),
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
        return then == null ? UNTOLD : Math.max(0, then.until(now, ChronoUnit.SECONDS));
    }

    /** Rounded up: a share that has just passed a bound counts as past it. */
    private static int percent(int part, int whole) {
        return whole <= 0 ? 0 : (int) Math.min(100, (100L * part + whole - 1) / whole);
    }
}
