package io.sessionwarden.cycle;

import io.sessionwarden.host.Roster;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.probe.Prober;
import java.time.Duration;

/**
 * A server that is being watched.
 *
 * @param name its configured name
 * @param mode how far the watchdog may go there
 * @param local whether its processes are this machine's, so that a leader's death can be noticed at once
 * @param roster lists its sessions
 * @param prober examines them
 * @param screens where it is kept what its sessions show, or {@link EvidenceStore#NONE} where that is not switched on
 * @param timeout how long any one of its answers may take
 */
public record WatchedServer(
        String name, Mode mode, boolean local, Roster roster, Prober prober, EvidenceStore screens, Duration timeout)
        implements AutoCloseable {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(2);

    /** One whose screens are not kept, with the time-out that is usual for the machine itself. */
    public WatchedServer(String name, Mode mode, boolean local, Roster roster, Prober prober) {
        this(name, mode, local, roster, prober, EvidenceStore.NONE, USUAL_TIMEOUT);
    }

    @Override
    public void close() {
        roster.close();
    }
}
