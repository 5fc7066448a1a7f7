package io.sangam.database;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Columns and values as PostgreSQL reads them.
final class Texts {

    private Texts() {}

    static String name(DSLContext db, Field<?> column) {
        return db.render(DSL.name(column.getName()));
    }

    /// @param text an expression whose value is one of the column's, as text
    static String cast(DSLContext db, String text, Field<?> column) {
        return text + "::" + column.getDataType().getCastTypeName(db.configuration());
    }

    static @Nullable String of(Field<?> column, @Nullable Object value) {
        return switch (stored(column, value)) {
            case null -> null;
            case JSONB json -> json.data();
            case Instant time -> time.toString();
            case Object[] list ->
                Arrays.stream(list)
                        .map(each -> '"' + each.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .collect(Collectors.joining(",", "{", "}"));
            case Object other -> other.toString();
        };
    }

    @SuppressWarnings("unchecked") // values come for the very column whose converter is asked
    private static @Nullable Object stored(Field<?> column, @Nullable Object value) {
        return value == null ? null : ((Field<Object>) column).getConverter().to(value);
    }
}
