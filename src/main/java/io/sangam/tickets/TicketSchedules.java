package io.sangam.tickets;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TicketSchedules {

    /// How late a warning may be.
    private static final Duration PAUSE = Duration.ofSeconds(15);

    @Bean
    Schedule watchTicketClocks(Escalations escalations, Clock clock) {
        return new Schedule.Every("tickets.sla", PAUSE, () -> {
            var unused = escalations.send(clock.instant());
        });
    }
}
