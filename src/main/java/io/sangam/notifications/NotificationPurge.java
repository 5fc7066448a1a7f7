package io.sangam.notifications;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Forgets what people were told, read or not, when the company keeps it no longer.
@Configuration(proxyBeanMethods = false)
class NotificationPurge {

    private static final int BATCH = 5_000;

    @Bean
    Schedule purgeNotifications(NotificationRepository notifications, Clock clock) {
        return new Schedule.Daily("notifications.purge", LocalTime.of(2, 40), tenant -> {
            var kept = Duration.ofDays(tenant.settings().retention().notifications());
            var before = clock.instant().minus(kept);
            while (notifications.purge(tenant.id(), before, BATCH) == BATCH) {
                // batch by batch, so that no statement holds many locks at once
            }
        });
    }
}
