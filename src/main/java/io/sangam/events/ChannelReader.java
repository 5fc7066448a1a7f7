package io.sangam.events;

import io.sangam.database.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The one connection of this process that listens, outside the pool; comes back by itself when it is lost.
@Component
class ChannelReader implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ChannelReader.class);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final int SILENCE_MS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Database database;
    private final List<ChannelListener> listeners;
    private volatile @Nullable Thread reader;
    private volatile CountDownLatch listening = new CountDownLatch(1);

    ChannelReader(Database database, List<ChannelListener> listeners) {
        this.database = database;
        this.listeners = listeners;
    }

    @Override
    public void start() {
        // Assigned before it starts: it runs for as long as it is the assigned one.
        var thread = Thread.ofPlatform().daemon().name("postgres-channels").unstarted(this::read);
        var begun = new CountDownLatch(1);
        listening = begun;
        reader = thread;
        thread.start();
        awaitListening(begun);
    }

    /// Whoever connects before it listens is told to come back. Without a database nobody waits for long.
    private static void awaitListening(CountDownLatch begun) {
        try {
            if (!begun.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.info("Started without live messages yet");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        reader = null;
    }

    @Override
    public boolean isRunning() {
        return reader != null;
    }

    private void read() {
        while (running()) {
            try (var connection = connect()) {
                listen(connection);
            } catch (SQLException e) {
                if (running()) {
                    log.warn("No live messages until the database is back: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        var login = database.application();
        var properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("ApplicationName", "sangam channels");
        // A frozen server accepts the connection and then says nothing.
        properties.setProperty("loginTimeout", "5");
        return DriverManager.getConnection(login.url(), properties);
    }

    private boolean running() {
        return reader == Thread.currentThread();
    }

    private void listen(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, SILENCE_MS);
        try (var statement = connection.createStatement()) {
            for (var listener : listeners) {
                statement.execute("listen " + listener.channel());
            }
            listeners.forEach(ChannelListener::reconnected);
            listening.countDown();
            while (running()) {
                var heard = connection.unwrap(PGConnection.class).getNotifications(SILENCE_MS);
                if (heard == null || heard.length == 0) {
                    statement.execute("select 1"); // a dead server says nothing either
                    continue;
                }
                for (var notification : heard) {
                    tell(notification.getName(), notification.getParameter());
                }
            }
        }
    }

    private void tell(String channel, String payload) {
        for (var listener : listeners) {
            if (listener.channel().equals(channel)) {
                try {
                    listener.heard(payload);
                } catch (RuntimeException e) {
                    log.error("A message on {} could not be handled", channel, e);
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RECONNECT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
