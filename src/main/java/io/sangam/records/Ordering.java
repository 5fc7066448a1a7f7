package io.sangam.records;

import static java.util.Objects.requireNonNull;

import io.sangam.kernel.SangamException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The order of a list, always ended by the id, and the keyset cursor that continues it: no page gets slower than the
/// first.
final class Ordering {

    private static final int MAX_KEYS = 4;

    /// @param split whether records without a value are a list of their own behind the others
    private record Key(Field<Object> column, boolean descending, boolean nullable, boolean split) {

        static Key of(Field<Object> column, boolean descending, boolean split) {
            return new Key(column, descending, column.getDataType().nullable(), split);
        }

        Key filled() {
            return new Key(column, descending, false, false);
        }

        SortField<?> toSql() {
            var order = descending ? column.desc() : column.asc();
            return nullable ? order.nullsLast() : order;
        }

        /// Strictly behind `value` in this order; nothing sorts after empty.
        Condition after(@Nullable Object value) {
            if (value == null) {
                return DSL.falseCondition();
            }
            var behind = descending ? column.lt(value) : column.gt(value);
            return nullable ? behind.or(column.isNull()) : behind;
        }

        Condition same(@Nullable Object value) {
            return value == null ? column.isNull() : column.eq(value);
        }
    }

    /// A stretch of the list that one index gives in order.
    record Part(Condition where, List<SortField<?>> order) {}

    private final String text;
    private final List<Key> keys = new ArrayList<>();

    private Ordering(String text) {
        this.text = text;
    }

    static Ordering of(ObjectType type, List<String> sort, Reader reader) {
        var wanted = sort.isEmpty() ? List.of(type.defaultSort().split(",")) : sort;
        if (wanted.size() > MAX_KEYS) {
            throw new SangamException(RecordError.SORT_INVALID, "A list is sorted by up to " + MAX_KEYS + " fields");
        }
        var ordering = new Ordering(String.join(",", wanted));
        for (var each : wanted) {
            var descending = each.startsWith("-");
            var name = descending ? each.substring(1) : each;
            var spec = reader.clear(type, name)
                    .filter(FieldSpec::isSortable)
                    .orElseThrow(() -> new SangamException(
                            RecordError.SORT_INVALID,
                            "There is no field " + name + " to sort " + type.plural() + " by"));
            ordering.keys.add(Key.of(untyped(requireNonNull(spec.sortColumn())), descending, spec.isCustom()));
        }
        ordering.keys.add(Key.of(untyped(type.id()), ordering.keys.getLast().descending(), false));
        return ordering;
    }

    List<SortField<?>> toSql() {
        return keys.stream().<SortField<?>>map(Key::toSql).toList();
    }

    List<Field<?>> columns() {
        return keys.stream().<Field<?>>map(Key::column).toList();
    }

    /// @param last the values of [#columns] in the last row shown
    String cursorAfter(List<? extends @Nullable Object> last, JsonMapper json) {
        var values = new ArrayList<@Nullable String>();
        values.add(text);
        last.forEach(value -> values.add(value == null ? null : value.toString()));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.writeValueAsString(values).getBytes(StandardCharsets.UTF_8));
    }

    /// The list from a cursor on, to be read one part after the other.
    ///
    /// The index of a company's own field knows only records that have a value; the others follow, ordered by the
    /// rest.
    List<Part> parts(Optional<String> cursor, JsonMapper json) {
        var values = cursor.map(given -> decode(given, json)).orElse(List.of());
        var first = keys.getFirst();
        if (!first.split) {
            return List.of(part(keys, values, DSL.noCondition()));
        }
        var others = keys.subList(1, keys.size());
        var empty = first.column.isNull();
        if (!values.isEmpty() && values.getFirst() == null) {
            return List.of(part(others, values.subList(1, values.size()), empty));
        }
        var filled = new ArrayList<>(keys);
        filled.set(0, first.filled());
        return List.of(part(filled, values, first.column.isNotNull()), part(others, List.of(), empty));
    }

    private static Part part(List<Key> keys, List<? extends @Nullable Object> last, Condition of) {
        return new Part(
                last.isEmpty() ? of : of.and(after(keys, last)),
                keys.stream().<SortField<?>>map(Key::toSql).toList());
    }

    private static Condition after(List<Key> keys, List<? extends @Nullable Object> values) {
        if (uniform(keys)) {
            // one row comparison, which a matching index answers directly
            var columns = DSL.row(keys.stream().map(Key::column).toList());
            var last = DSL.row(values);
            return keys.getFirst().descending() ? columns.lt(last) : columns.gt(last);
        }
        Condition condition = DSL.falseCondition();
        Condition equal = DSL.noCondition();
        for (var i = 0; i < keys.size(); i++) {
            condition = condition.or(equal.and(keys.get(i).after(values.get(i))));
            equal = equal.and(keys.get(i).same(values.get(i)));
        }
        return condition;
    }

    private static boolean uniform(List<Key> keys) {
        var first = keys.getFirst();
        return keys.stream().allMatch(key -> !key.nullable && key.descending() == first.descending());
    }

    private List<@Nullable Object> decode(String cursor, JsonMapper json) {
        try {
            var nodes = json.readTree(Base64.getUrlDecoder().decode(cursor));
            if (!nodes.isArray()
                    || nodes.size() != keys.size() + 1
                    || !nodes.get(0).asString().equals(text)) {
                throw invalid();
            }
            var values = new ArrayList<@Nullable Object>();
            for (var i = 0; i < keys.size(); i++) {
                var node = nodes.get(i + 1);
                values.add(node.isNull() ? null : typed(keys.get(i).column().getType(), node.asString()));
            }
            return values;
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException _) {
            throw invalid();
        }
    }

    private static Object typed(Class<?> type, String value) {
        if (type == Instant.class) {
            return Instant.parse(value);
        } else if (type == LocalDate.class) {
            return LocalDate.parse(value);
        } else if (type == UUID.class) {
            return UUID.fromString(value);
        } else if (type == Integer.class) {
            return Integer.valueOf(value);
        } else if (type == Long.class) {
            return Long.valueOf(value);
        } else if (value.indexOf(0) >= 0) {
            throw invalid();
        }
        return value;
    }

    private static SangamException invalid() {
        return new SangamException(
                RecordError.CURSOR_INVALID, "The cursor does not belong to this list; start again without one");
    }

    @SuppressWarnings("unchecked") // values come from the very column they are compared with
    private static Field<Object> untyped(Field<?> column) {
        return (Field<Object>) column;
    }
}
