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
     * Real patience, which begins with the first wait: the pauses grow from 5 to 100 ms, measured by the steady clock, so that
     * a set clock changes nothing.
     */
    static Patience of(Duration limit) {
        return new Patience() {
            private long end;
            private boolean begun;
            private long pause = Duration.ofMillis(5).toNanos();

            @Override
            public boolean again() {
                long now = System.nanoTime();
                if (!begun) {
                    begun = true;
                    end = now + limit.toNanos();
                }
                long left = end - now;
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                LockSupport.parkNanos(Math.min(pause, left));
                pause = Math.min(pause * 3 / 2, Duration.ofMillis(100).toNanos());
                return true;
            }
        };
    }
}
