package io.sangam.sources;

import io.sangam.records.FieldKind;
import io.sangam.records.FieldOption;
import io.sangam.records.FieldSpec;
import io.sangam.records.ObjectType;
import io.sangam.records.TagList;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Picks a lead's fields out of somebody else's JSON.
final class FieldMapping {

    /// Kinds whose values are JSON of another type than text: theirs are handed on as they come.
    private static final Set<FieldKind> TYPED = Set.of(
            FieldKind.MONEY,
            FieldKind.INTEGER,
            FieldKind.NUMBER,
            FieldKind.PERCENT,
            FieldKind.BOOL,
            FieldKind.MULTI_CHOICE,
            FieldKind.TAGS);

    private static final Set<String> YES = Set.of("yes", "true", "on", "1");
    private static final Set<String> NO = Set.of("no", "false", "off", "0");

    private FieldMapping() {}

    /// Fields the payload says nothing about are left out.
    static ObjectNode values(ObjectType type, List<SourceDefinition.MappedField> mappings, JsonNode payload) {
        var values = JsonNodeFactory.instance.objectNode();
        for (var mapping : mappings) {
            var found = mapping.path() == null
                    ? JsonNodeFactory.instance.stringNode(mapping.value() == null ? "" : mapping.value())
                    : at(payload, mapping.path());
            var typed = type.field(mapping.field())
                    .filter(spec -> TYPED.contains(spec.kind()))
                    .isPresent();
            if (found.isValueNode() && !found.isNull() && !typed) {
                var text = found.asString().strip();
                if (!text.isEmpty()) {
                    values.put(mapping.field(), text);
                }
            } else if (!found.isMissingNode() && !found.isNull()) {
                values.set(mapping.field(), found);
            }
        }
        return values;
    }

    /// What people typed into a form, which knows texts only, as the JSON its fields are written by. What it can't read
    /// it hands on, for the field itself to refuse.
    static ObjectNode read(ObjectType type, ObjectNode typed) {
        var values = typed.deepCopy();
        for (var member : typed.properties()) {
            if (member.getValue().isString()) {
                type.field(member.getKey())
                        .ifPresent(spec -> values.set(
                                spec.key(),
                                read(spec, member.getValue().stringValue().strip())));
            }
        }
        return values;
    }

    private static JsonNode read(FieldSpec<?> spec, String text) {
        var nodes = JsonNodeFactory.instance;
        return switch (spec.kind()) {
            case BOOL ->
                YES.contains(text.toLowerCase(Locale.ROOT))
                        ? nodes.booleanNode(true)
                        : NO.contains(text.toLowerCase(Locale.ROOT))
                                ? nodes.booleanNode(false)
                                : nodes.stringNode(text);
            case INTEGER, PERCENT ->
                text.matches("-?\\d{1,9}") ? nodes.numberNode(Integer.valueOf(text)) : nodes.stringNode(text);
            case CHOICE -> nodes.stringNode(option(spec, text));
            case TAGS, MULTI_CHOICE -> {
                var words = nodes.arrayNode();
                TagList.split(text).forEach(word -> words.add(option(spec, word)));
                yield words;
            }
            default -> nodes.stringNode(text);
        };
    }

    private static String option(FieldSpec<?> spec, String text) {
        return spec.options().stream()
                .filter(option -> option.value().equals(text) || option.label().equalsIgnoreCase(text))
                .map(FieldOption::value)
                .findFirst()
                .orElse(text);
    }

    static Optional<String> text(JsonNode payload, @Nullable String path) {
        return Optional.ofNullable(path)
                .map(given -> at(payload, given))
                .filter(node -> node.isValueNode() && !node.isNull())
                .map(node -> node.asString().strip())
                .filter(text -> !text.isEmpty() && text.length() <= 200);
    }

    /// As ISO 8601, or as seconds or milliseconds since 1970.
    static Optional<Instant> instant(JsonNode payload, @Nullable String path) {
        return text(payload, path).flatMap(FieldMapping::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            if (text.matches("\\d{1,10}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(
                    text.matches("\\d{11,13}")
                            ? Instant.ofEpochMilli(Long.parseLong(text))
                            : java.time.OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// `customer.phones.0`
    private static JsonNode at(JsonNode payload, String path) {
        var node = payload;
        for (var step : path.split("\\.", -1)) {
            node = node.isArray() && step.matches("\\d{1,4}") ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node;
    }
}
