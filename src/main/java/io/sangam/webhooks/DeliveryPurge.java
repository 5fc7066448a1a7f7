package io.sangam.webhooks;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Forgets messages, whether they arrived or not, when the company keeps them no longer.
@Configuration(proxyBeanMethods = false)
class DeliveryPurge {

    private static final int BATCH = 5_000;

    @Bean
    Schedule purgeWebhookDeliveries(MessageRepository deliveries, Clock clock) {
        return new Schedule.Daily("webhooks.purge", LocalTime.of(2, 45), tenant -> {
            var before = clock.instant()
                    .minus(Duration.ofDays(tenant.settings().retention().messages()));
            while (deliveries.purge(tenant.id(), before, BATCH) == BATCH) {
                // batch by batch, so that no statement holds many locks at once
            }
        });
    }
}
