package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.kernel.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is taken for one, and what is not.
class LikenessTest {

    @Test
    void findsNamesThatAreNearlyTheSame() {
        assertThat(score("Lotus Traders", "Lotus Traders Pvt. Ltd.")).isEqualTo(100);
        assertThat(score("Lotus Traders", "Lotus Tradrs")).isGreaterThanOrEqualTo(80);
        assertThat(score("Asha Rao", "Rao, Asha")).isEqualTo(100);
        assertThat(score("Café Zoë", "Cafe Zoe")).isEqualTo(100);
    }

    @Test
    void leavesOthersAlone() {
        assertThat(score("Lotus Traders", "Lotus Textiles")).isZero();
        assertThat(score("Asha Rao", "Usha Rao")).isZero();
        assertThat(score("Ltd", "Inc")).isZero();
    }

    @Test
    void weighsWhatStandsBesideTheName() {
        assertThat(score(
                        known("Asha Rao", Map.of(), Map.of("city", "pune")),
                        known("Asha Rao", Map.of(), Map.of("city", "goa"))))
                .isEqualTo(85);
        assertThat(score(
                        known("Lotus Tradrs", Map.of(), Map.of("city", "pune")),
                        known("Lotus Traders", Map.of(), Map.of("city", "goa"))))
                .isZero();
    }

    @Test
    void findsWhatOnlyOneCanHave() {
        var one = known("Lotus", Map.of("website", "lotusexamplecom"), Map.of());
        var other = known("Something else", Map.of("website", "lotusexamplecom"), Map.of());

        var found = Likeness.pairs(List.of(one, other), 10, _ -> {});

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().reasons()).containsExactly("website");
        assertThat(Likeness.plain(FieldKind.URL, "https://www.Lotus.example.com/shop?x=1"))
                .isEqualTo("lotusexamplecom");
    }

    @Test
    void staysQuickWhereAllNamesBeginAlike() {
        var all = new ArrayList<Likeness.Known>();
        for (var i = 0; i < 3_000; i++) {
            all.add(known("Company number %05d".formatted(i * 7), Map.of(), Map.of()));
        }

        assertThat(Likeness.pairs(all, 50, _ -> {})).hasSizeLessThanOrEqualTo(50);
    }

    private static int score(String one, String other) {
        return score(known(one, Map.of(), Map.of()), known(other, Map.of(), Map.of()));
    }

    private static int score(Likeness.Known one, Likeness.Known other) {
        return Likeness.pairs(List.of(one, other), 10, _ -> {}).stream()
                .mapToInt(Likeness.Pair::score)
                .findFirst()
                .orElse(0);
    }

    private static Likeness.Known known(String name, Map<String, String> keys, Map<String, String> near) {
        return new Likeness.Known(Ids.next(), name, keys, near);
    }
}
