package io.sessionwarden.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema, version by version, in {@code db/migration}. */
final class Migrations {

    /** The newest version in {@code db/migration} and here. */
    static final String NEWEST = "10";

    private static final String HISTORY = "flyway_schema_history";

    private Migrations() {}

    /**
     * Brings the schema to {@link #NEWEST}. Asks Flyway only where it is not there yet: to be told that there is nothing to
     * do takes it half a second.
     */
    static void bringUpToDate(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            if (hasHistory(connection)) {
                if (isAtNewest(connection)) {
                    return;
                }
                forgetFailures(connection);
            }
        }
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .javaMigrations(new TreeOfOldRecords())
                .table(HISTORY)
                // Otherwise it would take the schema of a later version of this program for good enough.
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
    }

    private static boolean hasHistory(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(null, null, HISTORY, null)) {
            return tables.next();
        }
    }

    /** Each version can be run again, so that one that failed, as on a full disk, is tried anew at the next start. */
    private static void forgetFailures(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("delete from \"" + HISTORY + "\" where not \"success\"");
        }
    }

    private static boolean isAtNewest(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var last = statement.executeQuery(
                        "select \"version\", \"success\" from \"" + HISTORY + "\" order by \"installed_rank\" desc")) {
            return last.next() && NEWEST.equals(last.getString(1)) && last.getBoolean(2);
        }
    }
}
