package io.sangam.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sangam.tenancy.TenantScope;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

@Component("jobsHealthIndicator")
class JobsHealth implements HealthIndicator {

    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private final Jobs jobs;

    JobsHealth(Jobs jobs) {
        this.jobs = jobs;
    }

    private double lagSeconds() {
        return jobs.lag().toMillis() / 1_000.0;
    }

    private long dead() {
        return TenantScope.callSystem(jobs::deadCount);
    }

    @Override
    public Health health() {
        var lag = jobs.lag();
        var health = lag.compareTo(TOLERATED) > 0 ? Health.status("DEGRADED") : Health.up();
        return health.withDetail("lagSeconds", lag.toSeconds())
                .withDetail("dead", dead())
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class Meters {

        @Bean
        MeterBinder jobMeters(JobsHealth health) {
            return registry -> {
                Gauge.builder("sangam.jobs.lag", health, JobsHealth::lagSeconds)
                        .baseUnit("seconds")
                        .register(registry);
                Gauge.builder("sangam.jobs.dead", health, JobsHealth::dead).register(registry);
            };
        }
    }
}
