package io.sessionwarden.cycle;

import java.time.Duration;
import java.time.InstantSource;

/** Notices that the machine's clock was set, or stood still while the machine slept. Safe for use by several threads. */
final class ClockSteps {

    /** Less may be a slow machine between two readings, or a clock that is being corrected gently. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final InstantSource steady;
    private Duration ahead;

    ClockSteps(InstantSource clock, InstantSource steady) {
        this.clock = clock;
        this.steady = steady;
        this.ahead = ahead();
    }

    private Duration ahead() {
        return Duration.between(steady.instant(), clock.instant());
    }

    /** By how much it was set since the last step that was minded: positive where it was set forward, zero where it was not. */
    synchronized Duration look() {
        var step = ahead().minus(ahead);
        return step.abs().compareTo(LEAST) < 0 ? Duration.ZERO : step;
    }

    /** That step has been taken into account. */
    synchronized void minded(Duration step) {
        ahead = ahead.plus(step);
    }
}
