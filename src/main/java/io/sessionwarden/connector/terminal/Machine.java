package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Notice;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The one thing in which this machine and another differ: where the facts come from, and how signals get there. What the
 * facts mean is decided elsewhere, once for both. Safe for use by several threads.
 */
interface Machine {

    /** The processes that have a terminal, and what leads to them. */
    Snapshot terminals() throws HostException;

    /** Every process, with what {@link ResetPlan} asks about the kernel session of that number. */
    Snapshot session(int number) throws HostException;

    /** The values of {@link TerminalValues} as they stand there now. */
    SortedMap<String, String> values(Incarnation incarnation) throws HostException;

    /** Writes a line to the incarnation's terminal, if it belongs to that uid. */
    Notice warn(Incarnation incarnation, long uid, String line) throws HostException;

    /** How long a session that was hung up may take to end. */
    Duration pause();

    /**
     * Ends what the plan says, and what those have started meanwhile, on the condition that it is still that incarnation.
     *
     * @return nothing where it is another one by now
     */
    Optional<Ending> end(Incarnation incarnation, ResetPlan plan) throws HostException;
}
