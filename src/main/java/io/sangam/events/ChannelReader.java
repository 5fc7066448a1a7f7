package io.sangam.events;

import io.sangam.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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

    private final Database database;
    private final List<ChannelListener> listeners;
    private volatile @Nullable Thread reader;

    ChannelReader(Database database, List<ChannelListener> listeners) {
        this.database = database;
        this.listeners = listeners;
    }

    @Override
    public void start() {
        reader = Thread.ofPlatform().daemon().name("postgres-channels").start(this::read);
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
            try (var connection = database.application().connect()) {
                listen(connection);
            } catch (SQLException e) {
                if (running()) {
                    log.warn("No live messages until the database is back: {}", e.getMessage());
                    pause();
                }
            }
        }
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
