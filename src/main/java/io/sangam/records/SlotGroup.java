package io.sangam.records;

import io.sangam.kernel.UserId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The columns every extendable table has for companies' own fields, as `sangam.custom_slots` makes them.
enum SlotGroup {
    TEXT("text", 24, null),
    CONTACT("contact", 6, "_key"),
    NUMBER("number", 12, null),
    MONEY("money", 6, "_currency"),
    DATE("date", 8, null),
    USER("user", 4, null),
    FLAG("flag", 10, null),
    CHOICES("choices", 6, null);

    static final DataType<UserId> USER_ID = SQLDataType.UUID.asConvertedDataType(
            Converter.ofNullable(UUID.class, UserId.class, UserId::new, UserId::value));

    private final String name;
    private final int most;
    private final @Nullable String companion;

    SlotGroup(String name, int most, @Nullable String companion) {
        this.name = name;
        this.most = most;
        this.companion = companion;
    }

    int most() {
        return most;
    }

    /// In the order they are given out: companies share the low ones, and with them their indexes.
    List<String> slots() {
        return IntStream.rangeClosed(1, most)
                .mapToObj(n -> "custom_" + name + "_" + n)
                .toList();
    }

    <T> Field<T> column(Table<?> table, String slot, DataType<T> type) {
        return DSL.field(table.getQualifiedName().append(slot), type);
    }

    Field<String> companion(Table<?> table, String slot) {
        if (companion == null) {
            throw new IllegalStateException(this + " has no companion");
        }
        return column(table, slot + companion, SQLDataType.CLOB);
    }

    /// All stored columns of a slot.
    List<String> columns(String slot) {
        return companion == null ? List.of(slot) : List.of(slot, slot + companion);
    }

    /// Those that lists look values up in.
    List<String> indexed(String slot) {
        return switch (this) {
            case CONTACT -> columns(slot);
            case TEXT, NUMBER, MONEY, DATE, USER, FLAG -> List.of(slot);
            case CHOICES -> List.of();
        };
    }

    static SlotGroup of(String slot) {
        return Stream.of(values())
                .filter(group -> group.slots().contains(slot))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no slot " + slot));
    }
}
