package io.sessionwarden.store;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.Chain;
import io.sessionwarden.audit.ChainCheck;
import io.sessionwarden.store.StoreException.Trouble;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
        for (var event : events) {
            var link = Chain.link(head.sequence() + 1, at, event, head.hash());
            rows.add(new AuditRow(at, link));
            records.add(Chain.record(link));
            head.moveTo(link.sequence(), link.hash());
        }
        session.insertMultiple(rows);
        session.update(head);
        return List.copyOf(records);
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

    /** Checks up to the head as it stands when the check begins; what is appended meanwhile is left for the next one. */
    @Override
    public Verification verify() {
        // One statement, so that the head and the last record are of one moment.
        var end = transactions.read(
                session -> session.createNativeQuery("""
                        select (select max(audit_record.sequence) from audit_record), sequence, hash
                        from chain_head""", Object[].class).getSingleResultOrNull());
        var check = new ChainCheck();
        if (end == null) {
            eachRow(Long.MIN_VALUE, Long.MAX_VALUE, row -> check.next(row.link()));
            return check.against(0, "");
        }
        if (end[0] != null) {
            eachRow(Long.MIN_VALUE, (Long) end[0], row -> check.next(row.link()));
        }
        return check.against((Long) end[1], (String) end[2]);
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
