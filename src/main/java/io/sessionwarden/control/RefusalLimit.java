package io.sessionwarden.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How many resets one caller may be refused within a minute: each refusal is a decision, and stands in the trail for ever.
 * A request takes its place beforehand, so that requests that come together are counted too. Safe for use by several
 * threads.
 */
final class RefusalLimit {

    static final int MOST = 20;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Integer> taken = new HashMap<>();
    private Instant since = Instant.MIN;

    RefusalLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes a place for a request that may be refused; false where the caller has none left. */
    synchronized boolean take(String who) {
        var now = clock.instant();
        if (now.isAfter(since.plus(WINDOW)) || now.isBefore(since)) {
            taken.clear();
            since = now;
        }
        return taken.merge(who, 1, Integer::sum) <= MOST;
    }

    /** The request was not refused. */
    synchronized void giveBack(String who) {
        taken.computeIfPresent(who, (caller, count) -> count == 1 ? null : count - 1);
    }
}
