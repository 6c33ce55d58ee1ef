package io.sessionwarden.connector.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers the sessions that had a terminal, to know what is left of one that has it no more: when the other end of a terminal
 * closes, or its leader ends, the kernel takes it from all of the session (tty_io.c), and nothing of it tells any longer that there
 * was one. What has never been seen with a terminal, such as a daemon that writes to one that is gone, is nobody's remains. Safe
 * for use by several threads.
 */
final class Remains {

    /** What ends takes a moment, and its parent another one to notice. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    /** As many as go into one command. */
    private static final int MOST = 5000;

    private final Map<Integer, Incarnation> known = new HashMap<>();
    private final Map<Left, Instant> since = new HashMap<>();

    /** What is left of a session. A leader that has ended since is news. */
    private record Left(Incarnation incarnation, boolean zombie) {}

    /** The numbers of the sessions that may have left something. */
    synchronized Set<Integer> numbers() {
        return Set.copyOf(known.keySet());
    }

    /**
     * Those that have left something, and have been so for some seconds.
     *
     * @param standing the sessions that have their terminals now
     */
    synchronized List<Incarnation> of(Snapshot seen, Collection<Incarnation> standing) {
        standing.stream()
                .filter(incarnation -> known.size() < MOST || known.containsKey(incarnation.pid()))
                .forEach(incarnation -> known.put(incarnation.pid(), incarnation));
        var stand = new HashSet<>(standing);
        // The leader may be seen to have gone before the other end of the terminal closes.
        known.values().removeIf(one -> !stand.contains(one) && !one.left(seen) && !one.zombie(seen));
        var left = known.values().stream()
                .filter(incarnation -> !stand.contains(incarnation) && incarnation.remains(seen))
                .map(incarnation -> new Left(incarnation, incarnation.zombie(seen)))
                .toList();
        since.keySet().retainAll(left);
        return left.stream()
                .filter(one -> !since.computeIfAbsent(one, first -> seen.now())
                        .plus(SETTLED)
                        .isAfter(seen.now()))
                .map(Left::incarnation)
                .toList();
    }
}
