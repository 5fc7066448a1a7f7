package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jooq.impl.DSL.field;

import io.sangam.access.Visibility;
import io.sangam.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class FieldValuesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final FieldSpec<String> NAME = FieldSpec.text("name", "Name", field("name", String.class));
    private static final FieldSpec<Long> VALUE =
            FieldSpec.money("value", "Value", field("minor", Long.class), field("currency", String.class));
    private static final FieldSpec<String> PHONE =
            FieldSpec.phone("phone", "Phone", field("phone", String.class), field("phone_key", String.class));
    private static final FieldSpec<String> EMAIL =
            FieldSpec.email("email", "E-mail", field("email", String.class), field("email_norm", String.class));
    private static final FieldSpec<String> KIND =
            FieldSpec.choice("kind", "Kind", field("kind", String.class), FieldOption.of("a", "A"));
    private static final FieldSpec<Integer> CHANCE =
            FieldSpec.percent("chance", "Chance", field("chance", Integer.class));
    private static final FieldSpec<LocalDate> DAY = FieldSpec.date("day", "Day", field("day", LocalDate.class));
    private static final FieldSpec<Instant> TIME = FieldSpec.instant("time", "Time", field("time", Instant.class));
    private static final FieldSpec<String> SITE = FieldSpec.url("site", "Site", field("site", String.class));
    private static final FieldSpec<String[]> TAGS = FieldSpec.tags("tags", "Tags", field("tags", String[].class));

    @Test
    void readsEachKind() throws Exception {
        assertThat(parse(NAME, "\"  Ines Moreau \"")).isEqualTo("Ines Moreau");
        assertThat(parse(VALUE, "{\"amount\":\"1250.5\",\"currency\":\"INR\"}"))
                .isEqualTo(new Money(new BigDecimal("1250.50"), "INR"));
        assertThat(parse(VALUE, "12")).isEqualTo(new Money(new BigDecimal("12.00"), "INR"));
        assertThat(parse(VALUE, "{\"amount\":\"500\",\"currency\":\"JPY\"}"))
                .isEqualTo(new Money(new BigDecimal("500"), "JPY"));
        assertThat(parse(PHONE, "\"098765 43210\"")).isEqualTo("+919876543210");
        assertThat(parse(EMAIL, "\"Ines@Example.com\"")).isEqualTo("Ines@Example.com");
        assertThat(parse(CHANCE, "100")).isEqualTo(100);
        assertThat(parse(DAY, "\"2026-11-30\"")).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(parse(TIME, "\"2026-11-30T09:30:00+05:30\"")).isEqualTo(Instant.parse("2026-11-30T04:00:00Z"));
        assertThat(parse(SITE, "\"https://example.com/a\"")).isEqualTo("https://example.com/a");
        assertThat(parse(TAGS, "[\"vip\",\"vip\",\"export\"]")).isEqualTo(List.of("vip", "export"));
    }

    @Test
    void takesNullAndBlankAsEmpty() throws Exception {
        assertThat(parse(NAME, "null")).isNull();
        assertThat(parse(PHONE, "\"   \"")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name  | 7                       | VALUE_TYPE",
                "name  | \"a\\u0000b\"           | VALUE_CHARACTERS",
                "name  | \"two\\nlines\"         | VALUE_CHARACTERS",
                "value | \"twelve\"              | VALUE_TYPE",
                "value | \"1.234\"               | VALUE_OUT_OF_RANGE",
                "value | \"99999999999999999999\"| VALUE_OUT_OF_RANGE",
                "value | {\"amount\":\"1\",\"currency\":\"XYZ\"} | CURRENCY_INVALID",
                "phone | \"12345\"               | PHONE_INVALID",
                "email | \"ines at example\"     | EMAIL_INVALID",
                "kind  | \"b\"                   | VALUE_NOT_AN_OPTION",
                "chance| 101                     | VALUE_OUT_OF_RANGE",
                "chance| 1.5                     | VALUE_TYPE",
                "day   | \"30.11.2026\"          | VALUE_TYPE",
                "time  | \"2026-11-30T09:30\"    | VALUE_TYPE",
                "site  | \"javascript:alert(1)\" | URL_INVALID",
                "tags  | \"vip\"                 | VALUE_TYPE"
            })
    void refusesWhatBreaksTheKind(String field, String text, String code) {
        var spec = List.of(NAME, VALUE, PHONE, EMAIL, KIND, CHANCE, DAY, TIME, SITE, TAGS).stream()
                .filter(each -> each.key().equals(field))
                .findFirst()
                .orElseThrow();

        assertThatExceptionOfType(FieldValues.Refused.class)
                .isThrownBy(() -> parse(spec, text))
                .returns(code, FieldValues.Refused::code);
    }

    @Test
    void refusesTextsThatAreTooLong() {
        assertThatExceptionOfType(FieldValues.Refused.class)
                .isThrownBy(() -> parse(NAME, JSON.writeValueAsString("x".repeat(201))))
                .returns("VALUE_TOO_LONG", FieldValues.Refused::code);
    }

    @Test
    void bindsWhatMatchesBesideWhatShows() {
        var row = new HashMap<Field<?>, @Nullable Object>();

        FieldValues.bind(PHONE, "+919876543210", row);
        FieldValues.bind(EMAIL, "Ines@Example.com", row);
        FieldValues.bind(VALUE, new Money(new BigDecimal("12.34"), "INR"), row);

        assertThat(row)
                .containsEntry(field("phone_key", String.class), "9876543210")
                .containsEntry(field("email_norm", String.class), "ines@example.com")
                .containsEntry(field("minor", Long.class), 1234L)
                .containsEntry(field("currency", String.class), "INR");
    }

    @Test
    void masksAllButTheLastFour() {
        assertThat(FieldValues.masked("+919876543210", Visibility.MASKED)).isEqualTo("••••3210");
        assertThat(FieldValues.masked("1234", Visibility.MASKED)).isEqualTo("••••");
        assertThat(FieldValues.masked(UUID.randomUUID(), Visibility.MASKED)).isEqualTo("••••");
        assertThat(FieldValues.masked("clear", Visibility.CLEAR)).isEqualTo("clear");
    }

    private static @Nullable Object parse(FieldSpec<?> spec, String text) throws FieldValues.Refused {
        return FieldValues.parse(spec, JSON.readTree(text), "IN", "INR");
    }
}
