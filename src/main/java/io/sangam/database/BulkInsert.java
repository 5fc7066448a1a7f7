package io.sangam.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// Puts many rows in with one statement whose text does not depend on their number: each column travels as one array.
/// Good for a few rows already: the text is kept, and PostgreSQL plans one statement instead of one each.
///
/// COPY would be faster still, but PostgreSQL refuses it under row security. A statement with a value per cell costs
/// several times as much to write, to parse and to plan.
public final class BulkInsert {

    private static final int CHUNK = 2_000;
    private static final int MOST_KEPT = 1_000;

    /// What makes the text of a statement what it is.
    private record Shape(String table, List<String> columns, List<String> same, String conflicts) {}

    /// Putting the text together costs more than a few rows do.
    private static final Cache<Shape, String> KEPT =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private static final String IF_MISSING = " on conflict do nothing";

    private record Soon(
            DSLContext db,
            Table<?> table,
            List<? extends Field<?>> columns,
            List<? extends List<? extends @Nullable Object>> rows,
            String conflicts) {}

    private static final Gathered<Soon> SOON = Gathered.untilRead(
            all -> all.forEach(each -> run(each.db, each.table, each.columns, each.rows, Map.of(), each.conflicts)));

    private BulkInsert() {}

    public static void into(
            DSLContext db,
            Table<?> table,
            List<? extends Field<?>> columns,
            List<? extends List<? extends @Nullable Object>> rows) {
        run(db, table, columns, rows, Map.of(), "");
    }

    /// @param same columns that are the same expression in each row, such as the database's own time
    public static void into(
            DSLContext db,
            Table<?> table,
            List<? extends Field<?>> columns,
            List<? extends List<? extends @Nullable Object>> rows,
            Map<Field<?>, String> same) {
        run(db, table, columns, rows, same, "");
    }

    /// Before the next statement of this transaction, with what else is said then.
    public static void soonInto(
            DSLContext db,
            Table<?> table,
            List<? extends Field<?>> columns,
            List<? extends List<? extends @Nullable Object>> rows) {
        SOON.add(new Soon(db, table, columns, rows, ""));
    }

    /// The same, but that rows that break a unique key are left out.
    public static void missingSoonInto(
            DSLContext db,
            Table<?> table,
            List<? extends Field<?>> columns,
            List<? extends List<? extends @Nullable Object>> rows) {
        SOON.add(new Soon(db, table, columns, rows, IF_MISSING));
    }

    /// Rows that break a unique key are left out.
    public static void missingInto(
            DSLContext db,
            Table<?> table,
            List<? extends Field<?>> columns,
            List<? extends List<? extends @Nullable Object>> rows) {
        run(db, table, columns, rows, Map.of(), IF_MISSING);
    }

    private static void run(
            DSLContext db,
            Table<?> table,
            List<? extends Field<?>> columns,
            List<? extends List<? extends @Nullable Object>> rows,
            Map<Field<?>, String> same,
            String conflicts) {
        if (rows.isEmpty()) {
            return;
        }
        var shape = new Shape(
                table.getQualifiedName().toString(),
                columns.stream().map(Field::getName).toList(),
                same.keySet().stream().map(Field::getName).toList(),
                conflicts);
        var sql = KEPT.get(shape, _ -> statement(db, table, columns, same) + conflicts);
        for (var from = 0; from < rows.size(); from += CHUNK) {
            var some = rows.subList(from, Math.min(from + CHUNK, rows.size()));
            StatementBatch.run(db, sql, (statement, first) -> {
                for (var column = 0; column < columns.size(); column++) {
                    var values = texts(columns.get(column), column, some);
                    statement.setArray(first + column, statement.getConnection().createArrayOf("text", values));
                }
                return first + columns.size();
            });
        }
    }

    private static String statement(
            DSLContext db, Table<?> table, List<? extends Field<?>> columns, Map<Field<?>, String> same) {
        var names = Stream.concat(columns.stream(), same.keySet().stream())
                .map(column -> Texts.name(db, column))
                .collect(Collectors.joining(", "));
        var values = Stream.concat(
                        IntStream.range(0, columns.size()).mapToObj(i -> Texts.cast(db, "u.c" + i, columns.get(i))),
                        same.values().stream())
                .collect(Collectors.joining(", "));
        var arrays = columns.stream().map(_ -> "?::text[]").collect(Collectors.joining(", "));
        var aliases = IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return "insert into %s (%s) select %s from unnest(%s) as u (%s)"
                .formatted(db.render(table), names, values, arrays, aliases);
    }

    private static @Nullable String[] texts(
            Field<?> column, int position, List<? extends List<? extends @Nullable Object>> rows) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        for (var i = 0; i < texts.length; i++) {
            texts[i] = Texts.of(column, rows.get(i).get(position));
        }
        return texts;
    }
}
