package io.sangam.records;

import static org.jooq.impl.DSL.field;

import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.WholeText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Jazzer feeds with whatever it comes up with, as the value of every kind of field and as a filter: a value that
/// can be stored, or a documented refusal. See `SheetFuzz`.
public final class ValueFuzz {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final FilterParser FILTERS = new FilterParser(JSON);
    private static final List<FieldSpec<?>> FIELDS = List.of(
            FieldSpec.text("name", "Name", field("name", String.class)),
            FieldSpec.money("value", "Value", field("minor", Long.class), field("currency", String.class)),
            FieldSpec.phone("phone", "Phone", field("phone", String.class), field("phone_key", String.class)),
            FieldSpec.email("email", "E-mail", field("email", String.class), field("email_norm", String.class)),
            FieldSpec.choice("kind", "Kind", field("kind", String.class), FieldOption.of("a", "A")),
            FieldSpec.percent("chance", "Chance", field("chance", Integer.class)),
            FieldSpec.date("day", "Day", field("day", LocalDate.class)),
            FieldSpec.instant("time", "Time", field("time", Instant.class)),
            FieldSpec.url("site", "Site", field("site", String.class)),
            FieldSpec.tags("tags", "Tags", field("tags", String[].class)));

    private ValueFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var text = new String(data, StandardCharsets.UTF_8);
        try {
            FILTERS.parse(text);
        } catch (SangamException refusal) {
            require(refusal.code() == RecordError.FILTER_INVALID, "refused as a filter");
        }
        // as a document, and as the text of one: most inputs are no JSON
        values(JSON.getNodeFactory().stringNode(text));
        try {
            values(JSON.readTree(text));
        } catch (JacksonException malformed) {
            require(malformed.getMessage() != null, "says why");
        }
    }

    private static void values(@Nullable JsonNode node) {
        if (node == null || node.isMissingNode()) {
            return;
        }
        for (var spec : FIELDS) {
            try {
                var value = FieldValues.parse(spec, node, "IN", "INR");
                FieldValues.bind(spec, value, new HashMap<Field<?>, @Nullable Object>());
                require(storable(value), "what was taken can be stored");
                require(FieldValues.plain(value) == null || value != null, "null stays null");
            } catch (FieldValues.Refused refusal) {
                require(refusal.code().matches("[A-Z_]+") && refusal.getMessage() != null, "a refusal with words");
            }
        }
    }

    private static boolean storable(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.indexOf(0) < 0 && WholeText.isWhole(text);
            case Money money -> money.amount().precision() < 30;
            case List<?> list -> list.stream().allMatch(ValueFuzz::storable);
            case Integer _, Boolean _, LocalDate _, Instant _, UUID _ -> true;
            default -> false;
        };
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
