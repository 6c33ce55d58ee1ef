package io.sessionwarden.audit;

import java.util.Map;

/**
 * The removal of old payloads: their text goes, the header with its hash stays, so that the chain, the tree and every
 * proof hold as before. A record tells it first.
 */
public final class PayloadRemoval {

    /** The detail that says up to which record payloads are removed. */
    static final String UP_TO = "upTo";

    private PayloadRemoval() {}

    /**
     * What is recorded before the payloads are removed.
     *
     * @param upTo the last record whose payload goes
     * @param days after how many days payloads go
     */
    public static AuditEvent told(long upTo, int days, String revision) {
        return AuditEvent.ofWarden(
                EventType.PAYLOADS_REMOVED,
                "removed",
                revision,
                Map.of(UP_TO, Long.toString(upTo), "afterDays", Integer.toString(days)));
    }
}
