package io.sessionwarden.store;

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
 * whether they were altered before is for the chain to say, as it was before there was a tree.
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
            head.setString(1, build(connection, insert).text());
            head.executeUpdate();
        }
    }

    private static Frontier build(Connection connection, PreparedStatement insert) throws SQLException {
        var tree = new Frontier();
        var page = LinkPages.page(connection, 1, Long.MAX_VALUE);
        while (!page.isEmpty()) {
            for (var link : page) {
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
