package io.sessionwarden.host.transport;

import java.util.HashMap;
import java.util.Map;

/**
 * The jump hosts through which servers are reached: one connection each, however many servers lie behind it, closed with the
 * last of them. Safe for use by several threads.
 */
public final class JumpHosts {

    private final Map<SshTarget, Shared> open = new HashMap<>();

    /** One connection, and how many use it. */
    private static final class Shared {
        final SshConnection connection;
        int users;

        Shared(SshConnection connection) {
            this.connection = connection;
        }
    }

    /** The connection to that host, to be given back by {@link #leave}. */
    synchronized SshConnection enter(SshTarget host) {
        var shared = open.get(host);
        if (shared == null) {
            shared = new Shared(new SshConnection(host, host.jump() == null ? null : enter(host.jump())));
            open.put(host, shared);
        }
        shared.users++;
        return shared.connection;
    }

    synchronized void leave(SshTarget host) {
        var shared = open.get(host);
        if (shared != null && --shared.users == 0) {
            open.remove(host);
            shared.connection.close();
            if (host.jump() != null) {
                leave(host.jump());
            }
        }
    }
}
