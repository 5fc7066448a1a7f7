package io.sangam.tasks;

import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.TenantSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// When work of a company is late, when it changes hands, and until when whoever gets it has time (R7).
record LateRule(TenantSettings settings, ZoneId zone) {

    static LateRule of(Tenant company) {
        return new LateRule(company.settings(), company.timeZone());
    }

    /// Work changes hands while people are there to take it.
    boolean appliesAt(Instant now) {
        return settings.reassignment().active() && settings.calendar().isOpen(now, zone);
    }

    /// What was due before that is late.
    Instant limit(Instant now) {
        return now.minus(Duration.ofMinutes(settings.reassignment().afterMinutes()));
    }

    /// So many days after the next working time, at the same hour however long the days are; when nobody works then,
    /// as soon as somebody does.
    Instant due(Instant now) {
        var calendar = settings.calendar();
        var later = calendar.nextOpen(now, zone)
                .atZone(zone)
                .plusDays(settings.reassignment().dueDays());
        return calendar.nextOpen(later.toInstant(), zone);
    }
}
