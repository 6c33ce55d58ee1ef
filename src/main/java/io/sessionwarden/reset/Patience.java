package io.sessionwarden.reset;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waiting for something that a host does in its own time: quick looks first, slower ones later, and an end. Each instance
 * is good for one wait.
 */
@FunctionalInterface
public interface Patience {

    /** Waits a little and answers true; or answers false at once where the patience is at its end. */
    boolean again();

    /**
     * Real patience, which begins with the first wait. Each pause is a twentieth of what has passed, from 5 ms to a second,
     * so that what happens is seen soon after it has and a long wait does not burden the host; measured by the steady clock,
     * so that a set clock changes nothing.
     */
    static Patience of(Duration limit) {
        return new Patience() {
            private static final long SHORTEST_NANOS = 5_000_000;
            private static final long LONGEST_NANOS = 1_000_000_000;
            private long begun;
            private boolean waiting;

            @Override
            public boolean again() {
                long now = System.nanoTime();
                if (!waiting) {
                    waiting = true;
                    begun = now;
                }
                long passed = now - begun;
                long left = limit.toNanos() - passed;
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                LockSupport.parkNanos(Math.min(left, Math.max(SHORTEST_NANOS, Math.min(passed / 20, LONGEST_NANOS))));
                return true;
            }
        };
    }
}
