package io.sangam.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sangam.assignment.ShiftWeek.Shift;
import io.sangam.kernel.SangamException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftWeekTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    /// Monday by day, Tuesday to its end, and in the nights after Friday, Saturday and Sunday.
    private static final ShiftWeek WEEK = new ShiftWeek(
            new Shift("09:00", "17:30"),
            new Shift("18:00", "24:00"),
            null,
            null,
            new Shift("22:00", "06:00"),
            new Shift("22:00", "06:00"),
            new Shift("22:00", "06:00"));

    @ParameterizedTest
    @CsvSource({
        // Monday 5 January 2026
        "2026-01-05T08:59, false",
        "2026-01-05T09:00, true",
        "2026-01-05T17:29, true",
        "2026-01-05T17:30, false",
        "2026-01-06T23:59, true",
        "2026-01-07T00:00, false",
        "2026-01-07T12:00, false",
        // over midnight, and into a week of its own
        "2026-01-09T21:59, false",
        "2026-01-09T22:00, true",
        "2026-01-10T05:59, true",
        "2026-01-10T06:00, false",
        "2026-01-12T05:59, true",
        "2026-01-12T06:00, false",
        // the night before had none
        "2026-01-09T03:00, false",
    })
    void isOnFromItsBeginningToItsEnd(String at, boolean on) {
        assertThat(WEEK.isOn(moment(at, KOLKATA), KOLKATA, _ -> false)).isEqualTo(on);
    }

    @Test
    void aNightIsAnHourShorterWhenClocksGoForwardAndLongerWhenTheyGoBack() {
        // 28 to 29 March and 24 to 25 October 2026
        assertThat(hoursOn("2026-03-28T12:00")).isEqualTo(7);
        assertThat(hoursOn("2026-10-24T12:00")).isEqualTo(9);
        assertThat(hoursOn("2026-01-09T12:00")).isEqualTo(8);
    }

    @Test
    void aBeginningThatTheClocksSkipIsTheTimeTheyJumpTo() {
        var early = new ShiftWeek(null, null, null, null, null, null, new Shift("02:30", "05:00"));

        assertThat(early.isOn(moment("2026-03-29T01:59", BERLIN), BERLIN, _ -> false))
                .isFalse();
        assertThat(early.isOn(moment("2026-03-29T03:29", BERLIN), BERLIN, _ -> false))
                .isFalse();
        assertThat(early.isOn(moment("2026-03-29T03:30", BERLIN), BERLIN, _ -> false))
                .isTrue();
    }

    @Test
    void noShiftBeginsOnAHolidayAndWhatBeganBeforeItGoesOn() {
        var saturday = LocalDate.of(2026, 1, 10);

        assertThat(WEEK.isOn(moment("2026-01-10T05:00", KOLKATA), KOLKATA, saturday::equals))
                .isTrue();
        assertThat(WEEK.isOn(moment("2026-01-10T23:00", KOLKATA), KOLKATA, saturday::equals))
                .isFalse();
        assertThat(WEEK.isOn(moment("2026-01-11T03:00", KOLKATA), KOLKATA, saturday::equals))
                .isFalse();
    }

    @Test
    void withoutAnyShiftOneWorksWhenever() {
        assertThat(ShiftWeek.NONE.isOn(moment("2026-01-11T03:00", KOLKATA), KOLKATA, _ -> true))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"09:00,09:00", "24:00,06:00", "9:00,17:00", "09:00,25:00", "morning,evening", "09:60,17:00"})
    void refusesWhatIsNoShift(String from, String to) {
        assertThatThrownBy(() -> new Shift(from, to)).isInstanceOf(SangamException.class);
    }

    /// In the half hours of the day that begins there.
    private static long hoursOn(String start) {
        return IntStream.range(0, 48)
                        .mapToObj(i -> moment(start, BERLIN).plus(Duration.ofMinutes(30L * i)))
                        .filter(at -> WEEK.isOn(at, BERLIN, _ -> false))
                        .count()
                / 2;
    }

    private static Instant moment(String at, ZoneId zone) {
        return LocalDateTime.parse(at).atZone(zone).toInstant();
    }
}
