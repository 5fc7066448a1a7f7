package io.sangam.tickets;

import io.sangam.tenancy.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The time that has gone for a ticket: runs since a moment, and some went before. Both of its clocks read it.
///
/// @param since null while it stands still
/// @param spent before `since`
record SlaRun(@Nullable Instant since, Duration spent) {

    static final int WARNING_PERCENT = 80;

    static SlaRun from(Instant start) {
        return new SlaRun(start, Duration.ZERO);
    }

    /// The time the company counts in.
    record Time(WorkCalendar calendar, ZoneId zone) {}

    SlaRun stopped(Instant now, Time time) {
        return new SlaRun(null, spent(now, time));
    }

    /// Runs on from now; one that runs already goes on as it is.
    SlaRun running(Instant now) {
        return since == null ? new SlaRun(now, spent) : this;
    }

    Duration spent(Instant now, Time time) {
        return since == null ? spent : spent.plus(time.calendar().between(since, now, time.zone()));
    }

    /// When so much will have gone; the moment it began to run when that is gone already. Empty while it stands still.
    Optional<Instant> reaches(Duration goal, Time time) {
        if (since == null) {
            return Optional.empty();
        }
        var left = goal.minus(spent);
        return Optional.of(left.isPositive() ? time.calendar().after(since, left, time.zone()) : since);
    }

    static Duration warning(Duration target) {
        return target.multipliedBy(WARNING_PERCENT).dividedBy(100);
    }
}
