package io.sessionwarden.connector.terminal;

import io.sessionwarden.connector.Traces;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Notice;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.Rung;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The one thing in which this machine and another differ: where the facts come from, and how signals get there. What the
 * facts mean is decided elsewhere, once for both. Safe for use by several threads.
 */
interface Machine {

    /**
     * The processes that have a terminal, and what leads to them.
     *
     * @param known the kernel sessions whose processes are asked about even where they have none
     */
    Snapshot terminals(Set<Integer> known) throws HostException;

    /** Every process, with what {@link ResetPlan} asks about the kernel session of that number. */
    Snapshot session(int number) throws HostException;

    /** The values of {@link TerminalValues} as they stand there now. */
    SortedMap<String, String> values(Incarnation incarnation) throws HostException;

    /** What can be told of the incarnation before something is done to it. */
    Traces traces(Incarnation incarnation) throws HostException;

    /** Writes a line to the incarnation's terminal, if it belongs to that uid. */
    Notice warn(Incarnation incarnation, long uid, String line) throws HostException;

    /** How long a session that was hung up may take to end. */
    Duration pause();

    /**
     * Continues these members, and lets the output of the incarnation's terminal flow again where something was stopped or
     * waits to write there, on the condition that it is still that incarnation.
     *
     * @param leader its leader, as it was seen
     * @param waits whether something waits to write there
     * @return nothing where it is another one by now
     */
    Optional<GoneOn> goOn(Incarnation incarnation, ProcessStat leader, List<ProcessStat> stopped, boolean waits)
            throws HostException;

    /**
     * Ends what the plan says, and by a reset or by force also what those have started meanwhile, on the condition that it is
     * still that incarnation.
     *
     * @param rung one that closes a session: which signals they are sent
     * @return nothing where it is another one by now
     */
    Optional<Ending> end(Incarnation incarnation, ResetPlan plan, Rung rung) throws HostException;
}
