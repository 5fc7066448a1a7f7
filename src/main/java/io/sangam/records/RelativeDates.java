package io.sangam.records;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The named periods of the `within` operator, as days of the tenant's calendar; weeks begin on Monday.
final class RelativeDates {

    /// From the first day to before the last; null is open.
    record Days(@Nullable LocalDate from, @Nullable LocalDate before) {}

    private RelativeDates() {}

    static Optional<Days> of(String name, LocalDate today) {
        var monday = today.minusDays(today.getDayOfWeek().getValue() - 1L);
        var first = today.withDayOfMonth(1);
        return Optional.ofNullable(
                switch (name) {
                    case "today" -> days(today, 1);
                    case "yesterday" -> days(today.minusDays(1), 1);
                    case "tomorrow" -> days(today.plusDays(1), 1);
                    case "thisWeek" -> days(monday, 7);
                    case "lastWeek" -> days(monday.minusWeeks(1), 7);
                    case "nextWeek" -> days(monday.plusWeeks(1), 7);
                    case "thisMonth" -> new Days(first, first.plusMonths(1));
                    case "lastMonth" -> new Days(first.minusMonths(1), first);
                    case "nextMonth" -> new Days(first.plusMonths(1), first.plusMonths(2));
                    case "thisYear" ->
                        new Days(
                                today.with(TemporalAdjusters.firstDayOfYear()),
                                today.with(TemporalAdjusters.firstDayOfNextYear()));
                    case "last7Days" -> days(today.minusDays(6), 7);
                    case "last30Days" -> days(today.minusDays(29), 30);
                    case "next7Days" -> days(today, 7);
                    case "past" -> new Days(null, today);
                    case "later" -> new Days(today.plusDays(1), null);
                    case "future" -> new Days(today.plusDays(1), null);
                    default -> null;
                });
    }

    private static Days days(LocalDate from, int count) {
        return new Days(from, from.plusDays(count));
    }
}
