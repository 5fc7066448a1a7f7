package io.sangam.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the server on a connection of its own whether it is there. A server that freezes refuses nothing: whoever waits
/// for it would wait for the whole socket timeout, which long statements need. After three beats without an answer all
/// connections are ended, so that requests under way become a 503 within five seconds too.
final class Heartbeat implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final int PATIENCE_SECONDS = 1;
    private static final int MISSES = 3;

    private final PGSimpleDataSource source;
    private final List<OpenConnections> guarded;
    private final Thread thread;
    private volatile boolean stopping;
    private @Nullable Connection connection;

    Heartbeat(PGSimpleDataSource source, List<OpenConnections> guarded) {
        this.source = source;
        this.guarded = guarded;
        source.setConnectTimeout(PATIENCE_SECONDS);
        source.setLoginTimeout(PATIENCE_SECONDS);
        source.setSocketTimeout(PATIENCE_SECONDS);
        source.setApplicationName("sangam-heartbeat");
        thread = Thread.ofPlatform().daemon().name("database-heartbeat").start(this::beat);
    }

    private void beat() {
        var missed = 0;
        try {
            while (!stopping) {
                if (answers()) {
                    missed = 0;
                } else if (++missed == MISSES) {
                    log.error("The database does not answer; ending all connections to it");
                    guarded.forEach(OpenConnections::abort);
                }
                Thread.sleep(missed == 0 ? BEAT : AGAIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp();
        }
    }

    private boolean answers() {
        try {
            var open = connection == null ? source.getConnection() : connection;
            connection = open;
            try (var statement = open.createStatement()) {
                return statement.execute("select 1");
            }
        } catch (SQLException e) {
            log.debug("The database missed a beat", e);
            hangUp();
            return false;
        }
    }

    private void hangUp() {
        var open = connection;
        connection = null;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("The heartbeat's connection could not be ended", e);
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
    }
}
