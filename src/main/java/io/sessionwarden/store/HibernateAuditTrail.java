package io.sessionwarden.store;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.Chain;
import io.sessionwarden.audit.Frontier;
import io.sessionwarden.audit.Link;
import io.sessionwarden.audit.TreeHash;
import io.sessionwarden.audit.TreeNodes;
import io.sessionwarden.store.StoreException.Trouble;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/**
 * The trail in the database. An append is one transaction, which waits its turn at the chain's head; reading goes through
 * the table page by page, so that memory does not grow with it and no append waits for it.
 *
 * <p>Every failure is a {@link StoreException}.
 */
public final class HibernateAuditTrail implements AuditTrail {

    private static final int PAGE = 500;
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
        var head = session.get(ChainHead.class, ChainHead.ONLY, LockMode.PESSIMISTIC_WRITE);
        if (head == null) {
            throw new StoreException(Trouble.OTHER, "the head of the audit trail is gone: nothing can be recorded");
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var rows = new ArrayList<AuditRow>();
        var records = new ArrayList<AuditRecord>();
        var tree = tree(head);
        for (var event : events) {
            var link = Chain.link(head.sequence() + 1, at, event, head.hash());
            rows.add(new AuditRow(at, link));
            records.add(Chain.record(link));
            head.moveTo(link.sequence(), link.hash());
            tree.append(TreeHash.leaf(link), (level, index, hash) -> keepNode(session, level, index, hash));
        }
        session.insertMultiple(rows);
        head.keep(tree);
        session.update(head);
        return List.copyOf(records);
    }

    private static Frontier tree(ChainHead head) {
        try {
            return head.tree();
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    Trouble.OTHER, "the head of the audit trail was altered: nothing can be recorded", e);
        }
    }

    private static void keepNode(StatelessSession session, int level, long index, byte[] hash) {
        if (level > 0 && level % TreeNodes.STORED == 0) {
            session.createNativeMutationQuery(
                            "insert into tree_node (height, place, hash) values (:height, :place, :hash)")
                    .setParameter("height", level)
                    .setParameter("place", index)
                    .setParameter("hash", HexFormat.of().formatHex(hash))
                    .executeUpdate();
        }
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
        eachRow((Long) bounds[0], (Long) bounds[1], row -> {
            var record = record(row);
            if (!record.at().isBefore(from) && record.at().isBefore(to)) {
                reader.accept(record);
            }
        });
    }

    @Override
    public void readAfter(long sequence, Consumer<AuditRecord> reader) {
        long latest = latest();
        if (latest > sequence) {
            eachRow(sequence + 1, latest, row -> reader.accept(record(row)));
        }
    }

    @Override
    public void readNumbers(long first, long last, Consumer<AuditRecord> reader) {
        eachRow(first, last, row -> reader.accept(record(row)));
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
        return transactions
                .read(session -> session.createNativeQuery(
                                "select * from audit_record where incident = :incident order by sequence",
                                AuditRow.class)
                        .setParameter("incident", incident)
                        .getResultList())
                .stream()
                .map(HibernateAuditTrail::record)
                .toList();
    }

    @Override
    public void links(long first, long last, Consumer<Link> reader) {
        var page = transactions.readLinks(first, last);
        while (!page.isEmpty()) {
            page.forEach(reader);
            long seen = page.get(page.size() - 1).sequence();
            page = seen == last ? List.of() : transactions.readLinks(seen + 1, last);
        }
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

    private static AuditRecord record(AuditRow row) {
        try {
            return Chain.record(row.link());
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    Trouble.OTHER, "record " + row.sequence() + " of the trail was altered and cannot be read", e);
        }
    }

    private void eachRow(long first, long last, Consumer<AuditRow> reader) {
        var page = page(first, last);
        while (!page.isEmpty()) {
            page.forEach(reader);
            long seen = page.get(page.size() - 1).sequence();
            page = seen == last ? List.of() : page(seen + 1, last);
        }
    }

    private List<AuditRow> page(long first, long last) {
        return transactions.read(session -> session.createNativeQuery("""
                        select * from audit_record where sequence between :first and :last
                        order by sequence fetch first :page rows only""", AuditRow.class)
                .setParameter("first", first)
                .setParameter("last", last)
                .setParameter("page", PAGE)
                .getResultList());
    }
}
