package io.sangam.tasks;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TaskSchedules {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// How late a reminder may be.
    private static final Duration PAUSE = Duration.ofSeconds(15);

    @Bean
    Schedule passOnLateWork(LateWork late, Clock clock) {
        return new Schedule.Every("tasks.lateWork", MINUTE, () -> {
            var unused = late.passOn(clock.instant());
        });
    }

    @Bean
    Schedule sendReminders(Reminders reminders, Clock clock) {
        return new Schedule.Every("tasks.reminders", PAUSE, () -> reminders.send(clock.instant()));
    }
}
