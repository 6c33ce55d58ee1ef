package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Notice;
import java.util.SortedMap;

/**
 * The one thing in which this machine and another differ: where the facts come from, and how signals get there. What the
 * facts mean is decided elsewhere, once for both. Safe for use by several threads.
 */
interface Machine {

    /** The processes that have a terminal, and what leads to them. */
    Snapshot terminals() throws HostException;

    /** Every process, with what {@link ResetPlan} asks about the session of that leader. */
    Snapshot session(int leader) throws HostException;

    /** The values of {@link TerminalValues} as they stand there now. */
    SortedMap<String, String> values(Incarnation incarnation) throws HostException;

    /** Writes a line to the incarnation's terminal, if it belongs to that uid. */
    Notice warn(Incarnation incarnation, long uid, String line) throws HostException;

    /** Ends what {@link ResetPlan} says, on the condition that the incarnation still stands. */
    Act reset(Incarnation incarnation) throws HostException;
}
