package io.sessionwarden.fake;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.Chain;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.audit.Frontier;
import io.sessionwarden.audit.Link;
import io.sessionwarden.audit.TreeHash;
import io.sessionwarden.audit.TreeNodes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A trail in memory, chained like the real one, that a test can read, break or tamper with. */
public final class RecordingAuditTrail implements AuditTrail {

    private final InstantSource clock;
    private final List<Link> links = new ArrayList<>();
    private final List<AuditRecord> records = new ArrayList<>();
    private volatile Consumer<AuditEvent> before = event -> {};
    private @Nullable RuntimeException broken;

    public RecordingAuditTrail() {
        this(new SettableClock());
    }

    public RecordingAuditTrail(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<AuditRecord> append(List<AuditEvent> events) {
        events.forEach(before);
        return appended(events);
    }

    private synchronized List<AuditRecord> appended(List<AuditEvent> events) {
        if (broken != null) {
            throw broken;
        }
        var appended = new ArrayList<AuditRecord>();
        for (var event : events) {
            var previous =
                    links.isEmpty() ? Chain.START : links.get(links.size() - 1).hash();
            var link = Chain.link(links.size() + 1L, clock.instant(), event, previous);
            links.add(link);
            appended.add(Chain.record(link));
        }
        records.addAll(appended);
        return List.copyOf(appended);
    }

    @Override
    public void read(Instant from, Instant to, Consumer<AuditRecord> reader) {
        records().stream()
                .filter(record -> !record.at().isBefore(from) && record.at().isBefore(to))
                .forEach(reader);
    }

    @Override
    public void readAfter(long sequence, Consumer<AuditRecord> reader) {
        after(sequence).forEach(reader);
    }

    private synchronized List<AuditRecord> after(long sequence) {
        int from = (int) Math.min(records.size(), Math.max(0, sequence));
        return List.copyOf(records.subList(from, records.size()));
    }

    @Override
    public void readNumbers(long first, long last, Consumer<AuditRecord> reader) {
        records().stream()
                .filter(record -> record.sequence() >= first && record.sequence() <= last)
                .forEach(reader);
    }

    @Override
    public long firstSince(Instant from) {
        return records().stream()
                .filter(record -> !record.at().isBefore(from))
                .mapToLong(AuditRecord::sequence)
                .findFirst()
                .orElse(latest() + 1);
    }

    @Override
    public synchronized long latest() {
        return links.size();
    }

    @Override
    public List<AuditRecord> ofIncident(String incident) {
        return records().stream()
                .filter(record -> record.event().incident().equals(incident))
                .toList();
    }

    @Override
    public void links(long first, long last, Consumer<Link> reader) {
        linksNow().stream()
                .filter(link -> link.sequence() >= first && link.sequence() <= last)
                .forEach(reader);
    }

    private synchronized List<Link> linksNow() {
        return List.copyOf(links);
    }

    @Override
    public Head head() {
        var now = linksNow();
        var tree = new Frontier();
        now.forEach(link -> tree.append(TreeHash.leaf(link), (level, index, hash) -> {}));
        return new Head(
                now.size(),
                now.size(),
                now.isEmpty() ? Chain.START : now.get(now.size() - 1).hash(),
                tree.text());
    }

    @Override
    public TreeNodes nodes() {
        var nodes = new HashMap<String, byte[]>();
        var tree = new Frontier();
        linksNow()
                .forEach(link ->
                        tree.append(TreeHash.leaf(link), (level, index, hash) -> nodes.put(level + "/" + index, hash)));
        return (level, index) -> nodes.getOrDefault(level + "/" + index, new byte[0]);
    }

    @Override
    public synchronized void removePayloads(long upTo) {
        links.replaceAll(link -> link.sequence() <= upTo ? link.withPayload("") : link);
    }

    /** Puts something else in the place of a record, as somebody might who can write to the database. */
    public synchronized void tamper(UnaryOperator<Link> how) {
        links.replaceAll(how);
    }

    /** From now on every append fails with this, until it is null again. */
    public synchronized void breakWith(@Nullable RuntimeException failure) {
        broken = failure;
    }

    /** From now on whoever appends does this before, with each event. */
    public void before(Consumer<AuditEvent> what) {
        before = what;
    }

    public synchronized List<AuditRecord> records() {
        return List.copyOf(records);
    }

    public List<AuditEvent> events() {
        return records().stream().map(AuditRecord::event).toList();
    }

    public List<AuditEvent> events(EventType type) {
        return events().stream().filter(event -> event.type() == type).toList();
    }
}
