package io.sessionwarden.bench;

import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.Reason;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The shipped rules as somebody would write them who needs no rules: plain conditions, one after the other. Tables are read
 * and outcomes are weighed by the same code as the policy's own.
 */
final class HandWritten {

    private final OpenPolicy tables;

    /** @param tables the policy whose tables complete the questions */
    HandWritten(OpenPolicy tables) {
        this.tables = tables;
    }

    List<Decision> decide(List<Question> questions) {
        var decisions = new ArrayList<Decision>(questions.size());
        for (var question : questions) {
            var request = tables.complete(question);
            decisions.add(Decision.of(question, request, said(request), tables.revision(), Ladder.RESET));
        }
        return decisions;
    }

    private static List<RuleOutcome> said(ResetRequest r) {
        var said = new ArrayList<RuleOutcome>();
        never(r, said);
        if (r.automatic()) {
            watchdog(r, said);
            timeLimits(r, said);
            limits(r, said);
            atOnce(r, said);
            unnamedLimits(r, said);
            recurrence(r, said);
        } else {
            people(r, said);
        }
        return said;
    }

    private static void never(ResetRequest r, List<RuleOutcome> said) {
        if (r.kind() == SessionKind.CONSOLE) {
            deny(
                    said,
                    "The machine's console is never reset",
                    "it is the console of " + r.server() + ", the way in when everything else is broken");
        }
        if (r.kind() == SessionKind.LISTENER || r.state() == SessionState.LISTEN) {
            deny(
                    said,
                    "A session that waits for connections is never reset",
                    "it is a listener; every session behind it could go with it");
        }
        if (r.kind() == SessionKind.SERVICES) {
            deny(said, "The session of the system's services is never reset", "it holds the services of " + r.server());
        }
        if (r.state() == SessionState.UNKNOWN) {
            deny(said, "A session whose state is not known is never reset", "its state is not known");
        }
        if (r.wardensOwn()) {
            deny(said, "The warden's own session is never reset", "the warden itself runs in it");
        }
    }

    private static void watchdog(ResetRequest r, List<RuleOutcome> said) {
        boolean sick = !r.symptom().isEmpty();
        boolean due = r.thresholdSeconds() >= 0 && r.sickSeconds() >= r.thresholdSeconds();
        if (sick && due) {
            say(
                    said,
                    Effect.PERMIT,
                    "A session may be reset once it has been sick for as long as thresholds.csv says",
                    0,
                    r.symptom() + " for " + r.sickSeconds() + " s (threshold " + r.thresholdSeconds() + " s)");
        }
        if (sick && r.sickSeconds() < r.thresholdSeconds()) {
            say(
                    said,
                    Effect.DEFER,
                    "A session that has not been sick for long may recover by itself",
                    r.thresholdSeconds() - r.sickSeconds(),
                    r.symptom() + " for " + r.sickSeconds() + " s, not yet " + r.thresholdSeconds() + " s");
        }
        if (!sick) {
            deny(said, "The watchdog leaves a healthy session alone", "nothing is wrong with it");
        }
        if (sick && r.thresholdSeconds() < 0) {
            deny(
                    said,
                    "Without a line in thresholds.csv the watchdog does nothing about a symptom",
                    "thresholds.csv has no line for " + r.symptom() + " on " + r.server());
        }
        if (r.symptom().equals("NOT_ANSWERING")) {
            deny(
                    said,
                    "A server that does not answer is no fault of its sessions",
                    "the server does not answer; resetting sessions would not help");
        }
        if (r.protectedAccount()) {
            deny(
                    said,
                    "The watchdog never resets a protected session",
                    r.sessionName() + " of " + r.logonName() + " is protected (protected-accounts.csv)");
        }
        if (!r.resetsAllowedNow()) {
            deny(
                    said,
                    "Outside reset hours the watchdog resets nothing",
                    "reset-hours.csv allows no resets on " + r.server() + " at this time");
        }
        if (due
                && r.thresholdMode() == Mode.ENFORCE
                && connected(r.state())
                && r.graceSeconds() > 0
                && r.warnedSeconds() < 0) {
            say(
                    said,
                    Effect.WARN,
                    "Whoever is connected is warned before the reset",
                    r.graceSeconds(),
                    r.symptom() + " for " + r.sickSeconds() + " s");
        }
        if (r.warnedSeconds() >= 0 && r.warnedSeconds() < r.graceSeconds()) {
            say(
                    said,
                    Effect.DEFER,
                    "Whoever was warned has the time of grace",
                    r.graceSeconds() - r.warnedSeconds(),
                    "warned " + r.warnedSeconds() + " s ago (grace " + r.graceSeconds() + " s)");
        }
    }

    private static boolean connected(SessionState state) {
        return state == SessionState.ACTIVE || state == SessionState.IDLE || state == SessionState.SHADOW;
    }

    private static void timeLimits(ResetRequest r, List<RuleOutcome> said) {
        if (r.symptom().equals("IDLE_LIMIT") && (r.idleLimitSeconds() < 0 || r.idleSeconds() < r.idleLimitSeconds())) {
            deny(
                    said,
                    "A session idle within its time limit is left alone",
                    "idle for " + r.idleSeconds() + " s, and time-limits.csv allows it");
        }
        if (r.symptom().equals("DISCONNECTED_LIMIT")
                && (r.disconnectedLimitSeconds() < 0 || r.disconnectedSeconds() < r.disconnectedLimitSeconds())) {
            deny(
                    said,
                    "A session disconnected within its time limit is left alone",
                    "disconnected for " + r.disconnectedSeconds() + " s, and time-limits.csv allows it");
        }
    }

    private static void limits(ResetRequest r, List<RuleOutcome> said) {
        if (r.stormSessions() >= 0
                && r.sickOfServer() >= r.stormSessions()
                && r.sickPercentOfServer() >= r.stormPercent()) {
            deny(
                    said,
                    "When many sessions of a server are sick, the server is sick and not its sessions",
                    r.sickOfServer() + " sessions of " + r.server() + " are sick (" + r.sickPercentOfServer()
                            + " %, storm from " + r.stormSessions() + " and " + r.stormPercent()
                            + " %): look at the server, nothing is reset there");
        }
        if (r.sessionLimitPerHour() >= 0 && r.sessionResetsInHour() >= r.sessionLimitPerHour()) {
            deny(
                    said,
                    "One session is not reset again and again",
                    r.sessionName() + " was reset " + r.sessionResetsInHour() + " times within the hour (limit "
                            + r.sessionLimitPerHour() + "): resets do not help, look at it");
        }
        if (r.accountLimitPerHour() >= 0 && r.accountResetsInHour() >= r.accountLimitPerHour()) {
            deny(
                    said,
                    "One account's sessions are not reset again and again",
                    "sessions of " + r.account() + " were reset " + r.accountResetsInHour()
                            + " times within the hour (limit " + r.accountLimitPerHour() + ")");
        }
        if (r.serverLimitPerHour() >= 0 && r.serverResetsInHour() >= r.serverLimitPerHour()) {
            deny(
                    said,
                    "One server's sessions are not reset in great numbers",
                    r.serverResetsInHour() + " resets on " + r.server() + " within the hour (limit "
                            + r.serverLimitPerHour() + ")");
        }
        if (r.overallLimitPerHour() >= 0 && r.overallResetsInHour() >= r.overallLimitPerHour()) {
            deny(
                    said,
                    "Sessions of all servers together are not reset in great numbers",
                    r.overallResetsInHour() + " resets on all servers within the hour (limit " + r.overallLimitPerHour()
                            + ")");
        }
    }

    private static void atOnce(ResetRequest r, List<RuleOutcome> said) {
        if (r.runningLimit() >= 0 && r.runningResets() >= r.runningLimit()) {
            deny(
                    said,
                    "Only so many resets go on at once",
                    r.runningResets() + " resets are going on (limit " + r.runningLimit()
                            + "); asked again at the next look");
        }
        if (r.accountRunningLimit() >= 0 && r.accountRunningResets() >= r.accountRunningLimit()) {
            deny(
                    said,
                    "Only so many resets of one account go on at once",
                    r.accountRunningResets() + " resets of sessions of " + r.account() + " are going on (limit "
                            + r.accountRunningLimit() + "); asked again at the next look");
        }
        if (r.serverRunningLimit() >= 0 && r.serverRunningResets() >= r.serverRunningLimit()) {
            deny(
                    said,
                    "Only so many resets on one server go on at once",
                    r.serverRunningResets() + " resets on " + r.server() + " are going on (limit "
                            + r.serverRunningLimit() + "); asked again at the next look");
        }
        if (r.serverRunningPercentLimit() >= 0
                && r.serverRunningResets() > 0
                && r.serverRunningPercent() > r.serverRunningPercentLimit()) {
            deny(
                    said,
                    "Only a share of a server's sessions is reset at once",
                    r.serverRunningPercent() + " % of the sessions of " + r.server()
                            + " would be being reset at once (limit " + r.serverRunningPercentLimit()
                            + " %); asked again at the next look");
        }
        if (r.secondsSinceLastReset() >= 0 && r.secondsSinceLastReset() < r.cooldownSeconds()) {
            say(
                    said,
                    Effect.DEFER,
                    "After a reset its effect is waited for",
                    r.cooldownSeconds() - r.secondsSinceLastReset(),
                    r.sessionName() + " was reset " + r.secondsSinceLastReset() + " s ago (cooldown "
                            + r.cooldownSeconds() + " s)");
        }
    }

    private static void unnamedLimits(ResetRequest r, List<RuleOutcome> said) {
        if (r.sessionLimitPerHour() < 0
                || r.accountLimitPerHour() < 0
                || r.serverLimitPerHour() < 0
                || r.overallLimitPerHour() < 0
                || r.runningLimit() < 0
                || r.accountRunningLimit() < 0
                || r.serverRunningLimit() < 0
                || r.serverRunningPercentLimit() < 0
                || r.stormSessions() < 0
                || r.stormPercent() < 0
                || r.cooldownSeconds() < 0
                || r.recurrenceAskLimit() < 0
                || r.recurrenceGiveUpLimit() < 0) {
            deny(
                    said,
                    "A limit that limits.csv does not name is a limit of nought",
                    "limits.csv needs a line for each of session, account, server, overall, running, account-running,"
                            + " server-running, server-running-percent, storm-sessions, storm-percent, cooldown-seconds,"
                            + " recurrence-ask and recurrence-give-up");
        }
    }

    private static void recurrence(ResetRequest r, List<RuleOutcome> said) {
        if (r.recurrenceAskLimit() >= 0 && r.recurrencesInDay() >= r.recurrenceAskLimit()) {
            say(
                    said,
                    Effect.ASK,
                    "What keeps coming back is asked about",
                    0,
                    r.sessionName() + " was sick " + r.recurrencesInDay() + " times within a day (limit "
                            + r.recurrenceAskLimit() + "): resets do not last");
        }
        if (r.recurrenceGiveUpLimit() >= 0 && r.recurrencesInDay() >= r.recurrenceGiveUpLimit()) {
            deny(
                    said,
                    "What comes back again and again is given up to a human",
                    r.sessionName() + " was sick " + r.recurrencesInDay() + " times within a day (limit "
                            + r.recurrenceGiveUpLimit() + "): given up, look at it");
        }
    }

    private static void people(ResetRequest r, List<RuleOutcome> said) {
        if (r.accessDenied()) {
            deny(
                    said,
                    "Whoever is denied the utility resets nothing, not even their own session",
                    "access.csv denies " + r.caller() + " every reset on " + r.server());
        }
        switch (r.ownership()) {
            case THIS_SESSION ->
                permit(said, "You can always reset the session that you sit in", "it is your own session");
            case SAME_ACCOUNT -> sameAccount(r, said);
            case SAME_LOGON_NAME -> sameLogonName(r, said);
            case NONE -> others(r, said);
        }
        if (r.resetPermission()) {
            permit(
                    said,
                    "Whoever has the Reset permission may reset the sessions of others",
                    r.caller() + " has the Reset permission on " + r.server());
        }
    }

    private static void sameAccount(ResetRequest r, List<RuleOutcome> said) {
        if (!r.sharedAccount()) {
            permit(
                    said,
                    "You can reset the other sessions of your own account",
                    "it is a session of your own account " + r.account());
        } else if (r.sameLogonNameOwns()) {
            permit(
                    said,
                    "As in version 4.0, a shared account owns all its sessions",
                    "the logon name " + r.logonName() + " owns it, as in version 4.0 (servers.csv)");
        } else if (!r.resetPermission()) {
            deny(
                    said,
                    "On a shared account only the session that you sit in is yours",
                    "several people use the account " + r.account() + " (shared-accounts.csv), so this session may be"
                            + " somebody else's; reset it from within, or ask somebody who has the Reset permission on "
                            + r.server());
        }
    }

    private static void sameLogonName(ResetRequest r, List<RuleOutcome> said) {
        if (r.sameLogonNameOwns()) {
            permit(
                    said,
                    "As in version 4.0, the same logon name owns",
                    "the logon name " + r.logonName() + " owns it, as in version 4.0 (servers.csv)");
        } else if (!r.resetPermission()) {
            deny(
                    said,
                    "The same logon name is not yet the same person",
                    "it belongs to another account (" + r.account()
                            + ") with your logon name; give users unique logon names,"
                            + " or deny access to the utility (access.csv)");
        }
    }

    private static void others(ResetRequest r, List<RuleOutcome> said) {
        if (!r.logonName().isEmpty() && !r.resetPermission()) {
            deny(
                    said,
                    "Another's session needs the Reset permission",
                    "it is " + r.logonName() + "'s session; you have no Reset permission on " + r.server());
        }
        if (r.logonName().isEmpty() && !r.resetPermission()) {
            deny(
                    said,
                    "A session of which nobody knows whose it is needs the Reset permission",
                    "it cannot be told whose session it is; you have no Reset permission on " + r.server());
        }
    }

    private static void permit(List<RuleOutcome> said, String title, String message) {
        say(said, Effect.PERMIT, title, 0, message);
    }

    private static void deny(List<RuleOutcome> said, String title, String message) {
        say(said, Effect.DENY, title, 0, message);
    }

    private static void say(List<RuleOutcome> said, Effect effect, String title, long seconds, String message) {
        said.add(new RuleOutcome(effect, new Reason(title, message), Duration.ofSeconds(seconds), Mode.ENFORCE));
    }
}
