package io.sangam.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sangam.kernel.SangamException;
import io.sangam.tenancy.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final List<DayOfWeek> DAILY = List.of(DayOfWeek.values());

    @ParameterizedTest
    @CsvSource({
        "2026-07-01T21:59, 2026-07-01T21:59",
        "2026-07-01T22:00, 2026-07-02T07:00",
        "2026-07-02T00:00, 2026-07-02T07:00",
        "2026-07-02T06:59, 2026-07-02T07:00",
        "2026-07-02T07:00, 2026-07-02T07:00",
    })
    void lastOverMidnightByTheReadersClock(LocalDateTime at, LocalDateTime over) {
        var nights = quiet("22:00", "07:00", DAILY, false);

        for (var zone : List.of(BERLIN, KOLKATA)) {
            assertThat(over(nights, at.atZone(zone).toInstant(), zone))
                    .isEqualTo(over.atZone(zone).toInstant());
        }
    }

    @Test
    void beginOnTheDaysChosenAndMayEndOnAnother() {
        var friday = quiet("22:00", "07:00", List.of(DayOfWeek.FRIDAY), false);

        assertThat(over(friday, berlin("2026-07-04T06:00"), BERLIN)).isEqualTo(berlin("2026-07-04T07:00"));
        assertThat(over(friday, berlin("2026-07-04T23:00"), BERLIN)).isEqualTo(berlin("2026-07-04T23:00"));
        assertThat(over(friday, berlin("2026-07-03T06:00"), BERLIN)).isEqualTo(berlin("2026-07-03T06:00"));
    }

    /// On 29 March 2026 the clocks of Berlin go from 2 to 3, on 25 October from 3 back to 2.
    @Test
    void areAnHourShorterInSpringAndLongerInAutumn() {
        var nights = quiet("22:00", "07:00", DAILY, false);

        var spring = over(nights, berlin("2026-03-28T22:00"), BERLIN);
        assertThat(spring).isEqualTo(Instant.parse("2026-03-29T05:00:00Z"));
        var autumn = over(nights, berlin("2026-10-24T22:00"), BERLIN);
        assertThat(autumn).isEqualTo(Instant.parse("2026-10-25T06:00:00Z"));
    }

    @Test
    void endAtTheTimeTheClocksJumpToWhenTheirsIsSkipped() {
        var night = quiet("22:00", "02:30", DAILY, false);

        assertThat(over(night, berlin("2026-03-28T23:00"), BERLIN)).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void lastOutsideOfficeHoursByTheCompanysClock() {
        var office = quiet(null, null, List.of(), true);

        // Saturday 18:00 in Kolkata: the office opens on Monday at 9
        assertThat(over(office, kolkata("2026-07-04T18:00"), BERLIN)).isEqualTo(kolkata("2026-07-06T09:00"));
        assertThat(over(office, kolkata("2026-07-06T10:00"), BERLIN)).isEqualTo(kolkata("2026-07-06T10:00"));
    }

    @Test
    void followUponEachOther() {
        var both = quiet("08:00", "10:00", DAILY, true);

        assertThat(over(both, kolkata("2026-07-05T12:00"), KOLKATA)).isEqualTo(kolkata("2026-07-06T10:00"));
    }

    @Test
    void thatLeaveNoTimeAtAllEndNevertheless() {
        var closed = quiet("08:00", "19:00", DAILY, true);

        assertThat(over(closed, kolkata("2026-07-05T12:00"), KOLKATA)).isBefore(kolkata("2026-10-01T00:00"));
    }

    @Test
    void areRefusedWhenTheyMakeNoSense() {
        for (var senseless : List.of(
                quiet("22:00", null, DAILY, false),
                quiet(null, null, DAILY, false),
                quiet("24:00", "07:00", DAILY, false),
                quiet("22:00", "07:00", List.of(), false),
                quiet("00:00", "00:00", DAILY, false))) {
            assertThatExceptionOfType(SangamException.class).isThrownBy(senseless::check);
        }
        quiet("00:00", "00:00", List.of(DayOfWeek.SUNDAY), false).check();
        quiet(null, null, List.of(), true).check();
    }

    private static QuietHours quiet(
            @Nullable String from, @Nullable String to, List<DayOfWeek> days, boolean outsideOffice) {
        return new QuietHours(from, to, days, outsideOffice, false);
    }

    private static Instant over(QuietHours quiet, Instant at, ZoneId own) {
        return quiet.over(at, own, WorkCalendar.DEFAULT, KOLKATA);
    }

    private static Instant berlin(String at) {
        return LocalDateTime.parse(at).atZone(BERLIN).toInstant();
    }

    private static Instant kolkata(String at) {
        return LocalDateTime.parse(at).atZone(KOLKATA).toInstant();
    }
}
