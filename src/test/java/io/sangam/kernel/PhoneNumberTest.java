package io.sangam.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
}
