package io.sangam.notifications;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NoticeSchedule {

    /// How late a digest may be.
    private static final Duration PAUSE = Duration.ofSeconds(20);

    @Bean
    Schedule mailNotices(NoticePost post, Clock clock) {
        return new Schedule.Every("notifications.mails", PAUSE, () -> post.send(clock.instant()));
    }
}
