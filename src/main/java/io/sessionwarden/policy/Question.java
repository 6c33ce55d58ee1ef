package io.sessionwarden.policy;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.session.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is put to the policy, before its tables have been read: may this caller reset this session now?
 *
 * @param caller who asks
 * @param session the session as just listed
 * @param incident what is known of its illness
 * @param history what was reset lately, and what is going on
 * @param wardensOwn whether the warden itself runs in that session
 * @param at when it is asked
 */
public record Question(
        Caller caller, Session session, Incident incident, History history, boolean wardensOwn, Instant at) {

    /**
     * The counts that limits are held against. A cycle that is being decided again just before its act is not counted
     * against itself.
     *
     * @param sessionsOfLogonName how many sessions of the server carry the same logon name, this one included
     * @param sessionsOfServer how many sessions the server has
     * @param sickOfServer how many of them have an open incident
     * @param sessionResets automatic resets begun at this seat within the last hour
     * @param accountResets likewise for the account on this server
     * @param serverResets likewise for the server
     * @param overallResets likewise for all servers
     * @param running reset cycles that are going on now, everywhere
     * @param accountRunning those of them that are about the account on this server
     * @param serverRunning those of them that are about this server
     * @param lastReset when a reset at this seat was last begun, whoever asked for it and however long ago; null where none was
     */
    public record History(
            int sessionsOfLogonName,
            int sessionsOfServer,
            int sickOfServer,
            int sessionResets,
            int accountResets,
            int serverResets,
            int overallResets,
            int running,
            int accountRunning,
            int serverRunning,
            @Nullable Instant lastReset) {

        public static final History NOTHING_YET = new History(1, 1, 1, 0, 0, 0, 0, 0, 0, 0, null);
    }
}
