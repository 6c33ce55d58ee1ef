package io.sessionwarden.connector.tmux;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves a server alone that did not answer: for one second, then for two, and so on up to a minute. Otherwise every sweep
 * would wait for it, and whoever owns the server could keep the warden from everybody else's sessions. Not thread-safe.
 */
final class Silence {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private Duration next = FIRST;
    private long until;
    private boolean silent;

    /** @param nanoTime as {@link System#nanoTime()} */
    Silence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean lasts() {
        return silent && until - nanoTime.getAsLong() > 0;
    }

    void unanswered() {
        silent = true;
        until = nanoTime.getAsLong() + next.toNanos();
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
    }

    void answered() {
        silent = false;
        next = FIRST;
    }
}
