package io.sessionwarden.host.transport;

import io.sessionwarden.host.HostException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a server alone that was out of reach, for as long as finding that out took: whoever waited for that attempt is told
 * what it found, and need not wait for another. Not thread-safe.
 */
final class Outage {

    private final LongSupplier nanoTime;
    private @Nullable HostException found;
    private long until;

    /** @param nanoTime as {@link System#nanoTime()} */
    Outage(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @throws HostException what was found, where that lasts */
    void check() throws HostException {
        var last = found;
        if (last != null && until - nanoTime.getAsLong() > 0) {
            throw new HostException(last.fault(), String.valueOf(last.getMessage()), last);
        }
    }

    /** @param began when the attempt began */
    void found(HostException e, long began) {
        long now = nanoTime.getAsLong();
        found = e;
        until = now + (now - began);
    }
}
