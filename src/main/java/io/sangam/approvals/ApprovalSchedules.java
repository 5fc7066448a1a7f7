package io.sangam.approvals;

import io.sangam.jobs.Schedule;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApprovalSchedules {

    /// Steps are due in days: a minute more does not matter.
    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Bean
    Schedule remindOfApprovals(Overdue overdue, Clock clock) {
        return new Schedule.Every("approvals.overdue", PAUSE, () -> overdue.remind(clock.instant()));
    }
}
