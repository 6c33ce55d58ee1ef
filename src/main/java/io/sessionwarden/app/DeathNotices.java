package io.sessionwarden.app;

import io.sessionwarden.cycle.LeaderWatch;
import io.sessionwarden.kernel.DeathWatch;
import io.sessionwarden.kernel.DeathWatch.Mortal;
import io.sessionwarden.session.Leader;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Has a server swept as soon as one of its leaders dies, by the kernel's word. Safe for use by several threads. */
final class DeathNotices implements LeaderWatch, AutoCloseable {

    private final DeathWatch deaths;

    /**
     * @param sweepSoon has the server of that name swept at once; called on a thread of the watch, one call at a time
     * @throws IOException where the kernel cannot tell of deaths
     */
    DeathNotices(Consumer<String> sweepSoon) throws IOException {
        this.deaths = new DeathWatch(sweepSoon);
    }

    @Override
    public void watch(String server, Set<Leader> leaders) {
        deaths.watch(
                server,
                leaders.stream()
                        .map(leader -> new Mortal(leader.pid(), leader.startTicks()))
                        .collect(Collectors.toSet()));
    }

    @Override
    public void close() {
        deaths.close();
    }
}
