package io.sangam.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;

/// Opens the connections of the pools, and knows them: a pool gives no way to end those that are in use.
final class OpenConnections implements DataSource {

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(OpenConnections.class);

    private final PGSimpleDataSource source;
    private final Set<Connection> open = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    OpenConnections(PGSimpleDataSource source) {
        this.source = source;
    }

    /// Whoever waits for an answer on one of them gets an error now.
    void abort() {
        List<Connection> all;
        synchronized (open) {
            all = List.copyOf(open);
            open.clear();
        }
        for (var connection : all) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("A connection could not be aborted", e);
            }
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = source.getConnection();
        open.add(connection);
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
