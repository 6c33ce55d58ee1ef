package io.sessionwarden.audit;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The append-only record. Safe for use by several threads and several wardens on one database. What {@link #append} has
 * returned survives kill -9 and power loss. Failures are unchecked: where nothing can be recorded, nothing may be done.
 */
public interface AuditTrail {

    /** Records the events one after another, all of them or none, and returns when they are durable. */
    List<AuditRecord> append(List<AuditEvent> events);

    default AuditRecord append(AuditEvent event) {
        return append(List.of(event)).get(0);
    }

    /** Hands over the records of a period in their order, one at a time, without holding them in memory. */
    void read(Instant from, Instant to, Consumer<AuditRecord> reader);

    /** Hands over, in their order, the records that were appended after that one; 0 means from the first. */
    void readAfter(long sequence, Consumer<AuditRecord> reader);

    /** Hands over, in their order, the records with a number from {@code first} to {@code last}, as far as there are any. */
    void readNumbers(long first, long last, Consumer<AuditRecord> reader);

    /** The number of the first record since that moment; one more than {@link #latest} where there is none. */
    long firstSince(Instant from);

    /** The sequence number of the latest record; 0 where there is none. */
    long latest();

    /** The records of one incident, in their order. */
    List<AuditRecord> ofIncident(String incident);

    /** Checks the chain from its first record to its last. */
    Verification verify();

    /**
     * What a check of the chain found.
     *
     * @param records how many records were checked
     * @param head the hash of the last one; compare it with one that was kept elsewhere
     * @param faults what is wrong and where, in order, at most a hundred; empty where the chain holds
     */
    record Verification(long records, String head, List<String> faults) {
        public boolean holds() {
            return faults.isEmpty();
        }
    }
}
