package io.sangam.tenancy;

import static java.util.Objects.requireNonNull;

import io.sangam.kernel.SangamException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When people work (spec, section 4.1): what "in office time" means for first tasks (R6), reassignment (R7) and
/// service
/// levels. In the tenant's time zone; a week without any open day means around the clock.
///
/// @param holidays days on which nobody works, whatever the week says
public record WorkCalendar(Week week, List<Holiday> holidays) {

    /// Far enough for the longest holidays, near enough to notice a calendar that is closed for good.
    private static final int MAX_DAYS = 3_660;

    public record Holiday(LocalDate date, String name) {}

    /// @param from `09:00`, a time of the day
    /// @param to later than `from`; `24:00` is the end of the day
    public record Hours(String from, String to) {

        private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d|24:00");

        public Hours {
            if (!TIME.matcher(from).matches() || !TIME.matcher(to).matches() || minute(from) >= minute(to)) {
                throw SangamException.invalid(
                        "settings/calendar/week",
                        "HOURS_INVALID",
                        "Hours run from one time to a later one, as 09:00 to 18:00");
            }
        }

        private static int minute(String time) {
            return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
        }

        Instant opens(LocalDate day, ZoneId zone) {
            return at(day, minute(from), zone);
        }

        Instant closes(LocalDate day, ZoneId zone) {
            return at(day, minute(to), zone);
        }

        /// A time that the clocks skip counts as the one they jump to.
        private static Instant at(LocalDate day, int minute, ZoneId zone) {
            return minute == 24 * 60
                    ? day.plusDays(1).atStartOfDay(zone).toInstant()
                    : day.atTime(minute / 60, minute % 60).atZone(zone).toInstant();
        }
    }

    /// Null: closed on that day.
    public record Week(
            @Nullable Hours monday,
            @Nullable Hours tuesday,
            @Nullable Hours wednesday,
            @Nullable Hours thursday,
            @Nullable Hours friday,
            @Nullable Hours saturday,
            @Nullable Hours sunday) {

        @Nullable
        Hours on(DayOfWeek day) {
            return switch (day) {
                case MONDAY -> monday;
                case TUESDAY -> tuesday;
                case WEDNESDAY -> wednesday;
                case THURSDAY -> thursday;
                case FRIDAY -> friday;
                case SATURDAY -> saturday;
                case SUNDAY -> sunday;
            };
        }

        boolean neverOpen() {
            return Stream.of(DayOfWeek.values()).map(this::on).allMatch(Objects::isNull);
        }
    }

    private static final Hours OFFICE = new Hours("09:00", "18:00");

    /// Around the clock: for what is promised by the hour of the day, not of the office.
    public static final WorkCalendar ALWAYS =
            new WorkCalendar(new Week(null, null, null, null, null, null, null), List.of());

    /// Monday to Saturday, 9 to 18.
    public static final WorkCalendar DEFAULT =
            new WorkCalendar(new Week(OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, null), List.of());

    @SuppressWarnings("ConstantValue") // members absent from stored JSON arrive as null
    public WorkCalendar {
        week = week == null ? requireNonNull(DEFAULT).week() : week;
        holidays = holidays == null ? List.of() : List.copyOf(holidays);
    }

    /// The moment by which so much office time has passed since `start`.
    public Instant after(Instant start, Duration work, ZoneId zone) {
        if (week.neverOpen()) {
            return start.plus(work);
        }
        var left = work;
        var day = LocalDate.ofInstant(start, zone);
        for (var i = 0; i < MAX_DAYS; i++, day = day.plusDays(1)) {
            var hours = on(day);
            if (hours == null) {
                continue;
            }
            var opens = hours.opens(day, zone);
            var begins = start.isAfter(opens) ? start : opens;
            var open = Duration.between(begins, hours.closes(day, zone));
            if (open.isPositive()) {
                if (left.compareTo(open) <= 0) {
                    return begins.plus(left);
                }
                left = left.minus(open);
            }
        }
        return start.plus(work);
    }

    /// How much office time lies between two moments; none when the second is not later.
    public Duration between(Instant start, Instant end, ZoneId zone) {
        if (!end.isAfter(start)) {
            return Duration.ZERO;
        }
        if (week.neverOpen()) {
            return Duration.between(start, end);
        }
        var sum = Duration.ZERO;
        var last = LocalDate.ofInstant(end, zone);
        for (var day = LocalDate.ofInstant(start, zone); !day.isAfter(last); day = day.plusDays(1)) {
            var hours = on(day);
            if (hours != null) {
                var opens = hours.opens(day, zone);
                var closes = hours.closes(day, zone);
                var open = Duration.between(start.isAfter(opens) ? start : opens, end.isBefore(closes) ? end : closes);
                sum = open.isPositive() ? sum.plus(open) : sum;
            }
        }
        return sum;
    }

    /// The first moment from `at` on at which people work.
    public Instant nextOpen(Instant at, ZoneId zone) {
        return after(at, Duration.ZERO, zone);
    }

    public boolean isOpen(Instant at, ZoneId zone) {
        var day = LocalDate.ofInstant(at, zone);
        var hours = on(day);
        return week.neverOpen()
                || (hours != null && !at.isBefore(hours.opens(day, zone)) && at.isBefore(hours.closes(day, zone)));
    }

    public boolean isHoliday(LocalDate day) {
        return holidays.stream().anyMatch(holiday -> holiday.date().equals(day));
    }

    private @Nullable Hours on(LocalDate day) {
        return isHoliday(day) ? null : week.on(day.getDayOfWeek());
    }
}
