package io.sangam.records;

import static java.util.Objects.requireNonNull;

import io.sangam.database.Gathered;
import io.sangam.database.OneRow;
import io.sangam.database.TransactionLocal;
import io.sangam.kernel.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The records a transaction makes. Nobody else knows of them yet, so all that becomes of one before a statement may
/// read it is one insert: an enquiry that gets an owner and a first task is written once. What becomes of it later in
/// the same transaction is one update.
@Repository
class NewRecords {

    private final DSLContext db;
    private final Gathered<Row> unsaid = Gathered.firstUntilRead(this::say);
    private final TransactionLocal<Known> known = new TransactionLocal<>(Known::new);
    private final Map<Field<?>, Object> defaults = new ConcurrentHashMap<>();

    NewRecords(DSLContext db) {
        this.db = db;
    }

    /// As it stands at this moment.
    static final class Row {

        private final ObjectType type;
        private final TenantId tenant;
        private final UUID id;
        private final Map<Field<?>, @Nullable Object> values;
        private final Set<Field<?>> changed = new LinkedHashSet<>();
        private boolean stored;
        private boolean waiting = true;

        private Row(ObjectType type, TenantId tenant, UUID id, Map<Field<?>, @Nullable Object> values) {
            this.type = type;
            this.tenant = tenant;
            this.id = id;
            this.values = values;
        }
    }

    private static final class Known {
        private final Map<UUID, Row> rows = new HashMap<>();
        private int otherWrites;
        private @Nullable Row last;
    }

    /// @param columns which of them are asked for
    /// @return the row as the database would give it back
    Record insert(ObjectType type, Map<Field<?>, @Nullable Object> row, Collection<? extends Field<?>> columns) {
        var values = new LinkedHashMap<Field<?>, @Nullable Object>();
        columns.forEach(column -> values.put(column, begins(column)));
        row.forEach((column, value) -> values.put(column, kept(value)));
        var made = new Row(
                type,
                (TenantId) requireNonNull(row.get(type.tenantId())),
                (UUID) requireNonNull(row.get(type.id())),
                values);
        rows().put(made.id, made);
        known.get().last = made;
        unsaid.add(made);
        return shown(made, columns);
    }

    /// Empty when it is none of this transaction's, or something else may have changed it meanwhile: then it has to be
    /// asked for.
    Optional<Row> find(ObjectType type, TenantId tenant, UUID id) {
        return known.find() == null
                ? Optional.empty()
                : Optional.ofNullable(rows().get(id)).filter(row -> row.type.equals(type) && row.tenant.equals(tenant));
    }

    /// The row as the database would give it back; empty when it is no longer at `version`.
    Optional<Record> update(
            Row row, int version, Map<Field<?>, @Nullable Object> changes, Collection<? extends Field<?>> columns) {
        if (!Integer.valueOf(version).equals(row.values.get(row.type.version()))) {
            return Optional.empty();
        }
        change(row, changes);
        return Optional.of(shown(row, columns));
    }

    /// What is no edit: without a version.
    void change(Row row, Map<Field<?>, @Nullable Object> changes) {
        if (!row.equals(known.get().last) && changes.values().stream().anyMatch(UUID.class::isInstance)) {
            // it may refer to what was made after it
            Gathered.beforeStatement();
        }
        changes.forEach((column, value) -> {
            row.values.put(column, kept(value));
            row.changed.add(column);
        });
        if (!row.waiting) {
            row.waiting = true;
            unsaid.add(row);
        }
    }

    static @Nullable Object value(Row row, Field<?> column) {
        return row.values.get(column);
    }

    /// What stands in a column, for a statement that reads no table. A field that was added since the row was made has
    /// no value in it.
    static <T> Field<T> constant(Row row, Field<T> column) {
        return DSL.cast(DSL.val(row.values.get(column), column), column);
    }

    /// What the transaction knows of its own rows, until a statement of another kind may have changed them.
    private Map<UUID, Row> rows() {
        var mine = known.get();
        if (mine.otherWrites != Gathered.otherWrites()) {
            mine.rows.clear();
            mine.otherWrites = Gathered.otherWrites();
        }
        return mine.rows;
    }

    private void say(List<Row> rows) {
        rows.forEach(row -> {
            if (row.stored) {
                var set = new LinkedHashMap<Field<?>, @Nullable Object>();
                row.changed.forEach(column -> set.put(column, row.values.get(column)));
                OneRow.update(
                        db, row.type.table(), set, Map.of(row.type.tenantId(), row.tenant, row.type.id(), row.id));
            } else {
                OneRow.insert(db, row.type.table(), row.values);
            }
            row.stored = true;
            row.waiting = false;
            row.changed.clear();
        });
    }

    private Record shown(Row row, Collection<? extends Field<?>> columns) {
        var record = db.newRecord(columns.toArray(Field<?>[]::new));
        columns.forEach(column -> put(record, column, row.values.get(column)));
        return record;
    }

    @SuppressWarnings("unchecked") // values come for the very column
    private static <T> void put(Record record, Field<T> column, @Nullable Object value) {
        record.set(column, (T) value);
    }

    /// What the database puts in where nothing is said: a constant, or nothing.
    private @Nullable Object begins(Field<?> column) {
        return column.getDataType().defaulted()
                ? defaults.computeIfAbsent(
                        column,
                        each -> requireNonNull(each.getDataType()
                                .convert(db.renderInlined(
                                        requireNonNull(each.getDataType().defaultValue())))))
                : null;
    }

    /// To the microsecond, as PostgreSQL keeps times.
    private static @Nullable Object kept(@Nullable Object value) {
        return value instanceof Instant time ? time.truncatedTo(ChronoUnit.MICROS) : value;
    }
}
