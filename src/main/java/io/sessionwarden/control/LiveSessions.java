package io.sessionwarden.control;

import io.sessionwarden.cycle.Operations;
import io.sessionwarden.cycle.WhatIf;
import io.sessionwarden.cycle.WhatIf.Supposed;

/**
 * What the policy would be asked about a live session that an administrator names as for {@code reset session}. Changes
 * nothing. Safe for use by several threads.
 */
@FunctionalInterface
public interface LiveSessions {

    /** A question, or why there is none. */
    sealed interface Answered {

        /** What would be asked. */
        record Asked(Supposed supposed) implements Answered {}

        /** There is no such session, server or user, or several sessions are meant. */
        record Failed(Answer answer) implements Answered {}
    }

    /**
     * What would be asked now.
     *
     * @param administrator who wants to know
     * @param session an id or a name, as {@code query session} prints it
     * @param server the server's name, or empty for the machine itself
     * @param who who would ask for the reset: a logon name of this machine or {@code uid:1001}; empty for the watchdog
     */
    Answered suppose(String administrator, String session, String server, String who);

    /**
     * Those of a running warden.
     *
     * @param peers knows the users of this machine
     */
    static LiveSessions of(Operations operations, WhatIf whatIf, Peers peers) {
        return new SupposedRequests(new ServerSessions(operations), whatIf, peers);
    }
}
