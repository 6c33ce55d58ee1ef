package io.sessionwarden.store;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.Chain;
import io.sessionwarden.audit.Frontier;
import io.sessionwarden.audit.Link;
import io.sessionwarden.audit.TreeHash;
import io.sessionwarden.audit.TreeNodes;
import io.sessionwarden.store.StoreException.Trouble;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Appends to the table of records, bare and in batches, because every other writer waits meanwhile: what is locked first is the one
 * row of the chain's head, until the commit. For one transaction.
 */
final class TrailWriter {

    private final Connection connection;

    TrailWriter(Connection connection) {
        this.connection = connection;
    }

    /** The head's row. */
    private record Head(long sequence, String hash, Frontier tree) {}

    /** One node of the tree that is to be stored. */
    private record Node(int level, long index, String hash) {}

    List<AuditRecord> append(Instant at, List<AuditEvent> events) throws SQLException {
        var head = lockedHead();
        var records = new ArrayList<AuditRecord>(events.size());
        var nodes = new ArrayList<Node>();
        long sequence = head.sequence();
        var hash = head.hash();
        try (var insert = connection.prepareStatement("""
                insert into audit_record (sequence, recorded_at, type, source, outcome, who, incident, server, session,
                    revision, payload, payload_hash, previous_hash, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (var event : events) {
                var link = Chain.link(sequence + 1, at, event, hash);
                add(insert, at, link);
                records.add(Chain.record(link, at, event));
                head.tree().append(TreeHash.leaf(link), (level, index, node) -> {
                    if (level > 0 && level % TreeNodes.STORED == 0) {
                        nodes.add(new Node(level, index, HexFormat.of().formatHex(node)));
                    }
                });
                sequence = link.sequence();
                hash = link.hash();
            }
            insert.executeBatch();
        }
        keep(nodes);
        moveHead(sequence, hash, head.tree());
        return List.copyOf(records);
    }

    private Head lockedHead() throws SQLException {
        try (var query = connection.prepareStatement(
                        "select sequence, hash, peaks from chain_head where id = 1 for update");
                var row = query.executeQuery()) {
            if (!row.next()) {
                throw new StoreException(Trouble.OTHER, "the head of the audit trail is gone: nothing can be recorded");
            }
            return new Head(row.getLong(1), row.getString(2), Frontier.read(row.getLong(1), row.getString(3)));
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    Trouble.OTHER, "the head of the audit trail was altered: nothing can be recorded", e);
        }
    }

    private static void add(PreparedStatement insert, Instant at, Link link) throws SQLException {
        insert.setLong(1, link.sequence());
        insert.setObject(2, at.atOffset(ZoneOffset.UTC));
        insert.setString(3, link.type());
        insert.setString(4, link.source());
        insert.setString(5, link.outcome());
        insert.setString(6, link.who());
        insert.setString(7, link.incident());
        insert.setString(8, link.server());
        insert.setString(9, link.session());
        insert.setString(10, link.revision());
        insert.setString(11, link.payload());
        insert.setString(12, link.payloadHash());
        insert.setString(13, link.previousHash());
        insert.setString(14, link.hash());
        insert.addBatch();
    }

    private void keep(List<Node> nodes) throws SQLException {
        if (nodes.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("insert into tree_node (height, place, hash) values (?, ?, ?)")) {
            for (var node : nodes) {
                insert.setInt(1, node.level());
                insert.setLong(2, node.index());
                insert.setString(3, node.hash());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void moveHead(long sequence, String hash, Frontier tree) throws SQLException {
        try (var update =
                connection.prepareStatement("update chain_head set sequence = ?, hash = ?, peaks = ? where id = 1")) {
            update.setLong(1, sequence);
            update.setString(2, hash);
            update.setString(3, tree.text());
            update.executeUpdate();
        }
    }
}
