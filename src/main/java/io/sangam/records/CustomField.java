package io.sangam.records;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import io.sangam.access.Sensitivity;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// A field a company added to one of its objects. Bound to a slot of the object's table it is a [FieldSpec] like any
/// other.
///
/// @param key begins with `c_`, so that no field that comes with the product ever meets it
/// @param slot null once it is deleted
/// @param requiredIn the statuses in which it may not be empty
/// @param decimals of a number
record CustomField(
        UUID id,
        String object,
        String key,
        String label,
        CustomKind kind,
        @Nullable String slot,
        String section,
        Sensitivity sensitivity,
        boolean required,
        List<String> requiredIn,
        List<FieldOption> options,
        int decimals,
        int position,
        State state,
        int version) {

    /// An inactive field is hidden and keeps its values; a deleting one waits for them to be cleared.
    enum State {
        ACTIVE,
        INACTIVE,
        DELETING,
        DELETED;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int URL_LENGTH = 500;

    CustomField with(State next, @Nullable String column) {
        return new CustomField(
                id,
                object,
                key,
                label,
                kind,
                column,
                section,
                sensitivity,
                required,
                requiredIn,
                options,
                decimals,
                position,
                next,
                version);
    }

    FieldSpec<?> in(Table<?> table) {
        var column = requireNonNull(slot, key);
        var group = kind.slots();
        var spec = switch (kind) {
            case TEXT ->
                FieldSpec.text(key, label, group.column(table, column, SQLDataType.CLOB))
                        .sortable();
            // an index entry holds 2,700 bytes
            case URL ->
                FieldSpec.url(key, label, group.column(table, column, SQLDataType.CLOB))
                        .maxLength(URL_LENGTH)
                        .sortable();
            case CHOICE ->
                FieldSpec.choice(
                        key, label, group.column(table, column, SQLDataType.CLOB), options.toArray(FieldOption[]::new));
            case MULTI_CHOICE ->
                FieldSpec.multiChoice(key, label, group.column(table, column, SQLDataType.CLOB.array()), options);
            case NUMBER -> FieldSpec.number(key, label, group.column(table, column, SQLDataType.BIGINT), decimals);
            case MONEY ->
                FieldSpec.money(
                        key, label, group.column(table, column, SQLDataType.BIGINT), group.companion(table, column));
            case DATE -> FieldSpec.date(key, label, group.column(table, column, SQLDataType.LOCALDATE));
            case PHONE ->
                FieldSpec.phone(
                        key, label, group.column(table, column, SQLDataType.CLOB), group.companion(table, column));
            case EMAIL ->
                FieldSpec.email(
                        key, label, group.column(table, column, SQLDataType.CLOB), group.companion(table, column));
            case USER -> FieldSpec.user(key, label, group.column(table, column, SlotGroup.USER_ID));
            case BOOL -> FieldSpec.bool(key, label, group.column(table, column, SQLDataType.BOOLEAN));
        };
        var own = spec.custom(Set.copyOf(requiredIn)).in(section).sensitive(sensitivity);
        return required ? own.required() : own;
    }
}
