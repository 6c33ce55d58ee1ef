package io.sessionwarden.app;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices when a server was not watched: whenever two of its sweeps lie too far apart, whether the warden did not run, was
 * stopped, starved, or could not write its records. Safe for use by several threads.
 */
final class Attention {

    private final AuditTrail trail;
    private final InstantSource clock;
    private final InstantSource steady;
    private final Map<String, Duration> limits;
    private final Map<String, Instant> lastSwept;

    /** The same by the steady clock, which knows nothing of the time before this start. */
    private final Map<String, Instant> steadyLastSwept = new ConcurrentHashMap<>();

    /**
     * @param clock the time
     * @param steady a clock that cannot be set
     * @param limits how far apart two sweeps of each server may lie
     * @param lastSwept when each server was last swept before this start, as far as that is known
     */
    Attention(
            AuditTrail trail,
            InstantSource clock,
            InstantSource steady,
            Map<String, Duration> limits,
            Map<String, Instant> lastSwept) {
        this.trail = trail;
        this.clock = clock;
        this.steady = steady;
        this.limits = Map.copyOf(limits);
        this.lastSwept = new ConcurrentHashMap<>(lastSwept);
        this.lastSwept.keySet().retainAll(limits.keySet());
    }

    /** That server was swept just now. */
    void swept(String server) {
        var now = clock.instant();
        var before = lastSwept.put(server, now);
        var steadyNow = steady.instant();
        var steadyBefore = steadyLastSwept.put(server, steadyNow);
        if (before == null) {
            return;
        }
        var gap = steadyBefore == null ? Duration.between(before, now) : Duration.between(steadyBefore, steadyNow);
        if (gap.compareTo(limits.getOrDefault(server, Duration.ZERO)) > 0) {
            trail.append(gap(server, now.minus(gap), now));
        }
    }

    private static AuditEvent gap(String server, Instant from, Instant to) {
        return new AuditEvent(
                EventType.NOT_WATCHED,
                "warden",
                "watchdog",
                server,
                "",
                "",
                "not watched",
                "",
                new TreeMap<>(Map.of(
                        "from", from.toString(),
                        "to", to.toString(),
                        "seconds", Long.toString(Duration.between(from, to).toSeconds()))));
    }

    /** When each server was last swept. */
    Map<String, Instant> lastSwept() {
        return Map.copyOf(lastSwept);
    }
}
