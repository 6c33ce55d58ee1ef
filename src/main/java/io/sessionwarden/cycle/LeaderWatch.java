package io.sessionwarden.cycle;

import io.sessionwarden.session.Leader;
import java.util.Set;

/** Learns at once of a leader's death, where the kernel can tell. */
@FunctionalInterface
public interface LeaderWatch {

    /** No kernel that could tell: deaths are found by the next sweep. */
    LeaderWatch NONE = (server, leaders) -> {};

    /** From now on exactly these leaders of that server are watched; one of them dying has the server swept. */
    void watch(String server, Set<Leader> leaders);
}
