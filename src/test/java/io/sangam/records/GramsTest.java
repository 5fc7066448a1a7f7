package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.kernel.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GramsTest {

    private static final TenantId TENANT = TenantId.next();

    @ParameterizedTest
    @CsvSource({
        "kiran, kiran, 3",
        "ki, kiran, 2",
        "kirn, kiran, 1",
        "krian, kiran, 1",
        "kirran, kiran, 1",
        "kixan, kiran, 1",
        "kxxan, kiran, 0",
        "kin, kiran, 0",
        "chakrabrty, chakraborty, 1",
        "chakrbrty, chakraborty, 1",
        "mueler, mueller, 1"
    })
    void judgesHowWellAWordAnswers(String typed, String word, int how) {
        assertThat(Grams.match(typed, word)).isEqualTo(how);
    }

    @ParameterizedTest
    @CsvSource({"kirn, kiran", "krian, kiran", "kirran, kiran", "kixan, kiran", "traderz, traders", "mueler, mueller"})
    void everySlipLeavesAChoiceThatTheEntryHolds(String typed, String word) {
        var entry = Grams.ofWord(TENANT, word);

        assertThat(Grams.choices(TENANT, List.of(typed), true)).anyMatch(entry::containsAll);
        assertThat(Grams.choices(TENANT, List.of(typed), false)).noneMatch(entry::containsAll);
    }

    @Test
    void aPieceOfOneCompanyEqualsNoneOfAnother() {
        assertThat(Grams.ofWord(TENANT, "kiran")).doesNotContainAnyElementsOf(Grams.ofWord(TenantId.next(), "kiran"));
    }

    @Test
    void readsWordsInEveryScriptAndPhoneNumbersInEverySpelling() {
        assertThat(Grams.words("Zoë  Müller-Lüdenscheidt, ಕನ್ನಡ 42")).contains("zoe", "muller", "ludenscheidt", "42");
        assertThat(List.of("+91 98765 43210", "098765-43210", "(98765) 43210", "0091 9876543210"))
                .extracting(Grams::digits)
                .containsExactly("919876543210", "9876543210", "9876543210", "919876543210");
        assertThat(Grams.digits("Room 4321")).isEmpty();
        assertThat(Grams.digits("123")).isEmpty();
    }
}
