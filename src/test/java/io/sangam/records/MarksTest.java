package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            **Call** *today*, ~~not~~ `now`!       | Call today, not now!
            ***Both*** and **bold *both* bold**    | Both and bold both bold
            **bold *both***, *~~all~~*             | bold both, all
            [our terms](https://pier.example/a_b)  | our terms (https://pier.example/a_b)
            (**Ada**) said \\*this\\*          | (Ada) said *this*
            1\\. not a list                      | 1. not a list
            """)
    void areTakenAway(String written, String plain) {
        assertThat(Marks.removed(written)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 * 3 * 4",
                "2*3*4",
                "_a_ #1 snake_case",
                "C:\\dir\\.git",
                "- one\n- two\n\n> said",
                "[x](javascript:alert(1))",
                "5* hotel, 4* inn",
                "****"
            })
    void areNotSeenWhereThereAreNone(String text) {
        assertThat(Marks.removed(text)).isEqualTo(text);
    }

    @Test
    void areTakenFromTheLongestRemarkOfNothingElse() {
        for (var sign : new String[] {"*", "**a ", "[", "`", "[a](", "\\", "*a*"}) {
            assertThat(Marks.removed(sign.repeat(10_000 / sign.length()))).isNotNull();
        }
    }
}
