package io.sangam.deals;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DealSchedules {

    /// How late a reminder may be.
    private static final Duration PAUSE = Duration.ofSeconds(15);

    @Bean
    Schedule remindOfDeals(DealReminders reminders, Clock clock) {
        return new Schedule.Every("deals.reminders", PAUSE, () -> reminders.send(clock.instant()));
    }
}
