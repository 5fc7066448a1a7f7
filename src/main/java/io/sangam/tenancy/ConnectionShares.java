package io.sangam.tenancy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Shares the connections of this process among the tenants: whatever one of them does, requests, jobs or messages,
/// it holds at most four fifths of them, and the others' next transaction finds one.
@Component
class ConnectionShares {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /// Below it nobody could be left out without leaving him too little.
    private static final int SMALLEST = 5;
    private static final int MOST_WAITING = 1_000;

    private final FairGate<Optional<TenantScope.Scope>> gate;

    ConnectionShares(HikariDataSource pool) {
        var places = pool.getMaximumPoolSize();
        gate = new FairGate<>(places, places < SMALLEST ? places : places - places / SMALLEST, MOST_WAITING);
    }

    /// Waits for a connection of the current scope's share; [#leave] in the same scope.
    void enter() {
        try {
            switch (gate.enter(TenantScope.current(), PATIENCE)) {
                case ENTERED -> {}
                case CROWDED ->
                    throw new SangamException(
                            TenancyError.TENANT_BUSY,
                            "Your company has more under way than its share of this server; try again in a moment");
                case STUCK ->
                    throw new SangamException(
                            KernelError.SERVICE_UNAVAILABLE, "The database does not answer; try again in a moment");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SangamException(KernelError.SERVICE_UNAVAILABLE, "This process is stopping; try again");
        }
    }

    void leave() {
        gate.leave(TenantScope.current());
    }

    @Configuration(proxyBeanMethods = false)
    static class Meters {
        @Bean
        MeterBinder shareMeters(ConnectionShares shares) {
            return registry -> {
                Gauge.builder("sangam.connections.waiting", shares.gate, FairGate::waiting)
                        .register(registry);
                Gauge.builder("sangam.connections.free", shares.gate, FairGate::free)
                        .register(registry);
            };
        }
    }
}
