package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sangam.kernel.SangamException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FilterParserTest {

    private final FilterParser parser = new FilterParser(JsonMapper.shared());

    @Test
    void readsNestedGroups() {
        var filter = parser.parse("""
                {"and":[{"field":"status","op":"in","value":["new"]},
                        {"or":[{"field":"city","op":"empty"},{"field":"city","op":"eq","value":"Pune"}]}]}
                """);

        assertThat(filter).isInstanceOfSatisfying(Filter.And.class, and -> {
            assertThat(and.all()).hasSize(2);
            assertThat(and.all().getLast())
                    .isInstanceOfSatisfying(
                            Filter.Or.class,
                            or -> assertThat(or.any())
                                    .hasSize(2)
                                    .first()
                                    .isInstanceOfSatisfying(
                                            Filter.Test.class,
                                            test -> assertThat(test.value().isNull())
                                                    .isTrue()));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{}",
                "{\"field\":\"status\"}",
                "{\"field\":1,\"op\":\"eq\",\"value\":1}",
                "{\"field\":\"a\",\"op\":\"eq\",\"value\":1,\"extra\":true}",
                "{\"and\":{}}",
                "{\"and\":[],\"or\":[]}"
            })
    void refusesWhatIsNoFilter(String text) {
        assertRefused(text);
    }

    @Test
    void refusesMoreThanFourLevels() {
        var leaf = "{\"field\":\"city\",\"op\":\"empty\"}";

        assertThat(parser.parse(nested(leaf, 3))).isNotNull();
        assertRefused(nested(leaf, 4));
    }

    @Test
    void refusesMoreThanFiftyConditions() {
        var leaf = "{\"field\":\"city\",\"op\":\"empty\"}";

        assertThat(parser.parse(group(leaf, 50))).isNotNull();
        assertRefused(group(leaf, 51));
    }

    private void assertRefused(String text) {
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> parser.parse(text))
                .returns(RecordError.FILTER_INVALID, SangamException::code);
    }

    private static String nested(String leaf, int groups) {
        return "{\"and\":[".repeat(groups) + leaf + "]}".repeat(groups);
    }

    private static String group(String leaf, int times) {
        return "{\"or\":[" + String.join(",", Collections.nCopies(times, leaf)) + "]}";
    }
}
