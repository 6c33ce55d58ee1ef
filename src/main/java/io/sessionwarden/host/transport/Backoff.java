package io.sessionwarden.host.transport;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How long to leave alone what has just failed: 1 s after the first failure, twice as long after each further one, 64 s at
 * most, and each time up to half of it less, so that what has failed together is not tried again together. For one thread at
 * a time.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    private final LongSupplier nanos;
    private final DoubleSupplier chance;
    private int failures;
    private long over;

    /**
     * @param nanos a clock that is never set, as {@link System#nanoTime}
     * @param chance from 0, inclusive, to 1, exclusive
     */
    Backoff(LongSupplier nanos, DoubleSupplier chance) {
        this.nanos = nanos;
        this.chance = chance;
    }

    /** How much longer; zero where it may be tried now. */
    Duration left() {
        return failures == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, over - nanos.getAsLong()));
    }

    void failed() {
        var longest = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        over = nanos.getAsLong() + (long) (longest.toNanos() * (1 - chance.getAsDouble() / 2));
    }

    void succeeded() {
        failures = 0;
    }
}
