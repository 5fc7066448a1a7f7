package io.sangam.tasks;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReminderSchedule {

    /// How late a reminder may be.
    private static final Duration PAUSE = Duration.ofSeconds(15);

    @Bean
    Schedule sendReminders(Reminders reminders, Clock clock) {
        return new Schedule.Every("tasks.reminders", PAUSE, () -> reminders.send(clock.instant()));
    }
}
