package io.sangam.day;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// When somebody looks at his day, on whose clock.
///
/// @param zone the reader's own
/// @param office the company's, which days in records are about
public record DayMoment(Instant now, ZoneId zone, ZoneId office) {

    /// How far ahead the queue looks.
    private static final int AHEAD_DAYS = 7;
    /// A working day has begun by then.
    private static final int MORNING_HOUR = 8;

    /// The day of the company's whose beginning the queue does not reach any more.
    public LocalDate horizon() {
        return officeDay().plusDays(AHEAD_DAYS + 1L);
    }

    public boolean reaches(Instant due) {
        return due.isBefore(horizon().atStartOfDay(office).toInstant());
    }

    /// When a day of the company's is over.
    public Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(office).toInstant();
    }

    public LocalDate officeDay() {
        return LocalDate.ofInstant(now, office);
    }

    /// When the reader begins tomorrow.
    Instant tomorrowMorning() {
        return ownDay().plusDays(1).atTime(MORNING_HOUR, 0).atZone(zone).toInstant();
    }

    DayPart partOf(Instant due) {
        if (due.isBefore(now)) {
            return DayPart.OVERDUE;
        }
        return due.isBefore(ownDay().plusDays(1).atStartOfDay(zone).toInstant()) ? DayPart.TODAY : DayPart.NEXT;
    }

    private LocalDate ownDay() {
        return LocalDate.ofInstant(now, zone);
    }
}
