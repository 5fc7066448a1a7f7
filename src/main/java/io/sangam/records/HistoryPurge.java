package io.sangam.records;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Forgets what happened to records when the company keeps it no longer.
@Configuration(proxyBeanMethods = false)
class HistoryPurge {

    private static final int BATCH = 5_000;

    @Bean
    Schedule purgeHistory(ActivityRepository activities, Clock clock) {
        return new Schedule.Daily("records.purge", LocalTime.of(2, 30), tenant -> {
            var days = tenant.settings().retention().history();
            if (days == 0) {
                return;
            }
            var before = clock.instant().minus(Duration.ofDays(days));
            while (activities.forget(before, BATCH) == BATCH) {
                // batch by batch, so that no statement holds many locks at once
            }
        });
    }
}
