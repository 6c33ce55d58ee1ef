package io.sessionwarden.connector.desktop;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When servers are asked that write into a log whenever they are: once in a minute; and in every look, as long as one of them has
 * not answered. Safe for use by several threads.
 */
final class Knocking {

    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private boolean well;
    private long asked;

    /** @param nanoTime as {@link System#nanoTime()} */
    Knocking(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** As scripts take it. */
    static String word(boolean due) {
        return due ? "yes" : "no";
    }

    synchronized boolean due() {
        return !well || nanoTime.getAsLong() - asked >= BETWEEN.toNanos();
    }

    /**
     * What came of a look.
     *
     * @param all whether they were asked in it
     * @param answered whether none of them was without an answer
     */
    synchronized void heard(boolean all, boolean answered) {
        if (!answered) {
            well = false;
        } else if (all) {
            well = true;
            asked = nanoTime.getAsLong();
        }
    }
}
