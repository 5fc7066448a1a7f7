package io.sangam.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sangam.tenancy.TenantScope;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// How far behind the outbox is, for health and metrics. Read at most every five seconds, whoever asks.
@Component("outboxHealthIndicator")
class Backlog implements HealthIndicator {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(5);
    private static final Duration TOLERATED = Duration.ofMinutes(1);

    /// @param lag how long the most overdue delivery has been waiting
    record State(Duration lag, long waiting, long dead) {}

    private final DeliveryRepository deliveries;
    private final Subscriptions subscriptions;
    private final TransactionOperations transactions;
    private @Nullable State last;
    private long readAt;

    Backlog(DeliveryRepository deliveries, Subscriptions subscriptions, TransactionOperations transactions) {
        this.deliveries = deliveries;
        this.subscriptions = subscriptions;
        this.transactions = transactions;
    }

    synchronized State state() {
        var now = System.nanoTime();
        var current = last;
        if (current == null || now - readAt > FRESH) {
            current =
                    TenantScope.callSystem(() -> transactions.execute(_ -> deliveries.backlog(subscriptions.names())));
            last = current;
            readAt = now;
        }
        return current;
    }

    @Override
    public Health health() {
        var state = state();
        var health = state.lag().compareTo(TOLERATED) > 0 ? Health.status("DEGRADED") : Health.up();
        return health.withDetail("lagSeconds", state.lag().toSeconds())
                .withDetail("waiting", state.waiting())
                .withDetail("dead", state.dead())
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class Meters {

        @Bean
        MeterBinder eventMeters(Backlog backlog, SocketHub hub) {
            return registry -> {
                Gauge.builder(
                                "sangam.outbox.lag",
                                backlog,
                                it -> it.state().lag().toMillis() / 1_000.0)
                        .baseUnit("seconds")
                        .register(registry);
                Gauge.builder("sangam.outbox.waiting", backlog, it -> it.state().waiting())
                        .register(registry);
                Gauge.builder("sangam.outbox.dead", backlog, it -> it.state().dead())
                        .register(registry);
                Gauge.builder("sangam.sockets.open", hub, SocketHub::open).register(registry);
            };
        }
    }
}
