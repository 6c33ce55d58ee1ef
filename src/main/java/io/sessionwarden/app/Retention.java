package io.sessionwarden.app;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.cycle.EvidenceStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Deletes evidence that lies outside the trail once it is {@value #DAYS} days old, and records it first. For one thread. */
final class Retention {

    static final int DAYS = 30;

    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);
    private static final int MOST_AT_ONCE = 100;

    private final EvidenceStore store;
    private final AuditTrail trail;
    private final Supplier<String> revision;
    private final InstantSource clock;
    private @Nullable Instant looked;

    /** @param revision the policy's revision in force */
    Retention(EvidenceStore store, AuditTrail trail, Supplier<String> revision, InstantSource clock) {
        this.store = store;
        this.trail = trail;
        this.revision = revision;
        this.clock = clock;
    }

    /** Looks, where an hour has passed since the last time, or the clock was set back. */
    void look() throws IOException {
        var now = clock.instant();
        if (looked != null && now.isBefore(looked.plus(BETWEEN_LOOKS)) && !now.isBefore(looked)) {
            return;
        }
        looked = now;
        var old = store.olderThan(now.minus(Duration.ofDays(DAYS))).stream()
                .limit(MOST_AT_ONCE)
                .toList();
        if (!old.isEmpty()) {
            delete(old);
        }
    }

    private void delete(List<String> old) throws IOException {
        trail.append(AuditEvent.ofWarden(
                EventType.EVIDENCE_DELETED,
                "deleted",
                revision.get(),
                Map.of("screens", String.join(", ", old), "afterDays", Integer.toString(DAYS))));
        for (var id : old) {
            store.delete(id);
        }
    }
}
