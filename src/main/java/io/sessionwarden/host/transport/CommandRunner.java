package io.sessionwarden.host.transport;

import io.sessionwarden.host.HostException;

/**
 * Runs commands on one server. Safe for use by several threads. A command that overruns its time-out is ended (on a remote
 * server: its channel is closed) and fails with {@code NOT_ANSWERING}; one that prints more than its bound fails with
 * {@code GARBLED}; a server that cannot be reached with {@code UNREACHABLE}. A non-zero exit is a result, not a failure.
 */
public interface CommandRunner extends AutoCloseable {

    CommandResult run(Command command) throws HostException;

    /** Whether commands run on this machine, so that its /proc may be read directly. */
    boolean local();

    @Override
    void close();
}
