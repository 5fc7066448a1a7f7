package io.sangam.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9876543210",
                "09876543210",
                "+91 98765 43210",
                "919876543210",
                "0091 98765-43210",
                "(+91) 98765 43210"
            })
    void readsEverySpellingOfOneNumber(String spelling) {
        assertThat(PhoneNumber.parse(spelling, "IN")).contains(new PhoneNumber("+919876543210"));
    }

    @Test
    void keepsNumbersOfTwoCountriesApart() {
        var indian = PhoneNumber.parse("9876543210", "IN").orElseThrow();
        var british = PhoneNumber.parse("+44 7700 900123", "IN").orElseThrow();

        assertThat(indian.matchKey()).isEqualTo("9876543210");
        assertThat(british.matchKey()).isEqualTo("7700900123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "hello", "+91", "99999999999999999999", "+1 23"})
    void refusesWhatCanBeNoNumber(String text) {
        assertThat(PhoneNumber.parse(text, "IN")).isEmpty();
    }

    @Test
    void tellsWhereItRings() {
        var summer = Instant.parse("2026-07-01T12:00:00Z");

        assertThat(offset("+919876500001", summer)).contains(ZoneOffset.ofHoursMinutes(5, 30));
        assertThat(offset("+12565550142", summer)).as("Alabama").contains(ZoneOffset.ofHours(-5));
        assertThat(offset("+12565550142", Instant.parse("2026-12-01T12:00:00Z")))
                .contains(ZoneOffset.ofHours(-6));
        assertThat(offset("+447700900123", summer))
                .as("several zones, one time")
                .contains(ZoneOffset.ofHours(1));
        assertThat(offset("+18005550142", summer)).as("anywhere").isEmpty();
        assertThat(offset("+99900000000000", summer)).as("no country").isEmpty();
    }

    private static Optional<ZoneOffset> offset(String e164, Instant moment) {
        return new PhoneNumber(e164).zone(moment).map(zone -> zone.getRules().getOffset(moment));
    }
}
