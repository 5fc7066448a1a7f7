package io.sangam.records;

import static java.util.Objects.requireNonNull;

import io.sangam.access.Visibility;
import io.sangam.kernel.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Converter;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The columns of one list for one reader, and how they become values again: id, version and stamp, then each field's
/// own columns or its mask, then what the order needs besides.
final class Selection {

    /// @param row as its reader sees it
    /// @param keys the values it is ordered by
    /// @param stamp which state of the record this is
    record Found(RecordRow row, List<@Nullable Object> keys, long stamp) {}

    private static final int STAMP = 3;

    /// @param column where the field's columns begin, as JDBC counts
    private record Cell(FieldSpec<?> spec, int column, boolean masked) {}

    private final List<Field<?>> columns = new ArrayList<>();
    private final List<String> shape = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private final List<Integer> keys;
    private final List<Column> read;
    private final RecordRow.Names names;

    Selection(ObjectType type, Reader reader, List<FieldSpec<?>> fields, Ordering ordering) {
        var shown = new ArrayList<>(List.of("id", "version"));
        columns.add(type.id());
        columns.add(type.version());
        columns.add(type.stamp());
        for (var spec : fields) {
            var masked = reader.visibility(spec) == Visibility.MASKED;
            shown.add(spec.key());
            cells.add(new Cell(spec, columns.size() + 1, masked));
            if (masked) {
                columns.add(FieldValues.masked(spec));
                shape.add(spec.column().getName() + " masked as " + spec.kind());
            } else {
                columns.addAll(spec.columns());
                spec.columns().forEach(column -> shape.add(column.getName()));
            }
        }
        names = new RecordRow.Names(shown);
        keys = ordering.columns().stream().map(this::position).toList();
        read = columns.stream().map(Column::of).toList();
    }

    private int position(Field<?> column) {
        if (!columns.contains(column)) {
            columns.add(column);
            shape.add(column.getName());
        }
        return columns.indexOf(column) + 1;
    }

    List<Field<?>> columns() {
        return columns;
    }

    /// What is selected behind id, version and stamp: of one table, equal shapes make equal text.
    List<String> shape() {
        return shape;
    }

    Found read(ResultSet row) throws SQLException {
        var values = new ArrayList<@Nullable Object>(cells.size() + 2);
        values.add(stored(row, 1));
        values.add(stored(row, 2));
        for (var cell : cells) {
            values.add(value(cell, row));
        }
        var order = new ArrayList<@Nullable Object>(keys.size());
        for (var key : keys) {
            order.add(stored(row, key));
        }
        return new Found(new RecordRow(names, values), order, row.getLong(STAMP));
    }

    private @Nullable Object value(Cell cell, ResultSet row) throws SQLException {
        var stored = stored(row, cell.column());
        if (stored == null || cell.masked()) {
            return stored;
        }
        var spec = cell.spec();
        return switch (spec.kind()) {
            case MONEY -> Money.ofMinor(((Number) stored).longValue(), companion(cell, row));
            case NUMBER -> FieldValues.number(spec, (Long) stored);
            case TAGS, MULTI_CHOICE -> List.of((String[]) stored);
            case USERS -> FieldValues.users((String[]) stored);
            case REF -> spec.companion() == null ? stored : new RecordRef(companion(cell, row), (UUID) stored);
            default -> stored;
        };
    }

    private static String companion(Cell cell, ResultSet row) throws SQLException {
        return requireNonNull(row.getString(cell.column() + 1));
    }

    private @Nullable Object stored(ResultSet row, int index) throws SQLException {
        var column = read.get(index - 1);
        var value = column.read().from(row, index);
        return value == null ? null : column.converter().from(value);
    }

    /// @param read as the driver gives the value cheapest
    /// @param converter from there to the column's own type
    private record Column(Read read, Converter<Object, Object> converter) {

        @SuppressWarnings("unchecked") // the driver gives what the column's converter takes
        static Column of(Field<?> field) {
            var converter = (Converter<Object, Object>) field.getConverter();
            return new Column(read(converter.fromType()), converter);
        }

        private static Read read(Class<?> type) {
            if (type == String.class) {
                return ResultSet::getString;
            } else if (type == UUID.class) {
                return (row, index) -> row.getObject(index, UUID.class);
            } else if (type == Instant.class) {
                return (row, index) -> {
                    var time = row.getObject(index, OffsetDateTime.class);
                    return time == null ? null : time.toInstant();
                };
            } else if (type == LocalDate.class) {
                return (row, index) -> row.getObject(index, LocalDate.class);
            } else if (type == String[].class) {
                return (row, index) -> {
                    var array = row.getArray(index);
                    return array == null ? null : array.getArray();
                };
            }
            return ResultSet::getObject;
        }
    }

    private interface Read {
        @Nullable
        Object from(ResultSet row, int index) throws SQLException;
    }
}
