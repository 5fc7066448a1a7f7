package io.sangam.records;

import static io.sangam.records.FilterParser.refused;
import static io.sangam.records.db.Tables.FAVOURITE;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.sangam.kernel.Money;
import io.sangam.kernel.PhoneNumber;
import io.sangam.kernel.UserId;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Turns a [Filter] into SQL for one reader: unknown, hidden and masked fields are refused alike. It judges the rows of
/// the object's table, or one that need not be in it yet.
final class FilterCompiler {

    private static final int MAX_VALUES = 500;
    private static final int MOST_LOOKED_UP = 3;

    private final ObjectType type;
    private final Reader reader;
    private final Instant now;
    private final LocalDate today;
    private final Function<FieldSpec<?>, List<FieldOption>> options;
    private final NewRecords.@Nullable Row row;

    FilterCompiler(ObjectType type, Reader reader, Instant now, Function<FieldSpec<?>, List<FieldOption>> options) {
        this(type, reader, now, reader.dayOf(now), options);
    }

    /// @param now only compared with, so that it may stand for a moment to come
    FilterCompiler(
            ObjectType type,
            Reader reader,
            Instant now,
            LocalDate today,
            Function<FieldSpec<?>, List<FieldOption>> options) {
        this(type, reader, now, today, options, null);
    }

    private FilterCompiler(
            ObjectType type,
            Reader reader,
            Instant now,
            LocalDate today,
            Function<FieldSpec<?>, List<FieldOption>> options,
            NewRecords.@Nullable Row row) {
        this.type = type;
        this.reader = reader;
        this.now = now;
        this.today = today;
        this.options = options;
        this.row = row;
    }

    /// The same for the values of one row, whichever table it is in.
    FilterCompiler of(NewRecords.Row row) {
        return new FilterCompiler(type, reader, now, today, options, row);
    }

    Condition compile(Filter filter) {
        return switch (filter) {
            case Filter.And(var all) -> DSL.and(all.stream().map(this::compile).toList());
            case Filter.Or(var any) when any.isEmpty() -> noCondition();
            case Filter.Or(var any) -> DSL.or(any.stream().map(this::compile).toList());
            case Filter.Test test -> test(test);
        };
    }

    private Condition test(Filter.Test test) {
        switch (test.field()) {
            case "favourite" -> {
                return flag(test, favourite());
            }
            case "mine" -> {
                return flag(
                        test,
                        operand(type.owners().users().getFirst())
                                .eq(reader.actor().user()));
            }
            case "overdue" -> {
                if (type.field("dueAt").isPresent()) {
                    return flag(test, overdue());
                }
            }
            default -> {}
        }
        var spec = reader.clear(type, test.field())
                .filter(FieldSpec::isFilterable)
                .orElseThrow(
                        () -> refused("There is no field " + test.field() + " to filter " + type.plural() + " by"));
        if (!spec.kind().operators().contains(test.op())) {
            throw refused(spec.label() + " can't be compared by " + test.op() + "; it knows "
                    + String.join(", ", spec.kind().operators()));
        }
        return switch (test.op()) {
            case "empty" -> operand(spec.column()).isNull();
            case "notEmpty" -> operand(spec.column()).isNotNull();
            default -> compare(spec, test.op(), test.value());
        };
    }

    private Condition compare(FieldSpec<?> spec, String op, JsonNode value) {
        return switch (spec.kind()) {
            case TEXT, LONG_TEXT, URL, CHOICE -> text(typed(spec.column()), op, value);
            case EMAIL -> text(operand(spec.requiredCompanion()), op, lowerCase(value));
            case STATUS -> op.equals("group") ? statusGroup(spec, value) : text(typed(spec.column()), op, value);
            case PHONE -> phone(spec, op, value);
            case MONEY -> number(typed(spec.column()), op, value, node -> ((Money) parsed(spec, node)).minor());
            case NUMBER -> number(typed(spec.column()), op, value, node -> scaled(parsed(spec, node)));
            case INTEGER, PERCENT -> number(typed(spec.column()), op, value, node -> (Integer) parsed(spec, node));
            case BOOL -> flagged(spec, value);
            case DATE -> date(typed(spec.column()), op, value);
            case INSTANT -> instant(typed(spec.column()), op, value);
            case USER -> set(typed(spec.column()), op, value, this::user);
            case REF -> set(typed(spec.column()), op, value, node -> id(spec, node));
            case USERS ->
                values(typed(spec.column()), op, list(value, node -> user(node).toString()));
            case TAGS, MULTI_CHOICE -> values(typed(spec.column()), op, list(value, FilterCompiler::word));
        };
    }

    private static Condition flag(Filter.Test test, Condition holds) {
        if (!test.op().equals("eq") || !test.value().isBoolean()) {
            throw refused(test.field() + " is compared by eq with true or false");
        }
        return test.value().booleanValue() ? holds : holds.not();
    }

    private Condition favourite() {
        return DSL.exists(selectOne()
                .from(FAVOURITE)
                .where(FAVOURITE.TENANT_ID.eq(reader.tenantId()))
                .and(FAVOURITE.USER_ID.eq(reader.actor().user()))
                .and(FAVOURITE.OBJECT.eq(type.key()))
                .and(FAVOURITE.RECORD_ID.eq(operand(type.id()))));
    }

    /// Due before now and not finished.
    private Condition overdue() {
        var status = type.statusField().orElseThrow();
        var finished = options.apply(status).stream()
                .filter(option -> List.of("done", "won", "lost", "expired").contains(option.group()))
                .map(FieldOption::value)
                .toList();
        return this.<Instant>typed(type.get("dueAt").column())
                .lt(now)
                .and(this.<String>typed(status.column()).notIn(finished));
    }

    private static Condition text(Field<String> column, String op, JsonNode value) {
        return switch (op) {
            case "contains" -> column.containsIgnoreCase(word(value));
            case "startsWith" -> column.startsWithIgnoreCase(word(value));
            case "eq" -> column.eq(word(value));
            case "neq" -> column.isDistinctFrom(word(value));
            case "in" -> oneOf(column, list(value, FilterCompiler::word));
            case "notIn" -> column.isNull().or(column.notIn(list(value, FilterCompiler::word)));
            default -> throw unknown(op);
        };
    }

    private Condition statusGroup(FieldSpec<?> spec, JsonNode value) {
        var groups = value.isArray() ? list(value, FilterCompiler::word) : List.of(word(value));
        var statuses = options.apply(spec).stream()
                .filter(option -> option.group() != null && groups.contains(option.group()))
                .map(FieldOption::value)
                .toList();
        return oneOf(typed(spec.column()), statuses);
    }

    private Condition phone(FieldSpec<?> spec, String op, JsonNode value) {
        var text = word(value);
        return switch (op) {
            case "eq" ->
                PhoneNumber.parse(text, reader.tenant().defaultCountry())
                        .map(number -> this.<String>typed(spec.column()).eq(number.e164()))
                        .orElseThrow(() -> refused(text + " is not a phone number"));
            case "endsWith" -> operand(spec.requiredCompanion()).endsWith(text.replaceAll("\\D", ""));
            default -> throw unknown(op);
        };
    }

    private <T> Condition number(Field<T> column, String op, JsonNode value, Function<JsonNode, T> parse) {
        return switch (op) {
            case "eq" -> column.eq(parse.apply(value));
            case "neq" -> column.isDistinctFrom(parse.apply(value));
            case "lt" -> column.lt(parse.apply(value));
            case "lte" -> column.le(parse.apply(value));
            case "gt" -> column.gt(parse.apply(value));
            case "gte" -> column.ge(parse.apply(value));
            case "between" -> column.between(parse.apply(pair(value, 0)), parse.apply(pair(value, 1)));
            default -> throw unknown(op);
        };
    }

    private Condition date(Field<LocalDate> column, String op, JsonNode value) {
        return switch (op) {
            case "on" -> column.eq(day(value));
            case "before" -> column.lt(day(value));
            case "after" -> column.gt(day(value));
            case "between" -> column.between(day(pair(value, 0)), day(pair(value, 1)));
            case "within" -> {
                var days = named(value);
                yield range(column, days.from(), days.before());
            }
            default -> throw unknown(op);
        };
    }

    /// Days are days of the tenant's calendar; `past` and `future` split at this moment.
    private Condition instant(Field<Instant> column, String op, JsonNode value) {
        return switch (op) {
            case "on" -> range(column, start(day(value)), start(day(value).plusDays(1)));
            case "before" -> column.lt(moment(value));
            case "after" -> column.gt(moment(value));
            case "between" -> range(column, moment(pair(value, 0)), endOf(pair(value, 1)));
            case "within" ->
                switch (word(value)) {
                    case "past" -> column.lt(now);
                    case "future" -> column.gt(now);
                    default -> {
                        var days = named(value);
                        yield range(
                                column,
                                days.from() == null ? null : start(days.from()),
                                days.before() == null ? null : start(days.before()));
                    }
                };
            default -> throw unknown(op);
        };
    }

    private static <T> Condition range(Field<T> column, @Nullable T from, @Nullable T before) {
        var lower = from == null ? noCondition() : column.ge(from);
        return before == null ? lower : lower.and(column.lt(before));
    }

    private RelativeDates.Days named(JsonNode value) {
        return RelativeDates.of(word(value), today).orElseThrow(() -> refused("There is no period " + word(value)));
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(reader.tenant().timeZone()).toInstant();
    }

    /// A day stands for its first moment.
    private Instant moment(JsonNode value) {
        return word(value).length() == 10 ? start(day(value)) : time(value);
    }

    /// A day stands for all of it.
    private Instant endOf(JsonNode value) {
        return word(value).length() == 10 ? start(day(value).plusDays(1)) : time(value);
    }

    private static LocalDate day(JsonNode value) {
        try {
            return inRange(value, LocalDate.parse(word(value)));
        } catch (java.time.DateTimeException _) {
            throw refused(word(value) + " is not a date such as 2026-11-30");
        }
    }

    /// The years both Java and PostgreSQL can calculate with.
    private static LocalDate inRange(JsonNode value, LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9_999) {
            throw refused(word(value) + " lies outside the years 1 to 9999");
        }
        return day;
    }

    private static Instant time(JsonNode value) {
        try {
            var time = java.time.OffsetDateTime.parse(word(value));
            inRange(value, time.toLocalDate());
            return time.toInstant();
        } catch (java.time.DateTimeException _) {
            throw refused(word(value) + " is not a time with its offset, such as 2026-11-30T09:30:00Z");
        }
    }

    private static <T> Condition set(Field<T> column, String op, JsonNode value, Function<JsonNode, T> parse) {
        return switch (op) {
            case "eq" -> column.eq(parse.apply(value));
            case "neq" -> column.isDistinctFrom(parse.apply(value));
            case "in" -> oneOf(column, list(value, parse));
            case "notIn" -> column.isNull().or(column.notIn(list(value, parse)));
            default -> throw unknown(op);
        };
    }

    /// By one value that is a list: by a kept plan PostgreSQL puts a list of values together anew for each row it looks
    /// at.
    private static <T> Condition oneOf(Field<T> column, List<T> values) {
        @SuppressWarnings("unchecked") // of the column's type
        var array = values.toArray((T[]) Array.newInstance(column.getType(), 0));
        return column.eq(DSL.any(array));
    }

    private UserId user(JsonNode value) {
        if (value.isString() && value.stringValue().equals("me")) {
            return reader.actor().user();
        }
        return new UserId(uuid(value));
    }

    private static UUID id(FieldSpec<?> spec, JsonNode value) {
        try {
            return FieldValues.uuid(spec, value);
        } catch (FieldValues.Refused e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static Long scaled(Object number) {
        return ((BigDecimal) number).unscaledValue().longValueExact();
    }

    private Condition values(Field<String[]> list, String op, List<String> words) {
        if (row != null) {
            return given(list, op, words.toArray(String[]::new));
        }
        return switch (op) {
            case "hasAny" -> ListValues.any(type, reader.tenantId(), list, words);
            // the rarest of the first finds the records, the list itself judges them
            case "hasAll" ->
                list.contains(words.toArray(String[]::new))
                        .and(DSL.and(words.stream()
                                .limit(MOST_LOOKED_UP)
                                .map(word -> ListValues.any(type, reader.tenantId(), list, List.of(word)))
                                .toList()));
            default -> throw unknown(op);
        };
    }

    private static Condition given(Field<String[]> list, String op, String[] words) {
        return switch (op) {
            case "hasAny" -> DSL.arrayOverlap(list, DSL.val(words, list));
            case "hasAll" -> list.contains(words);
            default -> throw unknown(op);
        };
    }

    private Object parsed(FieldSpec<?> spec, JsonNode node) {
        try {
            var value = FieldValues.parse(
                    spec,
                    node,
                    reader.tenant().defaultCountry(),
                    reader.tenant().currency());
            if (value == null) {
                throw refused(spec.label() + " needs a value to compare with");
            }
            return value;
        } catch (FieldValues.Refused e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode pair(JsonNode value, int index) {
        if (!value.isArray() || value.size() != 2) {
            throw refused("between takes a list of two values");
        }
        return value.get(index);
    }

    private static <T> List<T> list(JsonNode value, Function<JsonNode, T> parse) {
        if (!value.isArray() || value.size() > MAX_VALUES) {
            throw refused("A list of up to " + MAX_VALUES + " values is needed here");
        }
        var values = new ArrayList<T>();
        value.forEach(node -> values.add(parse.apply(node)));
        return values;
    }

    private static String word(JsonNode value) {
        if (!value.isString()
                || value.stringValue().length() > 1_000
                || value.stringValue().indexOf(0) >= 0) {
            throw refused("A text of up to 1000 characters is needed here");
        }
        return value.stringValue();
    }

    private static JsonNode lowerCase(JsonNode value) {
        var nodes = tools.jackson.databind.node.JsonNodeFactory.instance;
        if (value.isArray()) {
            var lower = nodes.arrayNode();
            value.forEach(node -> lower.add(word(node).toLowerCase(java.util.Locale.ROOT)));
            return lower;
        }
        return nodes.stringNode(word(value).toLowerCase(java.util.Locale.ROOT));
    }

    private static UUID uuid(JsonNode value) {
        try {
            return UUID.fromString(word(value));
        } catch (IllegalArgumentException _) {
            throw refused(word(value) + " is not an id");
        }
    }

    private static io.sangam.kernel.SangamException unknown(String op) {
        return refused("There is no comparison " + op);
    }

    private Condition flagged(FieldSpec<?> spec, JsonNode value) {
        if (!value.isBoolean()) {
            throw refused(spec.label() + " is compared with true or false");
        }
        return this.<Boolean>typed(spec.column()).eq(value.booleanValue());
    }

    /// The kind of a field fixes the Java type of its column; this says so to the compiler.
    @SuppressWarnings("unchecked")
    private <T> Field<T> typed(Field<?> column) {
        return (Field<T>) operand(column);
    }

    private <T> Field<T> operand(Field<T> column) {
        return row == null ? column : NewRecords.constant(row, column);
    }
}
