package io.sessionwarden.notary;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.audit.PayloadRemoval;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What is done once a night: the whole trail is verified, which is recorded, and payloads are removed that have been kept for
 * as long as they are to be kept. Safe for use by several threads.
 */
public final class NightWatch {

    private static final int MOST_TOLD = 10;

    private final AuditTrail trail;
    private final OptionalInt payloadDays;
    private final Supplier<String> revision;
    private final InstantSource clock;
    private volatile List<String> warnings = List.of();
    private long removedUpTo;

    /**
     * A night watch over that trail.
     *
     * @param payloadDays after how many days payloads are removed; nothing where they are kept
     * @param revision the policy's revision in force
     */
    public NightWatch(AuditTrail trail, OptionalInt payloadDays, Supplier<String> revision, InstantSource clock) {
        this.trail = trail;
        this.payloadDays = payloadDays;
        this.revision = revision;
        this.clock = clock;
    }

    /** Verifies, records it, and removes old payloads where nothing is wrong: of an altered trail nothing is taken away. */
    public synchronized void pass() {
        try {
            verifyAndRemove();
        } catch (RuntimeException e) {
            warnings = List.of("the trail could not be verified and cared for last night: " + e.getMessage());
            throw e;
        }
    }

    private void verifyAndRemove() {
        var found = trail.verify();
        var details = new TreeMap<>(Map.of(
                "records",
                Long.toString(found.records()),
                "root",
                found.root(),
                "faults",
                Integer.toString(found.faults().size())));
        if (!found.holds()) {
            details.put(
                    "found",
                    String.join("; ", found.faults().stream().limit(MOST_TOLD).toList()));
        }
        trail.append(AuditEvent.ofWarden(
                EventType.TRAIL_VERIFIED, found.holds() ? "holds" : "altered", revision.get(), details));
        warnings = warnings(found.faults());
        if (found.holds() && payloadDays.isPresent()) {
            removeOlderThan(payloadDays.getAsInt());
        }
    }

    private void removeOlderThan(int days) {
        long upTo = trail.firstSince(clock.instant().minus(Duration.ofDays(days))) - 1;
        if (upTo > removedUpTo) {
            trail.append(PayloadRemoval.told(upTo, days, revision.get()));
            trail.removePayloads(upTo);
            removedUpTo = upTo;
        }
    }

    private static List<String> warnings(List<String> faults) {
        return faults.isEmpty()
                ? List.of()
                : List.of("THE TRAIL WAS ALTERED: " + faults.size() + " faults, the first: " + faults.get(0)
                        + "; see them all with: warden audit verify");
    }

    /** What the last night found wrong, or why it found nothing out, for {@code status}; empty where all is well. */
    public List<String> warnings() {
        return warnings;
    }
}
