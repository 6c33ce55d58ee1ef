package io.sessionwarden.cycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says when something is due again that is done no more often than at an interval. Safe for use by several threads. */
final class Every {

    private final Duration interval;
    private @Nullable Instant last;

    Every(Duration interval) {
        this.interval = interval;
    }

    /** Whether it is due by the steady clock; then it counts as done. */
    synchronized boolean isDue(Instant now) {
        if (last != null && now.isBefore(last.plus(interval))) {
            return false;
        }
        last = now;
        return true;
    }
}
