package io.sangam.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sangam.kernel.SangamException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /// Monday to Saturday, 9 to 18; Monday 26 January 2026 is a holiday.
    private static final WorkCalendar OFFICE = new WorkCalendar(
            WorkCalendar.DEFAULT.week(), List.of(new WorkCalendar.Holiday(LocalDate.of(2026, 1, 26), "Republic Day")));

    @ParameterizedTest
    @CsvSource({
        // within a day, from before it opens, and from after it has closed
        "2026-01-20T10:00, 2, 2026-01-20T12:00",
        "2026-01-20T06:30, 2, 2026-01-20T11:00",
        "2026-01-20T20:15, 2, 2026-01-21T11:00",
        // over night: one hour today, one tomorrow
        "2026-01-20T17:00, 2, 2026-01-21T10:00",
        "2026-01-20T16:00, 2, 2026-01-20T18:00",
        // over Sunday and the holiday after it
        "2026-01-24T17:30, 2, 2026-01-27T10:30",
        "2026-01-25T11:00, 1, 2026-01-27T10:00",
        // several days at once
        "2026-01-20T09:00, 20, 2026-01-22T11:00",
        "2026-01-20T10:00, 0, 2026-01-20T10:00",
    })
    void countsOnlyOfficeTime(String start, int hours, String expected) {
        assertThat(OFFICE.after(at(start, KOLKATA), Duration.ofHours(hours), KOLKATA))
                .isEqualTo(at(expected, KOLKATA));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-20T10:00, 2026-01-20T12:30, 150",
        // what lies outside of office time counts nothing
        "2026-01-20T06:00, 2026-01-20T09:00, 0",
        "2026-01-20T18:00, 2026-01-21T09:10, 10",
        "2026-01-20T17:00, 2026-01-21T10:00, 120",
        // over Sunday and the holiday after it
        "2026-01-24T17:30, 2026-01-27T10:30, 120",
        "2026-01-20T12:00, 2026-01-20T11:00, 0",
    })
    void tellsHowMuchOfficeTimeLiesBetween(String start, String end, int minutes) {
        assertThat(OFFICE.between(at(start, KOLKATA), at(end, KOLKATA), KOLKATA))
                .isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void countsEveryHourWhenItIsNeverClosed() {
        assertThat(WorkCalendar.ALWAYS.between(at("2026-03-28T12:00", BERLIN), at("2026-03-29T12:00", BERLIN), BERLIN))
                .isEqualTo(Duration.ofHours(23));
    }

    @Test
    void countsHoursThatPassNotHoursOnTheClock() {
        var always = new WorkCalendar.Hours("00:00", "24:00");
        var week = new WorkCalendar(
                new WorkCalendar.Week(always, always, always, always, always, always, always), List.of());

        // On 29 March 2026 the clocks of Berlin jump from 2 to 3, on 25 October they fall back from 3 to 2.
        assertThat(week.after(at("2026-03-28T23:00", BERLIN), Duration.ofHours(6), BERLIN))
                .isEqualTo(at("2026-03-29T06:00", BERLIN));
        assertThat(week.after(at("2026-10-24T23:00", BERLIN), Duration.ofHours(6), BERLIN))
                .isEqualTo(at("2026-10-25T04:00", BERLIN));
    }

    @Test
    void isAroundTheClockWithoutAnyOpenDay() {
        var never = new WorkCalendar(new WorkCalendar.Week(null, null, null, null, null, null, null), List.of());

        assertThat(never.after(at("2026-01-25T22:00", KOLKATA), Duration.ofHours(2), KOLKATA))
                .isEqualTo(at("2026-01-26T00:00", KOLKATA));
        assertThat(never.isOpen(at("2026-01-25T22:00", KOLKATA), KOLKATA)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-20T08:59, false",
        "2026-01-20T09:00, true",
        "2026-01-20T17:59, true",
        "2026-01-20T18:00, false",
        "2026-01-25T12:00, false",
        "2026-01-26T12:00, false",
    })
    void opensAndCloses(String time, boolean open) {
        assertThat(OFFICE.isOpen(at(time, KOLKATA), KOLKATA)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({"18:00, 09:00", "09:00, 09:00", "9:00, 18:00", "09:00, 25:00", "09:60, 18:00"})
    void refusesHoursThatAreNone(String from, String to) {
        assertThatThrownBy(() -> new WorkCalendar.Hours(from, to)).isInstanceOf(SangamException.class);
    }

    private static Instant at(String local, ZoneId zone) {
        return ZonedDateTime.of(java.time.LocalDateTime.parse(local), zone).toInstant();
    }
}
