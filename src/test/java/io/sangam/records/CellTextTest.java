package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+49 30 123456",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "＝1+1",
                "＋1",
                "－1",
                "＠x",
                " =1",
                "\u200B=1",
                "\uFEFF@x",
                "'=1",
                "''+1",
                "\n=1"
            })
    void disarmsWhatASpreadsheetWouldRun(String text) {
        assertThat(CellText.neutral(text)).isEqualTo("'" + text);
        assertThat(CellText.original(CellText.neutral(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Asha", "O'Neil", "'tis", "a=b", "007", "1-2", "••••3210", "\"quoted\"", "अ"})
    void leavesEverythingElseAlone(String text) {
        assertThat(CellText.neutral(text)).isEqualTo(text);
        assertThat(CellText.original(text)).isEqualTo(text);
    }

    @Test
    void isReversibleForAnyText() {
        var alphabet = "='+-@\t\r\n ＝a\u200B\"1".toCharArray();
        var random = new Random(17);
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(6); length > 0; length--) {
                text.append(alphabet[random.nextInt(alphabet.length)]);
            }
            assertThat(CellText.original(CellText.neutral(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Test
    void keepsListsOfWordsApart() {
        for (var words : List.of(
                List.of("hot"),
                List.of("hot", "needs a call"),
                List.of("a, b"),
                List.of("a, b", "c"),
                List.of("semi;colon", "back\\slash"))) {
            assertThat(TagList.split(TagList.join(words))).isEqualTo(words);
        }
        assertThat(TagList.split("red, green,,blue ")).containsExactly("red", "green", "blue");
    }
}
