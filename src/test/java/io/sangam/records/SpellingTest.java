package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

class SpellingTest {

    private static final Filter ONE = new Filter.Test("city", "eq", StringNode.valueOf("Goa"));

    @Test
    void asksNotInWhichOrderASetCame() {
        assertThat(Spelling.of(set("a", "b", "c"))).isEqualTo(Spelling.of(set("c", "a", "b")));
        assertThat(Spelling.of(Map.of("x", set("a", "b"), "y", set())))
                .isEqualTo(Spelling.of(Map.of("y", set(), "x", set("b", "a"))));
        assertThat(Spelling.of(List.of("a", "b"))).isNotEqualTo(Spelling.of(List.of("b", "a")));
    }

    @Test
    void keepsWhatLooksAlikeApart() {
        assertThat(Spelling.of(new Filter.And(List.of(ONE)))).isNotEqualTo(Spelling.of(new Filter.Or(List.of(ONE))));
        assertThat(Spelling.of(List.of("a,1:b"))).isNotEqualTo(Spelling.of(List.of("a", "b")));
        assertThat(Spelling.of(List.of("ab", "c"))).isNotEqualTo(Spelling.of(List.of("a", "bc")));
        assertThat(Spelling.of(Optional.empty())).isNotEqualTo(Spelling.of(Optional.of("")));
        assertThat(Spelling.of(Set.of("a"))).isNotEqualTo(Spelling.of(List.of("a")));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spelling.of(new Object()));
    }

    private static Set<String> set(String... words) {
        return new LinkedHashSet<>(Arrays.asList(words));
    }
}
