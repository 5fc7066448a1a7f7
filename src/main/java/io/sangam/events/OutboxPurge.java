package io.sangam.events;

import io.sangam.jobs.Schedule;
import io.sangam.tenancy.TenantScope;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class OutboxPurge {

    private static final int BATCH = 10_000;

    @Bean
    Schedule purgeEvents(DeliveryRepository deliveries, EventsSettings settings, TransactionOperations transactions) {
        return new Schedule.Every(
                "events.purge",
                Duration.ofHours(1),
                () -> TenantScope.callSystem(
                        () -> transactions.execute(_ -> deliveries.purge(settings.keep(), BATCH))));
    }
}
