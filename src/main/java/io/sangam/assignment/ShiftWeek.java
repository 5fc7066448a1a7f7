package io.sangam.assignment;

import io.sangam.kernel.SangamException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When somebody works, week after week, by the clocks of his own time zone. Null: not on that day; without any shift
/// he works whenever.
public record ShiftWeek(
        @Nullable Shift monday,
        @Nullable Shift tuesday,
        @Nullable Shift wednesday,
        @Nullable Shift thursday,
        @Nullable Shift friday,
        @Nullable Shift saturday,
        @Nullable Shift sunday) {

    static final ShiftWeek NONE = new ShiftWeek(null, null, null, null, null, null, null);

    /// Belongs to the day it begins on.
    ///
    /// @param from `22:00`, a time of that day
    /// @param to `06:00`; not later than `from`, it is a time of the day after; `24:00` is the end of the day
    public record Shift(String from, String to) {

        private static final Pattern FROM = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
        private static final String MIDNIGHT = "24:00";

        public Shift {
            if (!FROM.matcher(from).matches()
                    || !(to.equals(MIDNIGHT) || FROM.matcher(to).matches())) {
                throw SangamException.invalid(
                        "week", "HOURS_INVALID", "A shift runs from one time to another, as 09:00 to 18:00");
            }
            if (from.equals(to)) {
                throw SangamException.invalid(
                        "week", "HOURS_INVALID", "A shift has a beginning and an end; they differ");
            }
        }

        /// @param day on which it begins
        private boolean covers(Instant at, LocalDate day, ZoneId zone) {
            var ends = to.equals(MIDNIGHT)
                    ? day.plusDays(1).atStartOfDay(zone).toInstant()
                    : at(to.compareTo(from) > 0 ? day : day.plusDays(1), to, zone);
            return !at.isBefore(at(day, from, zone)) && at.isBefore(ends);
        }

        /// A time that the clocks skip counts as the one they jump to; of one they show twice, the first counts.
        private static Instant at(LocalDate day, String time, ZoneId zone) {
            return day.atTime(LocalTime.parse(time)).atZone(zone).toInstant();
        }
    }

    /// @param holiday the days on which nobody's shift begins
    boolean isOn(Instant at, ZoneId zone, Predicate<LocalDate> holiday) {
        if (isEmpty()) {
            return true;
        }
        var today = LocalDate.ofInstant(at, zone);
        return Stream.of(today, today.minusDays(1))
                .filter(holiday.negate())
                .anyMatch(day -> on(day.getDayOfWeek()) instanceof Shift shift && shift.covers(at, day, zone));
    }

    boolean isEmpty() {
        return Stream.of(DayOfWeek.values()).map(this::on).allMatch(Objects::isNull);
    }

    private @Nullable Shift on(DayOfWeek day) {
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
}
