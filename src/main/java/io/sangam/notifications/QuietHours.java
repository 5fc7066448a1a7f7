package io.sangam.notifications;

import io.sangam.kernel.SangamException;
import io.sangam.tenancy.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When somebody wants to be left alone: mails wait until it is over, nothing pops up. By his own clock; what the app
/// lists is there all the same.
///
/// @param from `22:00`; null without a part of the day
/// @param to not later than `from`: on the next day
/// @param days on which they begin
/// @param outsideOffice also whenever the company does not work
/// @param urgent whether urgent notices come through
record QuietHours(
        @Nullable String from, @Nullable String to, List<DayOfWeek> days, Boolean outsideOffice, Boolean urgent) {

    static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    /// Hours that follow upon each other without a gap for a month are over all the same.
    private static final int STEPS = 62;

    @SuppressWarnings("ConstantValue") // members absent from JSON arrive as null
    QuietHours {
        days = days == null ? List.of() : Set.copyOf(days).stream().sorted().toList();
        outsideOffice = Boolean.TRUE.equals(outsideOffice);
        urgent = Boolean.TRUE.equals(urgent);
    }

    void check() {
        time("quietHours/from", from);
        time("quietHours/to", to);
        if ((from == null) != (to == null)) {
            throw SangamException.invalid(
                    "quietHours/" + (from == null ? "from" : "to"), "VALUE_REQUIRED", "Give both times, or neither");
        }
        if (from == null && !outsideOffice) {
            throw SangamException.invalid(
                    "quietHours/from", "VALUE_REQUIRED", "Give a time from and to, or choose outside office hours");
        }
        if (from != null && days.isEmpty()) {
            throw SangamException.invalid("quietHours/days", "VALUE_REQUIRED", "Choose at least one day");
        }
        if (from != null && from.equals(to) && days.size() == DayOfWeek.values().length) {
            throw SangamException.invalid(
                    "quietHours/to", "ALWAYS_QUIET", "Quiet hours end at some time; switch the mails off instead");
        }
    }

    private static void time(String field, @Nullable String text) {
        if (text != null && !TIME.matcher(text).matches()) {
            throw SangamException.invalid(field, "VALUE_INVALID", "A time is like 22:00");
        }
    }

    /// The moment they are over; `at` itself when they are not on then.
    ///
    /// @param own the reader's time zone
    Instant over(Instant at, ZoneId own, WorkCalendar office, ZoneId company) {
        var end = at;
        for (var i = 0; i < STEPS; i++) {
            var next = partOfDay(end, own);
            next = outsideOffice ? office.after(next, Duration.ZERO, company) : next;
            if (next.equals(end)) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private Instant partOfDay(Instant at, ZoneId zone) {
        if (from == null || to == null) {
            return at;
        }
        var begins = LocalTime.parse(from);
        var ends = LocalTime.parse(to);
        var today = LocalDate.ofInstant(at, zone);
        // what began yesterday may last until today
        for (var day : List.of(today.minusDays(1), today)) {
            if (days.contains(day.getDayOfWeek())) {
                var last = ends.isAfter(begins) ? day : day.plusDays(1);
                var end = last.atTime(ends).atZone(zone).toInstant();
                if (!at.isBefore(day.atTime(begins).atZone(zone).toInstant()) && at.isBefore(end)) {
                    return end;
                }
            }
        }
        return at;
    }
}
