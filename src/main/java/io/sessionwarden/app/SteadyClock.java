package io.sessionwarden.app;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that only ever goes forward, as fast as time does: it begins with the machine's clock and knows nothing of how that
 * is set later. Its instants are good for telling how much time has passed, and for nothing else. Safe for use by several
 * threads.
 */
final class SteadyClock implements InstantSource {

    private final Instant began;
    private final long nanos = System.nanoTime();

    SteadyClock(InstantSource machine) {
        began = machine.instant();
    }

    @Override
    public Instant instant() {
        return began.plusNanos(System.nanoTime() - nanos);
    }
}
