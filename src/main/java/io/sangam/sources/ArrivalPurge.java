package io.sangam.sources;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Forgets what came in when the company keeps it no longer; the leads made of it stay.
@Configuration(proxyBeanMethods = false)
class ArrivalPurge {

    private static final int BATCH = 5_000;

    @Bean
    Schedule purgeArrivals(ArrivalRepository arrivals, Clock clock) {
        return new Schedule.Daily("sources.purge", LocalTime.of(2, 50), tenant -> {
            var before = clock.instant()
                    .minus(Duration.ofDays(tenant.settings().retention().messages()));
            while (arrivals.purge(tenant.id(), before, BATCH) == BATCH) {
                // batch by batch, so that no statement holds many locks at once
            }
        });
    }
}
