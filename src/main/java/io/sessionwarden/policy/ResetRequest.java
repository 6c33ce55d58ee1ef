package io.sessionwarden.policy;

import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;

/**
 * The one fact that rules are written about: the question with everything that the tables say about it. Flat and immutable;
 * units stand in the names. Texts that cannot be told are empty, numbers that cannot be told are -1. What each component means
 * is said at the component, and the reference for authors of rules is made from there.
 */
public record ResetRequest(
        @Meaning(value = "the watchdog wants it by itself; no: a person asked", example = "automatic")
        boolean automatic,

        @Meaning(value = "the logon name of the person who asked, or watchdog", example = "caller == \"ann\"")
        String caller,

        @Meaning(
                value = "the caller's account on the session's server",
                unit = "may be empty",
                example = "callerAccount != \"\"")
        String callerAccount,

        @Meaning(
                value = "how much of the session is the caller's own",
                unit = "THIS_SESSION, SAME_ACCOUNT, SAME_LOGON_NAME, NONE",
                example = "ownership == NONE")
        Ownership ownership,

        @Meaning(value = "the session's account is in shared-accounts.csv", example = "!sharedAccount")
        boolean sharedAccount,

        @Meaning(
                value = "servers.csv says `4.0` for the server: the same logon name owns",
                example = "sameLogonNameOwns")
        boolean sameLogonNameOwns,

        @Meaning(
                value = "access.csv gives the caller `reset` there, or the caller is root",
                example = "!resetPermission")
        boolean resetPermission,

        @Meaning(value = "access.csv says `deny` for the caller there", example = "accessDenied")
        boolean accessDenied,

        @Meaning(value = "the server's configured name", example = "server == \"counter\"")
        String server,

        @Meaning(value = "how the session is reached", example = "connector == \"tmux\"")
        String connector,

        @Meaning(value = "the session's id", example = "sessionId == \"7\"")
        String sessionId,

        @Meaning(value = "the session's name", example = "sessionName matches \"pts/.*\"")
        String sessionName,

        @Meaning(value = "the logon name of the session's user", unit = "may be empty", example = "logonName != \"\"")
        String logonName,

        @Meaning(
                value = "the account of the session's user",
                unit = "may be empty",
                example = "account == \"local:1001\"")
        String account,

        @Meaning(
                value = "what the session is for",
                unit = "USER, CONSOLE, LISTENER, SERVICES",
                example = "kind == USER")
        SessionKind kind,

        @Meaning(value = "the session's state", example = "state in (Disconnected, Down)")
        SessionState state,

        @Meaning(value = "the session is declared to be always there", example = "standing")
        boolean standing,

        @Meaning(value = "protected-accounts.csv names it", example = "protectedAccount")
        boolean protectedAccount,

        @Meaning(value = "the warden itself runs in it", example = "!wardensOwn")
        boolean wardensOwn,

        @Meaning(value = "how long nobody has typed", unit = "seconds, -1 unknown", example = "idleSeconds > 3600")
        long idleSeconds,

        @Meaning(
                value = "for how long nobody has been connected to the session",
                unit = "seconds, -1 connected or unknown",
                example = "disconnectedSeconds > 86400")
        long disconnectedSeconds,

        @Meaning(
                value = "time-limits.csv: how long nobody may have typed in this account's sessions",
                unit = "seconds, -1 none",
                example = "idleLimitSeconds > 0")
        long idleLimitSeconds,

        @Meaning(
                value = "time-limits.csv: how long they may stay disconnected",
                unit = "seconds, -1 none",
                example = "disconnectedLimitSeconds < 0")
        long disconnectedLimitSeconds,

        @Meaning(
                value = "how long this session has been there",
                unit = "seconds, -1 unknown",
                example = "ageSeconds < 60")
        long ageSeconds,

        @Meaning(
                value = "sessions of the server with the same logon name, this one included",
                unit = "from 1",
                example = "sessionsOfLogonName > 1")
        int sessionsOfLogonName,

        @Meaning(value = "what is wrong: a symptom's name", unit = "may be empty", example = "symptom == DEAD_LEADER")
        String symptom,

        @Meaning(value = "how long the symptom has lasted", unit = "seconds", example = "sickSeconds >= 60")
        long sickSeconds,

        @Meaning(value = "how many looks saw it", unit = "from 0", example = "observations >= 3")
        int observations,

        @Meaning(value = "incidents of this seat in the day before", unit = "from 0", example = "recurrencesInDay > 5")
        int recurrencesInDay,

        @Meaning(
                value = "limits.csv: from how many incidents on a human is asked",
                unit = "number in a day, -1 no line",
                example = "recurrencesInDay >= recurrenceAskLimit")
        int recurrenceAskLimit,

        @Meaning(
                value = "limits.csv: from how many incidents on the watchdog gives up",
                unit = "number in a day, -1 no line",
                example = "recurrencesInDay >= recurrenceGiveUpLimit")
        int recurrenceGiveUpLimit,

        @Meaning(
                value = "thresholds.csv for this symptom",
                unit = "seconds, -1 no line",
                example = "sickSeconds >= thresholdSeconds")
        long thresholdSeconds,

        @Meaning(
                value = "thresholds.csv for this symptom",
                unit = "OBSERVE, ASK, ENFORCE",
                example = "thresholdMode == ENFORCE")
        Mode thresholdMode,

        @Meaning(
                value = "thresholds.csv: how long before a reset for this symptom the user is warned",
                unit = "seconds, 0 none",
                example = "graceSeconds > 0")
        long graceSeconds,

        @Meaning(
                value = "how long ago the user was warned that this session will be reset",
                unit = "seconds, -1 not warned",
                example = "warnedSeconds >= graceSeconds")
        long warnedSeconds,

        @Meaning(
                value = "reset-hours.csv lets the watchdog reset sessions of the server at this time",
                example = "!resetsAllowedNow")
        boolean resetsAllowedNow,

        @Meaning(
                value = "share of the server's sessions that are sick",
                unit = "0 to 100, rounded up",
                example = "sickPercentOfServer >= 40")
        int sickPercentOfServer,

        @Meaning(value = "how many of them are", unit = "from 0", example = "sickOfServer >= 5")
        int sickOfServer,

        @Meaning(
                value = "limits.csv: from how many sick sessions on the server itself is taken for sick",
                unit = "number, -1 no line",
                example = "sickOfServer >= stormSessions")
        int stormSessions,

        @Meaning(
                value = "limits.csv: and from which share of its sessions on",
                unit = "percent, -1 no line",
                example = "sickPercentOfServer >= stormPercent")
        int stormPercent,

        @Meaning(value = "automatic resets of this seat", unit = "last hour", example = "sessionResetsInHour >= 3")
        int sessionResetsInHour,

        @Meaning(value = "its limit in limits.csv", unit = "-1 no line", example = "sessionLimitPerHour < 0")
        int sessionLimitPerHour,

        @Meaning(
                value = "automatic resets of this account on the server",
                unit = "last hour",
                example = "accountResetsInHour > 0")
        int accountResetsInHour,

        @Meaning(value = "its limit", unit = "-1 no line", example = "accountLimitPerHour >= 0")
        int accountLimitPerHour,

        @Meaning(value = "automatic resets on the server", unit = "last hour", example = "serverResetsInHour > 10")
        int serverResetsInHour,

        @Meaning(value = "its limit", unit = "-1 no line", example = "serverLimitPerHour >= 0")
        int serverLimitPerHour,

        @Meaning(value = "automatic resets on all servers", unit = "last hour", example = "overallResetsInHour > 30")
        int overallResetsInHour,

        @Meaning(value = "their limit", unit = "-1 no line", example = "overallLimitPerHour >= 0")
        int overallLimitPerHour,

        @Meaning(value = "resets that are going on, everywhere", unit = "now", example = "runningResets == 0")
        int runningResets,

        @Meaning(value = "how many may", unit = "-1 no line", example = "runningLimit >= 0")
        int runningLimit,

        @Meaning(
                value = "resets of this account on the server that are going on",
                unit = "now",
                example = "accountRunningResets == 0")
        int accountRunningResets,

        @Meaning(value = "how many may", unit = "-1 no line", example = "accountRunningLimit >= 0")
        int accountRunningLimit,

        @Meaning(value = "resets on the server that are going on", unit = "now", example = "serverRunningResets == 0")
        int serverRunningResets,

        @Meaning(value = "how many may", unit = "-1 no line", example = "serverRunningLimit >= 0")
        int serverRunningLimit,

        @Meaning(
                value = "the share of the server's sessions that would be being reset, this one included",
                unit = "percent",
                example = "serverRunningPercent > 50")
        int serverRunningPercent,

        @Meaning(value = "which share may", unit = "percent, -1 no line", example = "serverRunningPercentLimit >= 0")
        int serverRunningPercentLimit,

        @Meaning(
                value = "limits.csv: how long after a reset the watchdog leaves a seat alone",
                unit = "seconds, -1 no line",
                example = "cooldownSeconds > 0")
        int cooldownSeconds,

        @Meaning(
                value = "how long ago a session of this seat was last reset, whoever asked",
                unit = "seconds, -1 never",
                example = "secondsSinceLastReset >= 0")
        long secondsSinceLastReset) {}
