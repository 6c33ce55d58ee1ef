package io.sessionwarden.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the warden's own failures end: in its log, each kind at most once a minute, so that one that comes back twice a
 * second does not fill a disk. Safe for use by several threads.
 */
final class Failures {

    private static final System.Logger LOG = System.getLogger("io.sessionwarden");
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final int MOST_KINDS = 1_000;

    private final InstantSource clock;
    private final Map<String, Seen> seen = new HashMap<>();

    private record Seen(Instant told, int since) {}

    Failures(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Something failed.
     *
     * @param what what the warden was doing
     */
    synchronized void report(String what, Throwable failure) {
        var kind = what + " " + failure.getClass().getName();
        var now = clock.instant();
        var before = seen.get(kind);
        if (before != null && Duration.between(before.told(), now).compareTo(AT_MOST_EVERY) < 0) {
            seen.put(kind, new Seen(before.told(), before.since() + 1));
            return;
        }
        if (seen.size() >= MOST_KINDS) {
            seen.clear();
        }
        seen.put(kind, new Seen(now, 0));
        var repeated = before == null || before.since() == 0 ? "" : " (and " + before.since() + " times since)";
        LOG.log(System.Logger.Level.ERROR, what + " failed: " + failure.getMessage() + repeated, failure);
    }
}
