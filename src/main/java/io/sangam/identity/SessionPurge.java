package io.sangam.identity;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Forgets ended sessions and links after 90 days, refresh tokens and challenges that can't be used any more, and
/// security events when the company keeps them no longer.
@Configuration(proxyBeanMethods = false)
class SessionPurge {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int BATCH = 5_000;

    @Bean
    Schedule purgeSessions(
            SessionRepository repository, LinkRepository links, Challenges challenges, SecurityLog log, Clock clock) {
        return new Schedule.Daily("identity.purge", LocalTime.of(2, 15), tenant -> {
            var now = clock.instant();
            repository.purge(tenant.id(), now.minus(KEPT), now);
            links.purge(tenant.id(), now.minus(KEPT));
            challenges.purge(tenant.id(), now);
            var days = tenant.settings().retention().securityEvents();
            while (days > 0 && log.forget(now.minus(Duration.ofDays(days)), BATCH) == BATCH) {
                // batch by batch, so that no statement holds many locks at once
            }
        });
    }
}
