package io.sangam.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class LettersTest {

    @Test
    void leavesWhatRunsFromTheLeftAlone() {
        assertThat(Letters.drawn("50 users, Straße, नमस्ते")).isEqualTo("50 users, Straße, नमस्ते");
    }

    @Test
    void joinsArabicLettersToTheirNeighbours() {
        // initial, medial, final; then lam and alef as one
        assertThat(Letters.shaped("كتب")).isEqualTo("\uFEDB\uFE98\uFE90");
        assertThat(Letters.shaped("سلام")).isEqualTo("\uFEB3\uFEFC\uFEE1");
        assertThat(Letters.shaped("دار"))
                .as("none of these joins to what follows")
                .isEqualTo("\uFEA9\uFE8D\uFEAD");
        assertThat(Letters.shaped("بَب")).as("a mark parts nobody").isEqualTo("\uFE91\u064E\uFE90");
    }

    @Test
    void everyShapeIsOneOfItsLetter() {
        for (var letter = 0x0621; letter <= 0x064A; letter++) {
            if (letter > 0x063A && letter < 0x0641) {
                continue;
            }
            var text = Character.toString(letter);
            for (var around : new String[] {text, "ب" + text, text + "ب", "ب" + text + "ب"}) {
                assertThat(Normalizer.normalize(Letters.shaped(around), Normalizer.Form.NFKC))
                        .isEqualTo(around);
            }
        }
    }

    @Test
    void turnsWhatRunsFromTheRightAndNotItsNumbers() {
        assertThat(Letters.drawn("שלום (50)")).isEqualTo("(50) םולש");
        assertThat(Letters.runsFromRight("שלום Ltd")).isTrue();
        assertThat(Letters.runsFromRight("Ltd שלום")).isFalse();
    }
}
