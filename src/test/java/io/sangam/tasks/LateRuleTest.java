package io.sangam.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.tenancy.TenantSettings;
import io.sangam.tenancy.TenantSettings.PassingOn;
import io.sangam.tenancy.WorkCalendar;
import io.sangam.tenancy.WorkCalendar.Holiday;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateRuleTest {

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void nothingChangesHandsUnlessTheCompanyWantsIt() {
        var off = new LateRule(TenantSettings.DEFAULTS, KOLKATA);

        assertThat(off.appliesAt(Instant.parse("2026-03-04T06:00:00Z"))).isFalse();
        assertThat(rule(KOLKATA, 1).appliesAt(Instant.parse("2026-03-04T06:00:00Z")))
                .isTrue();
    }

    @Test
    void officeHoursAreThoseOfTheCompanysOwnZone() {
        // nine in the morning there, and a moment before; six in the evening is over
        assertThat(rule(KOLKATA, 1).appliesAt(Instant.parse("2026-03-04T03:30:00Z")))
                .isTrue();
        assertThat(rule(KOLKATA, 1).appliesAt(Instant.parse("2026-03-04T03:29:59Z")))
                .isFalse();
        assertThat(rule(KOLKATA, 1).appliesAt(Instant.parse("2026-03-04T12:30:00Z")))
                .isFalse();
        // the same moment is office time in one and night in the other
        assertThat(rule(NEW_YORK, 1).appliesAt(Instant.parse("2026-03-04T06:00:00Z")))
                .isFalse();
        assertThat(rule(NEW_YORK, 1).appliesAt(Instant.parse("2026-03-04T15:00:00Z")))
                .isTrue();
    }

    @Test
    void nothingChangesHandsOnSundaysAndHolidays() {
        var holiday = rule(KOLKATA, 1, LocalDate.parse("2026-03-04"));

        assertThat(holiday.appliesAt(Instant.parse("2026-03-04T06:00:00Z"))).isFalse();
        assertThat(holiday.appliesAt(Instant.parse("2026-03-05T06:00:00Z"))).isTrue();
        assertThat(holiday.appliesAt(Instant.parse("2026-03-08T06:00:00Z"))).isFalse();
    }

    @Test
    void workIsLateWhenTheCompanysTimeIsOver() {
        assertThat(rule(KOLKATA, 1).limit(Instant.parse("2026-03-04T06:00:00Z")))
                .isEqualTo("2026-03-04T05:30:00Z");
    }

    @Test
    void whoeverGetsItHasUntilTheSameHourOfTheNextDay() {
        assertThat(rule(KOLKATA, 1).due(Instant.parse("2026-03-04T06:00:00Z"))).isEqualTo("2026-03-05T06:00:00Z");
        assertThat(rule(KOLKATA, 3).due(Instant.parse("2026-03-04T06:00:00Z"))).isEqualTo("2026-03-07T06:00:00Z");
        assertThat(rule(KOLKATA, 0).due(Instant.parse("2026-03-04T06:00:00Z"))).isEqualTo("2026-03-04T06:00:00Z");
    }

    @Test
    void whenNobodyWorksThenItIsDueAsSoonAsSomebodyDoes() {
        // Saturday: Sunday is free, so Monday at nine
        assertThat(rule(KOLKATA, 1).due(Instant.parse("2026-03-07T06:00:00Z"))).isEqualTo("2026-03-09T03:30:00Z");
        // and Monday is a holiday
        assertThat(rule(KOLKATA, 1, LocalDate.parse("2026-03-09")).due(Instant.parse("2026-03-07T06:00:00Z")))
                .isEqualTo("2026-03-10T03:30:00Z");
    }

    @Test
    void aDayIsADayHoweverManyHoursItHas() {
        // the clocks go forward on Sunday, 29 March 2026, and back on 25 October
        assertThat(rule(BERLIN, 2).due(Instant.parse("2026-03-28T09:00:00Z"))).isEqualTo("2026-03-30T08:00:00Z");
        assertThat(rule(BERLIN, 2).due(Instant.parse("2026-10-24T08:00:00Z"))).isEqualTo("2026-10-26T09:00:00Z");
        assertThat(rule(BERLIN, 1).appliesAt(Instant.parse("2026-03-27T08:00:00Z")))
                .isTrue();
        assertThat(rule(BERLIN, 1).appliesAt(Instant.parse("2026-03-30T07:00:00Z")))
                .isTrue();
        assertThat(rule(BERLIN, 1).appliesAt(Instant.parse("2026-03-30T06:59:00Z")))
                .isFalse();
    }

    private static LateRule rule(ZoneId zone, int days, LocalDate... holidays) {
        var usual = TenantSettings.DEFAULTS;
        var free = List.of(holidays).stream()
                .map(day -> new Holiday(day, "Holiday"))
                .toList();
        var calendar = new WorkCalendar(usual.calendar().week(), free);
        return new LateRule(Offices.with(usual, new PassingOn(true, 30, days), calendar), zone);
    }
}
