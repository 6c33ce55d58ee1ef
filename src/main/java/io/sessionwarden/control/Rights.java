package io.sessionwarden.control;

import io.sessionwarden.cycle.Hold;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Privilege;

/**
 * What somebody may read and say beyond what is their own: administrators everything, whoever {@code access.csv} names what it
 * gives them, server by server. Safe for use by several threads.
 */
final class Rights {

    private final Operations operations;

    Rights(Operations operations) {
        this.operations = operations;
    }

    /** Whether the peer may read what happened to that session: theirs, or one on a server that they watch over. */
    boolean reads(Peer peer, Incident incident) {
        return peer.mayRead(incident)
                || operates(peer, incident.server())
                || approves(peer, incident.server())
                || audits(peer);
    }

    /** Whether the peer may object for that session: it is theirs, they sit in it, or they operate its server. */
    boolean keeps(Peer peer, Incident incident) {
        var session = incident.session();
        return peer.mayRead(incident) || (session != null && peer.sitsIn(session)) || operates(peer, incident.server());
    }

    /** @param server a server's name, or {@link Hold#EVERYWHERE} */
    boolean operates(Peer peer, String server) {
        return operations.may(peer.caller(), Privilege.OPERATE, server);
    }

    /** Whether the peer may read everything that the trail has, and sign reports off. The trail is of all servers. */
    boolean audits(Peer peer) {
        return operations.may(peer.caller(), Privilege.AUDIT, Hold.EVERYWHERE);
    }

    boolean approves(Peer peer, String server) {
        return operations.may(peer.caller(), Privilege.APPROVE, server);
    }
}
