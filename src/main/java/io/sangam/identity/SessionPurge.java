package io.sangam.identity;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Forgets ended sessions after 90 days, and refresh tokens that can't be used any more.
@Configuration(proxyBeanMethods = false)
class SessionPurge {

    private static final Duration KEPT = Duration.ofDays(90);

    @Bean
    Schedule purgeSessions(SessionRepository repository, Clock clock) {
        return new Schedule.Daily("identity.purge", LocalTime.of(2, 15), tenant -> {
            var now = clock.instant();
            repository.purge(tenant.id(), now.minus(KEPT), now);
        });
    }
}
