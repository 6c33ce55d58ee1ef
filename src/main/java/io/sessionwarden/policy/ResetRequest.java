package io.sessionwarden.policy;

import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;

/**
 * The one fact that rules are written about: the question with everything that the tables say about it. Flat and immutable;
 * units stand in the names. Texts that cannot be told are empty, numbers that cannot be told are -1.
 *
 * @param automatic the watchdog wants it by itself; false where a person asked
 * @param caller the logon name of the person who asked, or {@code watchdog}
 * @param callerAccount the caller's account on the session's server, or empty
 * @param ownership how much of the session is the caller's own
 * @param sharedAccount the session's account is in shared-accounts.csv: several people use it
 * @param sameLogonNameOwns servers.csv says {@code 4.0} for this server: the same logon name owns
 * @param resetPermission access.csv gives the caller {@code reset} on this server, or the caller is an administrator
 * @param accessDenied access.csv says {@code deny} for the caller on this server
 * @param server the server's configured name
 * @param connector the connector's name
 * @param sessionId the session's id
 * @param sessionName the session's name
 * @param logonName the logon name of the session's user, or empty
 * @param account the account of the session's user, or empty
 * @param kind what the session is for
 * @param state one of the ten states, or Unknown
 * @param standing the session is declared to be always there
 * @param protectedAccount protected-accounts.csv names the session's account, logon name or session name
 * @param wardensOwn the warden itself runs in it
 * @param idleSeconds how long nobody has typed
 * @param ageSeconds how long this incarnation has been there
 * @param sessionsOfLogonName how many sessions of the server carry the same logon name, this one included
 * @param symptom the name of the symptom, or empty where nothing is wrong
 * @param sickSeconds how long the symptom has lasted
 * @param observations how many sweeps saw the incident
 * @param recurrencesInDay how many incidents this seat had in the day before
 * @param thresholdSeconds thresholds.csv: how long this symptom must last on this server; -1 where no row names it
 * @param thresholdMode thresholds.csv: how far the watchdog may go for this symptom
 * @param sickPercentOfServer the share of the server's sessions that are sick
 * @param sickOfServer how many of the server's sessions are sick
 * @param sessionResetsInHour automatic resets at this seat within the last hour
 * @param sessionLimitPerHour limits.csv, for this and the next three; -1 where no row names it
 * @param accountResetsInHour likewise for the account on this server
 * @param accountLimitPerHour its limit
 * @param serverResetsInHour likewise for the server
 * @param serverLimitPerHour its limit
 * @param overallResetsInHour likewise for all servers
 * @param overallLimitPerHour its limit
 * @param runningResets reset cycles going on now
 * @param runningLimit limits.csv: how many may go on at once
 */
public record ResetRequest(
        boolean automatic,
        String caller,
        String callerAccount,
        Ownership ownership,
        boolean sharedAccount,
        boolean sameLogonNameOwns,
        boolean resetPermission,
        boolean accessDenied,
        String server,
        String connector,
        String sessionId,
        String sessionName,
        String logonName,
        String account,
        SessionKind kind,
        SessionState state,
        boolean standing,
        boolean protectedAccount,
        boolean wardensOwn,
        long idleSeconds,
        long ageSeconds,
        int sessionsOfLogonName,
        String symptom,
        long sickSeconds,
        int observations,
        int recurrencesInDay,
        long thresholdSeconds,
        Mode thresholdMode,
        int sickPercentOfServer,
        int sickOfServer,
        int sessionResetsInHour,
        int sessionLimitPerHour,
        int accountResetsInHour,
        int accountLimitPerHour,
        int serverResetsInHour,
        int serverLimitPerHour,
        int overallResetsInHour,
        int overallLimitPerHour,
        int runningResets,
        int runningLimit) {}
