package io.sessionwarden.store;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.Chain;
import io.sessionwarden.audit.Link;
import io.sessionwarden.audit.TreeNodes;
import io.sessionwarden.store.StoreException.Trouble;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/**
 * The trail in the database. An append is one transaction, which waits its turn at the chain's head; reading goes through
 * the table page by page, so that memory does not grow with it and no append waits for it.
 *
 * <p>Every failure is a {@link StoreException}.
 */
public final class HibernateAuditTrail implements AuditTrail {

    private static final int REMOVED_AT_ONCE = 10_000;

    private final Transactions transactions;
    private final InstantSource clock;

    public HibernateAuditTrail(Database database, InstantSource clock) {
        this.transactions = database.transactions();
        this.clock = clock;
    }

    @Override
    public List<AuditRecord> append(List<AuditEvent> events) {
        return events.isEmpty() ? List.of() : transactions.write(session -> append(session, events));
    }

    /**
     * Appends in a transaction that is going on. To be its last step: from here to the commit every other writer of the
     * trail waits, and because everybody takes this lock last, nobody who holds it waits for anybody.
     */
    List<AuditRecord> append(StatelessSession session, List<AuditEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return session.doReturningWork(connection -> new TrailWriter(connection).append(at, events));
    }

    @Override
    public void read(Instant from, Instant to, Consumer<AuditRecord> reader) {
        var bounds = transactions.read(session -> session.createNativeQuery("""
                        select min(sequence), max(sequence) from audit_record
                        where recorded_at >= :from and recorded_at < :to""", Object[].class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getSingleResult());
        if (bounds[0] == null) {
            return;
        }
        links((Long) bounds[0], (Long) bounds[1], link -> {
            var record = record(link);
            if (!record.at().isBefore(from) && record.at().isBefore(to)) {
                reader.accept(record);
            }
        });
    }

    @Override
    public void readAfter(long sequence, Consumer<AuditRecord> reader) {
        long latest = latest();
        if (latest > sequence) {
            links(sequence + 1, latest, link -> reader.accept(record(link)));
        }
    }

    @Override
    public void readNumbers(long first, long last, Consumer<AuditRecord> reader) {
        links(first, last, link -> reader.accept(record(link)));
    }

    @Override
    public long firstSince(Instant from) {
        return transactions.read(session -> session.createNativeQuery("""
                        select coalesce(min(sequence), (select max(chain_head.sequence) + 1 from chain_head))
                        from audit_record where recorded_at >= :from""", Long.class)
                .setParameter("from", from)
                .getSingleResult());
    }

    @Override
    public long latest() {
        return transactions.read(
                session -> session.createNativeQuery("select coalesce(max(sequence), 0) from chain_head", Long.class)
                        .getSingleResult());
    }

    @Override
    public List<AuditRecord> ofIncident(String incident) {
        return ofIncidents(List.of(incident)).getOrDefault(incident, List.of());
    }

    @Override
    public Map<String, List<AuditRecord>> ofIncidents(Collection<String> incidents) {
        return transactions
                .read(session -> session.doReturningWork(connection -> LinkPages.ofIncidents(connection, incidents)))
                .stream()
                .map(HibernateAuditTrail::record)
                .collect(Collectors.groupingBy(record -> record.event().incident()));
    }

    @Override
    public void links(long first, long last, Consumer<Link> reader) {
        var page = transactions.readLinks(first, last);
        while (page.size() == LinkPages.PAGE) {
            long seen = page.get(page.size() - 1).sequence();
            if (seen == last) {
                break;
            }
            // Read while the reader is at work on this one: reading takes about as long as verifying.
            var next = new Ahead<>(() -> transactions.readLinks(seen + 1, last));
            try {
                page.forEach(reader);
            } finally {
                page = next.await();
            }
        }
        page.forEach(reader);
    }

    @Override
    public Head head() {
        // One statement, so that the head and the last record are of one moment; and one row, also without a head.
        var end = transactions.read(
                session -> session.createNativeQuery("""
                        select (select max(audit_record.sequence) from audit_record), (select sequence from chain_head),
                            (select hash from chain_head), (select peaks from chain_head)""", Object[].class).getSingleResult());
        long greatest = end[0] == null ? 0 : (Long) end[0];
        return end[1] == null
                ? new Head(greatest, 0, "", "")
                : new Head(greatest, (Long) end[1], (String) end[2], (String) end[3]);
    }

    @Override
    public TreeNodes nodes() {
        return new StoredNodes(transactions);
    }

    @Override
    public void removePayloads(long upTo) {
        for (long first = 1; first <= upTo; first += REMOVED_AT_ONCE) {
            long from = first;
            long to = Math.min(upTo, first + REMOVED_AT_ONCE - 1);
            transactions.write(session -> session.createNativeMutationQuery(
                            "update audit_record set payload = '' where sequence between :from and :to and payload <> ''")
                    .setParameter("from", from)
                    .setParameter("to", to)
                    .executeUpdate());
        }
    }

    private static AuditRecord record(Link link) {
        try {
            return Chain.record(link);
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    Trouble.OTHER, "record " + link.sequence() + " of the trail was altered and cannot be read", e);
        }
    }
}
