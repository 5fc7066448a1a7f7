package io.sangam.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.tenancy.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The time that goes for a ticket: in office hours, across zones, holidays and changes of the clocks, with pauses.
class SlaRunTest {

    private static final WorkCalendar OFFICE = new WorkCalendar(
            WorkCalendar.DEFAULT.week(), List.of(new WorkCalendar.Holiday(LocalDate.of(2026, 1, 26), "Republic Day")));

    @ParameterizedTest
    @CsvSource({
        // eight office hours from Tuesday noon end on Wednesday
        "Asia/Kolkata, 2026-01-20T12:00, 8, 2026-01-21T11:00",
        // over Sunday and the holiday behind it
        "Asia/Kolkata, 2026-01-24T16:00, 8, 2026-01-27T15:00",
        "Europe/Berlin, 2026-03-28T17:00, 4, 2026-03-30T12:00",
        "America/New_York, 2026-10-31T17:30, 1, 2026-11-02T09:30",
        // a zone of three quarters of an hour
        "Asia/Kathmandu, 2026-06-01T09:00, 9, 2026-06-01T18:00",
    })
    void isDueInOfficeTime(String zone, String begins, int hours, String due) {
        var time = time(OFFICE, zone);
        var run = SlaRun.from(at(begins, time));

        assertThat(run.reaches(Duration.ofHours(hours), time)).contains(at(due, time));
        assertThat(run.spent(at(due, time), time)).isEqualTo(Duration.ofHours(hours));
    }

    /// The night the clocks change has an hour less or more; the promise has as many as it says.
    @ParameterizedTest
    @CsvSource({
        "2026-03-28T20:00, 12, 2026-03-29T09:00",
        "2026-10-24T20:00, 12, 2026-10-25T07:00",
    })
    void countsHoursThatPassAroundTheClock(String begins, int hours, String due) {
        var time = time(WorkCalendar.ALWAYS, "Europe/Berlin");

        assertThat(SlaRun.from(at(begins, time)).reaches(Duration.ofHours(hours), time))
                .contains(at(due, time));
    }

    @Test
    void standsStillWhileItIsPaused() {
        var time = time(OFFICE, "Asia/Kolkata");
        var target = Duration.ofHours(8);

        // an hour on Tuesday, then three days of waiting for the customer, over a weekend and a holiday
        var paused = SlaRun.from(at("2026-01-20T17:00", time)).stopped(at("2026-01-21T09:00", time), time);
        var again = paused.running(at("2026-01-27T15:00", time));

        assertThat(paused.reaches(target, time)).isEmpty();
        assertThat(paused.spent(at("2026-01-27T15:00", time), time)).isEqualTo(Duration.ofHours(1));
        assertThat(again.reaches(target, time)).contains(at("2026-01-28T13:00", time));
        assertThat(again.running(at("2026-01-28T10:00", time))).isEqualTo(again);
    }

    @Test
    void aPromiseThatIsGoneAlreadyIsDueAtOnce() {
        var time = time(WorkCalendar.ALWAYS, "UTC");
        var spent = SlaRun.from(at("2026-01-20T00:00", time)).stopped(at("2026-01-20T10:00", time), time);
        var again = spent.running(at("2026-01-21T00:00", time));

        assertThat(again.reaches(Duration.ofHours(4), time)).contains(at("2026-01-21T00:00", time));
    }

    /// However often it is stopped, what is spent before the due time adds up to what was promised.
    @Test
    void pausesNeverAddOrLoseTime() {
        var random = new Random(7);
        for (var zone : List.of("Asia/Kolkata", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe")) {
            for (var calendar : List.of(OFFICE, WorkCalendar.ALWAYS)) {
                var time = time(calendar, zone);
                var target = Duration.ofMinutes(60 + random.nextInt(6_000));
                var now = at("2026-03-25T00:00", time).plusSeconds(random.nextInt(200_000));
                var run = SlaRun.from(now);
                for (var i = 0; i < 12; i++) {
                    now = now.plusSeconds(random.nextInt(40_000));
                    run = run.stopped(now, time);
                    if (run.spent().compareTo(target) >= 0) {
                        break;
                    }
                    now = now.plusSeconds(random.nextInt(200_000));
                    run = run.running(now);
                    var due = run.reaches(target, time).orElseThrow();
                    assertThat(run.spent(due, time)).as(zone).isEqualTo(target);
                    assertThat(due).isAfterOrEqualTo(now);
                }
            }
        }
    }

    private static SlaRun.Time time(WorkCalendar calendar, String zone) {
        return new SlaRun.Time(calendar, ZoneId.of(zone));
    }

    private static Instant at(String local, SlaRun.Time time) {
        return LocalDateTime.parse(local).atZone(time.zone()).toInstant();
    }
}
