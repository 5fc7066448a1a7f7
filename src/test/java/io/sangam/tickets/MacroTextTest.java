package io.sangam.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.tickets.MacroText.Variable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MacroTextTest {

    @Test
    void fillsInWhatIsKnownAndLeavesNothingForTheRest() {
        var filled = MacroText.filled(
                "Dear {{ contact }}, {{number}} of {{account}}.",
                Map.of(Variable.CONTACT, "Kiran", Variable.NUMBER, "TKT-2026-00001"));

        assertThat(filled).isEqualTo("Dear Kiran, TKT-2026-00001 of .");
    }

    @Test
    void aValueWithBracesOrDollarsStaysWhatItIs() {
        var filled = MacroText.filled("{{title}}", Map.of(Variable.TITLE, "$1 {{number}} \\ {", Variable.NUMBER, "7"));

        assertThat(filled).isEqualTo("$1 {{number}} \\ {");
    }

    @Test
    void saysWhatThereIsNot() {
        assertThat(MacroText.unknown("{{number}} {{phone}} {{ Contact }} {{}} {single}"))
                .containsExactly("phone", "Contact", "");
        assertThat(MacroText.unknown("No {braces} {{title}}")).isEmpty();
    }
}
