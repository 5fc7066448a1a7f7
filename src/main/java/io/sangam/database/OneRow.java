package io.sangam.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// Writes one row without asking for it back, by a statement whose text is kept.
public final class OneRow {

    private static final int MOST_KEPT = 1_000;

    private record Shape(String kind, String table, List<String> columns) {}

    private static final Cache<Shape, String> KEPT =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private OneRow() {}

    public static void insert(DSLContext db, Table<?> table, Map<Field<?>, ? extends @Nullable Object> row) {
        run(
                db,
                "insert",
                table,
                row,
                columns -> "insert into %s (%s) values (%s)"
                        .formatted(
                                db.render(table),
                                columns.stream()
                                        .map(column -> Texts.name(db, column))
                                        .collect(Collectors.joining(", ")),
                                columns.stream()
                                        .map(column -> Texts.cast(db, "?", column))
                                        .collect(Collectors.joining(", "))));
    }

    /// @param key of the row, of which there is one
    public static void update(
            DSLContext db,
            Table<?> table,
            Map<Field<?>, ? extends @Nullable Object> changes,
            Map<Field<?>, ? extends Object> key) {
        var values = new LinkedHashMap<Field<?>, @Nullable Object>(changes);
        values.putAll(key);
        run(
                db,
                "update by " + key.size(),
                table,
                values,
                columns -> "update %s set %s where %s"
                        .formatted(
                                db.render(table),
                                columns.subList(0, changes.size()).stream()
                                        .map(column -> assigned(db, column))
                                        .collect(Collectors.joining(", ")),
                                columns.subList(changes.size(), columns.size()).stream()
                                        .map(column -> assigned(db, column))
                                        .collect(Collectors.joining(" and "))));
    }

    private static void run(
            DSLContext db,
            String kind,
            Table<?> table,
            Map<Field<?>, ? extends @Nullable Object> values,
            Function<List<Field<?>>, String> text) {
        var columns = List.copyOf(values.keySet());
        var shape = new Shape(
                kind,
                table.getQualifiedName().toString(),
                columns.stream().map(Field::getName).toList());
        var sql = KEPT.get(shape, _ -> text.apply(columns));
        StatementBatch.run(db, sql, (statement, first) -> {
            var next = first;
            for (var column : columns) {
                statement.setString(next++, Texts.of(column, values.get(column)));
            }
            return next;
        });
    }

    private static String assigned(DSLContext db, Field<?> column) {
        return Texts.name(db, column) + " = " + Texts.cast(db, "?", column);
    }
}
