package io.sessionwarden.store;

import com.zaxxer.hikari.HikariDataSource;
import io.sessionwarden.store.StoreException.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/**
 * The warden's database, open and at the program's schema. Safe for use by several threads. Close what uses it first.
 *
 * <p>H2 runs inside this process: no port is opened, and its file lock keeps every other process out. It writes what was
 * committed half a second later by itself ({@code WRITE_DELAY} stays at its default), which would lose thousands of
 * records at kill -9; so every transaction of the trail and the ledger ends in {@code CHECKPOINT SYNC}, which writes and
 * fsyncs everything committed before it. A write delay of zero would do no better (it does not fsync) and would make a
 * write of its own of each statement of the scheduler, which needs no durability: the ledger is the truth.
 */
public final class Database implements AutoCloseable {

    private static final String FILE = "warden";

    /**
     * The scheduler's four reset threads, its own two, and one each for a sweep and a command; more than that wait, at
     * most {@link #PATIENCE_MILLIS}.
     */
    private static final int CONNECTIONS = 8;

    private static final long PATIENCE_MILLIS = 10_000;

    private final HikariDataSource pool;
    private final SessionFactory sessions;
    private final Transactions transactions;

    private Database(HikariDataSource pool, SessionFactory sessions, Transactions transactions) {
        this.pool = pool;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    /**
     * Opens the H2 database in a data folder, and makes both where they are not there yet, the folder for its owner only.
     *
     * @throws StoreException where another process has it open, where there is no permission or no room, where it was
     *     written by a later version of this program, or where it is damaged
     */
    public static Database h2(Path dataFolder) throws StoreException {
        var folder = dataFolder.toAbsolutePath().normalize();
        prepare(folder);
        var pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:file:" + folder.resolve(FILE)
                // The warden closes the database itself, after everything that writes to it.
                + ";DB_CLOSE_ON_EXIT=FALSE"
                // No file beside the database that grows with every error.
                + ";TRACE_LEVEL_FILE=0"
                + ";LOCK_TIMEOUT=" + PATIENCE_MILLIS
                // Half the growth of the file: every commit writes whole pages anew.
                + ";COMPRESS=TRUE"
                // In kB; by default H2 takes 64 MB for each GB of the machine's memory.
                + ";CACHE_SIZE=16384");
        pool.setUsername("sa");
        pool.setPassword("");
        var database = open(folder.toString(), pool, "H2", "checkpoint sync");
        try {
            Files.setPosixFilePermissions(file(folder), PosixFilePermissions.fromString("rw-------"));
            return database;
        } catch (IOException e) {
            database.close();
            throw StoreException.of(folder.toString(), e);
        }
    }

    private static void prepare(Path folder) {
        if (folder.toString().contains(";")) {
            throw new StoreException(Trouble.OTHER, "the path of a data folder may not hold a semicolon: " + folder);
        }
        try {
            Files.createDirectories(folder.getParent() == null ? folder : folder.getParent());
            if (!Files.exists(folder)) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw StoreException.of(folder.toString(), e);
        }
        var file = file(folder);
        // H2 would open a file that it may not write for reading only, and fail at the first record.
        if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
            throw new StoreException(Trouble.NO_PERMISSION, "no permission to write the database in " + folder);
        }
    }

    private static Path file(Path folder) {
        return folder.resolve(FILE + ".mv.db");
    }

    private static Database open(String where, HikariDataSource pool, String product, String durably) {
        pool.setPoolName("warden");
        pool.setMaximumPoolSize(CONNECTIONS);
        // The last connection that closes closes an H2 database.
        pool.setMinimumIdle(1);
        pool.setMaxLifetime(0);
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        // Half of the time to start is Hibernate's own; it needs no connection for it.
        var mapping = CompletableFuture.supplyAsync(() -> Mapping.of(pool, product), Database::onThreadOfItsOwn);
        try {
            Migrations.bringUpToDate(pool);
            var sessions = mapping.join();
            return new Database(pool, sessions, new Transactions(where, sessions, durably));
        } catch (RuntimeException | SQLException e) {
            pool.close();
            mapping.thenAccept(SessionFactory::close)
                    .exceptionally(alsoFailed -> null)
                    .join();
            throw StoreException.of(where, e);
        }
    }

    private static void onThreadOfItsOwn(Runnable work) {
        var thread = new Thread(work, "warden-mapping");
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on this is run after each write of the trail or the ledger that is durable; it must be short and not throw. */
    public void whenWritten(Runnable written) {
        transactions.whenWritten(written);
    }

    /** Connections for the scheduler's job store, out of the same pool. */
    public DataSource dataSource() {
        return pool;
    }

    Transactions transactions() {
        return transactions;
    }

    /** Closes the database; H2 writes what is left and, for at most 0.2 s, compacts its file. */
    @Override
    public void close() {
        sessions.close();
        pool.close();
    }
}
