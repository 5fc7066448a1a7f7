package io.sangam.jobs;

import io.sangam.kernel.TenantId;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Runs daily schedules for the tenants whose time has come. One tenant's failure does not touch the others; it is
/// tried again with the next look.
@Component
class DailyRuns {

    /// How often is looked, hence how late a run may be.
    static final Duration GRAIN = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(DailyRuns.class);

    private final JobRepository repository;
    private final Tenants tenants;
    private final TransactionOperations transactions;
    private final Clock clock;

    DailyRuns(JobRepository repository, Tenants tenants, TransactionOperations transactions, Clock clock) {
        this.repository = repository;
        this.tenants = tenants;
        this.transactions = transactions;
        this.clock = clock;
    }

    void runDue(Schedule.Daily daily) {
        Map<TenantId, LocalDate> done = lastDays(daily.name());
        @Nullable RuntimeException failure = null;
        for (var tenant : tenants.active()) {
            try {
                TenantScope.run(tenant, () -> runIfDue(daily, tenant, done.getOrDefault(tenant, LocalDate.MIN)));
            } catch (RuntimeException e) {
                log.error("{} failed for tenant {}", daily.name(), tenant, e);
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Map<TenantId, LocalDate> lastDays(String name) {
        return TenantScope.callSystem(() -> {
            var days = transactions.execute(_ -> repository.lastDays(name));
            return days == null ? Map.<TenantId, LocalDate>of() : days;
        });
    }

    private void runIfDue(Schedule.Daily daily, TenantId id, LocalDate lastDay) {
        var tenant = tenants.get(id);
        var now = clock.instant().atZone(tenant.timeZone());
        var latest = now.toLocalTime().isBefore(daily.at()) ? now.toLocalDate().minusDays(1) : now.toLocalDate();
        // A tenant that never had a run has missed none: it begins with today's.
        var missed = lastDay.equals(LocalDate.MIN) ? latest.equals(now.toLocalDate()) : lastDay.isBefore(latest);
        if (missed) {
            transactions.executeWithoutResult(_ -> {
                repository.noteDay(id, daily.name(), latest);
                daily.work().accept(tenant);
            });
        }
    }
}
