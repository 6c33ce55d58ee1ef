package io.sessionwarden.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** The records of each of these incidents, in their order; at most a few hundred incidents at once. */
    default Map<String, List<AuditRecord>> ofIncidents(Collection<String> incidents) {
        var records = new LinkedHashMap<String, List<AuditRecord>>();
        incidents.forEach(incident -> records.put(incident, ofIncident(incident)));
        return records;
    }

    /**
     * Hands over, in their order and as they are stored, the records with a number from {@code first} to {@code last}, as
     * far as there are any.
     */
    void links(long first, long last, Consumer<Link> reader);

    /** The end of the trail, all of it of one moment. */
    Head head();

    /** The complete nodes of the tree over the records; for one thread, and good for one piece of work. */
    TreeNodes nodes();

    /** Removes the payloads of the records up to that number, a few at a time. {@link PayloadRemoval} is recorded first. */
    void removePayloads(long upTo);

    /** Checks the chain and the tree from the first record to the last. */
    default Verification verify() {
        return TrailVerifier.verify(this, null, List.of());
    }

    /**
     * The end of a trail.
     *
     * @param greatest the greatest number that a record has; 0 where there is none
     * @param sequence the number of the last record, as the head has it; 0 where the head is gone
     * @param hash the hash of the last record, as the head has it; {@link Chain#START} where there is none, and empty where
     *     the head is gone
     * @param peaks the edge of the tree, as {@link Frontier#text} writes it
     */
    record Head(long greatest, long sequence, String hash, String peaks) {

        /** Whether the head is the last record's; where it is not, one of the two was altered. */
        public boolean isOfLastRecord() {
            return greatest == sequence && (sequence > 0 || hash.equals(Chain.START));
        }
    }

    /**
     * What a check of the chain found.
     *
     * @param records how many records were checked
     * @param payloadsRemoved how many of them have no payload any more
     * @param head the hash of the last one
     * @param root the root of the tree over all of them, in small hex digits; compare it with a checkpoint kept elsewhere
     * @param faults what is wrong and where, in order, at most a hundred; empty where the chain holds
     */
    record Verification(long records, long payloadsRemoved, String head, String root, List<String> faults) {
        public boolean holds() {
            return faults.isEmpty();
        }
    }
}
