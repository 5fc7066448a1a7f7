package io.sangam.sso;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Forgets sign-ins that nobody came back from.
@Configuration(proxyBeanMethods = false)
class AttemptPurge {

    @Bean
    Schedule purgeSignInAttempts(ProviderRepository repository, Clock clock) {
        return new Schedule.Daily(
                "sso.purge", LocalTime.of(2, 25), tenant -> repository.forgetAttempts(tenant.id(), clock.instant()));
    }
}
