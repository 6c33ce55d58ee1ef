package io.sessionwarden.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes only when it is told to. */
public final class SettableClock implements InstantSource {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));
    private final AtomicReference<Instant> steady = new AtomicReference<>(now.get());

    @Override
    public Instant instant() {
        return now.get();
    }

    /** The same clock as it would be if it had never been set. */
    public InstantSource steady() {
        return steady::get;
    }

    public void advance(Duration step) {
        now.updateAndGet(instant -> instant.plus(step));
        steady.updateAndGet(instant -> instant.plus(step));
    }

    public void set(Instant instant) {
        now.set(instant);
    }
}
