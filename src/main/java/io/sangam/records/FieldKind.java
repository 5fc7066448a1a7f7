package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/// What a field holds, and with it: how it is read from JSON, compared, shown and edited.
public enum FieldKind {
    TEXT("text", Ops.TEXT),
    LONG_TEXT("longText", List.of("contains", "empty", "notEmpty")),
    CHOICE("choice", Ops.SET),
    MONEY("money", Ops.NUMBER),
    INTEGER("integer", Ops.NUMBER),
    /// Decimals of a fixed number, stored as an integer of its smallest unit.
    NUMBER("number", Ops.NUMBER),
    PERCENT("percent", Ops.NUMBER),
    BOOL("bool", List.of("eq")),
    DATE("date", Ops.TIME),
    INSTANT("instant", Ops.TIME),
    PHONE("phone", List.of("eq", "endsWith", "empty", "notEmpty")),
    EMAIL("email", Ops.TEXT),
    URL("url", Ops.TEXT),
    USER("user", Ops.SET),
    /// Several colleagues, such as those who watch a record.
    USERS("users", Ops.LIST),
    REF("ref", Ops.SET),
    STATUS("status", List.of("eq", "neq", "in", "notIn", "group")),
    MULTI_CHOICE("multiChoice", Ops.LIST),
    TAGS("tags", Ops.LIST);

    private final String key;
    private final List<String> operators;

    FieldKind(String key, List<String> operators) {
        this.key = key;
        this.operators = operators;
    }

    @JsonValue
    public String key() {
        return key;
    }

    /// The filter operators that make sense for this kind.
    public List<String> operators() {
        return operators;
    }

    private static final class Ops {
        static final List<String> TEXT = List.of("contains", "eq", "neq", "startsWith", "in", "empty", "notEmpty");
        static final List<String> SET = List.of("in", "notIn", "eq", "neq", "empty", "notEmpty");
        static final List<String> NUMBER =
                List.of("eq", "neq", "lt", "lte", "gt", "gte", "between", "empty", "notEmpty");
        static final List<String> LIST = List.of("hasAny", "hasAll", "empty", "notEmpty");
        static final List<String> TIME = List.of("within", "on", "before", "after", "between", "empty", "notEmpty");
    }
}
