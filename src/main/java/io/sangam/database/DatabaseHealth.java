package io.sangam.database;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether the database answers, and how fast, a connection from the pool included.
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private static final int TIMEOUT_SECONDS = 2;

    private final DataSource pool;

    DatabaseHealth(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public Health health() {
        var began = System.nanoTime();
        try (var connection = pool.getConnection()) {
            if (!connection.isValid(TIMEOUT_SECONDS)) {
                return Health.down().build();
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            return Health.up()
                    .withDetail("latencyMicroseconds", took.toNanos() / 1_000)
                    .build();
        } catch (SQLException e) {
            return Health.down()
                    .withDetail("error", e.getClass().getSimpleName())
                    .build();
        }
    }
}
