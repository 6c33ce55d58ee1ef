package io.sessionwarden.store;

import io.sessionwarden.audit.ChainCheck;
import io.sessionwarden.audit.Frontier;
import io.sessionwarden.audit.TreeHash;
import io.sessionwarden.audit.TreeNodes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree over the records of an earlier version, reading them once. What it takes from them is what they are now:
 * whether they were altered before is for the chain to say, as it was before there was a tree. Only where one is missing there
 * can be no tree whose leaves have the records' numbers, and the migration fails with what to do.
 */
final class TreeOfOldRecords implements JavaMigration {

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("10");
    }

    @Override
    public String getDescription() {
        return "tree of old records";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        try (var statement = connection.createStatement();
                var insert =
                        connection.prepareStatement("insert into tree_node (height, place, hash) values (?, ?, ?)");
                var head = connection.prepareStatement("update chain_head set peaks = ?")) {
            statement.executeUpdate("delete from tree_node");
            var tree = build(connection, insert);
            requireAll(tree.size(), headOf(connection));
            head.setString(1, tree.text());
            head.executeUpdate();
        }
    }

    private static long headOf(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select sequence from chain_head")) {
            if (!row.next()) {
                throw altered("its head is gone");
            }
            return row.getLong(1);
        }
    }

    private static void requireAll(long records, long head) {
        if (records < head) {
            throw altered("its head is at record " + head + ", and the last one there is " + records);
        }
        if (records > head) {
            throw altered("its head is at record " + head + ", and there are records up to " + records);
        }
    }

    private static IllegalStateException altered(String how) {
        return new IllegalStateException("the trail was altered before this version came to it: " + how
                + ". Nothing can be recorded in it any more. Keep a copy of the data folder; the version before"
                + " names every place (warden audit verify). To go on, move the folder away, and a new trail begins");
    }

    private static Frontier build(Connection connection, PreparedStatement insert) throws SQLException {
        var tree = new Frontier();
        var page = LinkPages.page(connection, 1, Long.MAX_VALUE);
        while (!page.isEmpty()) {
            for (var link : page) {
                if (link.sequence() != tree.size() + 1) {
                    throw altered(ChainCheck.missing(tree.size() + 1, link.sequence() - 1));
                }
                tree.append(TreeHash.leaf(link), (level, index, hash) -> {
                    if (level > 0 && level % TreeNodes.STORED == 0) {
                        add(insert, level, index, hash);
                    }
                });
            }
            insert.executeBatch();
            long seen = page.get(page.size() - 1).sequence();
            page = LinkPages.page(connection, seen + 1, Long.MAX_VALUE);
        }
        return tree;
    }

    private static void add(PreparedStatement insert, int level, long index, byte[] hash) {
        try {
            insert.setInt(1, level);
            insert.setLong(2, index);
            insert.setString(3, HexFormat.of().formatHex(hash));
            insert.addBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
