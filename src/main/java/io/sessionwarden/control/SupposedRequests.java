package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.cycle.WhatIf;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.session.ForeignText;

/** Finds the session and the user that are named as a real request finds them, and supposes the request. */
final class SupposedRequests implements LiveSessions {

    private final ServerSessions servers;
    private final WhatIf whatIf;
    private final Peers peers;

    SupposedRequests(ServerSessions servers, WhatIf whatIf, Peers peers) {
        this.servers = servers;
        this.whatIf = whatIf;
        this.peers = peers;
    }

    @Override
    public Answered suppose(String administrator, String session, String server, String who) {
        var caller = who.isEmpty()
                ? Caller.WATCHDOG
                : peers.named(who).map(Peer::caller).orElse(null);
        if (caller == null) {
            return new Answered.Failed(Answer.error(
                    ExitCode.NO_SUCH,
                    "this machine has no user '" + ForeignText.clean(who, 100) + "'",
                    "name one as getent passwd lists them, or uid:NUMBER"));
        }
        var asking = new Peer(administrator, null, true, peers.localServer(), 0);
        var found = servers.find(asking, session, server, "");
        return found instanceof ServerSessions.Found.One one
                ? new Answered.Asked(whatIf.ask(caller, one.session()))
                : new Answered.Failed(((ServerSessions.Found.Failed) found).answer());
    }
}
