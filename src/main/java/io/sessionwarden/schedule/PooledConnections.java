package io.sessionwarden.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Connections for Quartz out of a pool that is somebody else's to open and close. */
record PooledConnections(DataSource source) implements ConnectionProvider {

    private static final AtomicLong REGISTERED = new AtomicLong();

    /** Makes the pool known to Quartz, which finds it by name only, and returns the name. */
    static String register(DataSource source) {
        var name = "warden-" + REGISTERED.incrementAndGet();
        DBConnectionManager.getInstance().addConnectionProvider(name, new PooledConnections(source));
        return name;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return source.getConnection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
}
