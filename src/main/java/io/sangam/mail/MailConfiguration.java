package io.sangam.mail;

import io.sangam.jobs.Schedule;
import io.sangam.kernel.PublicUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    private static final Duration SETTLED_KEPT = Duration.ofDays(30);
    private static final Duration CAUGHT_KEPT = Duration.ofDays(7);

    /// None, where there is neither a mail server nor the catcher.
    @Bean
    @Nullable
    Post post(
            MailSettings settings,
            CatcherGate gate,
            PublicUrl url,
            MailRepository repository,
            TransactionOperations transactions,
            Clock clock) {
        if (settings.hasServer()) {
            if (!url.isConfigured()) {
                throw new IllegalStateException(
                        "A mail server (sangam.mail.host) also needs sangam.url, for the links");
            }
            return new SmtpPost(settings, url.host(), clock);
        }
        return gate.isOpen() ? new Catcher(repository, transactions, clock) : null;
    }

    @Bean
    Schedule purgeMails(MailRepository repository, Clock clock) {
        return new Schedule.Daily("mail.purge", LocalTime.of(2, 25), tenant -> {
            var now = clock.instant();
            repository.purge(tenant.id(), now.minus(SETTLED_KEPT), now.minus(CAUGHT_KEPT));
        });
    }
}
