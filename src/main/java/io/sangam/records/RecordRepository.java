package io.sangam.records;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;

import io.sangam.database.BulkInsert;
import io.sangam.database.Gathered;
import io.sangam.kernel.TenantId;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The SQL of every described object. Each statement names its tenant; callers add who may see what.
@Repository
class RecordRepository {

    static final int EXACT_COUNT = 10_000;
    private static final int MAX_GROUPS = 200;
    private static final int MAX_NAMESAKES = 5;

    private final DSLContext db;
    private final DSLContext values;
    private final NewRecords fresh;
    private final Kept<Judged, List<Boolean>> judged = new Kept<>();

    RecordRepository(DSLContext db, NewRecords fresh) {
        this.db = db;
        this.values = Gathered.ofValues(db);
        this.fresh = fresh;
    }

    /// Whether a row meets a condition. One without an owner makes the comparison null, which is no.
    static Field<Boolean> holds(Condition condition) {
        return DSL.when(condition, DSL.inline(true)).otherwise(DSL.inline(false));
    }

    /// A page without end, read a batch at a time through a cursor of the server: needs a transaction, and to be
    /// closed.
    ResultSet open(
            ObjectType type, TenantId tenant, Selection selection, Condition where, Ordering ordering, int batch) {
        return db.select(selection.columns())
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(where)
                .orderBy(ordering.toSql())
                .fetchSize(batch)
                .fetchResultSet();
    }

    Optional<Record> find(
            ObjectType type, TenantId tenant, UUID id, Collection<? extends SelectField<?>> columns, Condition where) {
        return db.select(columns)
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(type.id().eq(id))
                .and(where)
                .fetchOptional()
                .map(row -> row);
    }

    /// A record this transaction has made, as far as it knows what became of it.
    Optional<NewRecords.Row> own(ObjectType type, TenantId tenant, UUID id) {
        return fresh.find(type, tenant, id);
    }

    /// What such a record's values are judged by; it is not put in for that. Leads of one campaign are judged by
    /// the same values, and nothing else goes into it: PostgreSQL is asked once.
    List<Boolean> judge(Collection<Field<Boolean>> judgements) {
        var asked = values.select(judgements);
        var question = new Judged(
                asked.getSQL(),
                ReadStatements.binds(asked.getParams().values()).stream()
                        .<@Nullable Object>map(bind -> bind instanceof Object[] array ? Arrays.asList(array) : bind)
                        .toList());
        return judged.of(
                question,
                _ -> Stream.of(asked.fetchSingle().intoArray())
                        .map(Boolean.TRUE::equals)
                        .toList());
    }

    private record Judged(String sql, List<@Nullable Object> values) {}

    List<UUID> ids(ObjectType type, TenantId tenant, Condition where, int limit) {
        return db.select(type.id())
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(where)
                .orderBy(type.id())
                .limit(inline(limit))
                .fetch(type.id());
    }

    boolean exists(ObjectType type, TenantId tenant, UUID id, Condition where) {
        return db.fetchExists(selectOne()
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(type.id().eq(id))
                .and(where));
    }

    int countTo(ObjectType type, TenantId tenant, Condition where, int most) {
        return db.fetchCount(countQuery(type, tenant, where, most));
    }

    Select<?> countQuery(ObjectType type, TenantId tenant, Condition where, int most) {
        return db.select(inline(1))
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(where)
                .limit(inline(most));
    }

    Aggregate.Count count(ObjectType type, TenantId tenant, Condition where) {
        var counted = db.fetchCount(countQuery(type, tenant, where, EXACT_COUNT + 1));
        if (counted <= EXACT_COUNT) {
            return new Aggregate.Count(counted, true);
        }
        var estimate = db.explain(
                selectOne().from(type.table()).where(type.tenantId().eq(tenant)).and(where));
        return new Aggregate.Count(Math.max(counted, Math.round(estimate.rows())), false);
    }

    Result<? extends Record> sums(ObjectType type, TenantId tenant, Condition where, FieldSpec<?> spec) {
        var total = sum(spec.column().coerce(Long.class)).as("total");
        var scope = spec.companion() == null
                ? inline((String) null).as("currency")
                : spec.companion().as("currency");
        var rows = db.select(total, scope)
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(where)
                .and(spec.column().isNotNull());
        return spec.companion() == null
                ? rows.fetch()
                : rows.groupBy(spec.companion()).orderBy(total.desc()).fetch();
    }

    Result<? extends Record> groups(ObjectType type, TenantId tenant, Condition where, FieldSpec<?> spec) {
        return db.select(spec.column().as("value"), DSL.count().as("count"))
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(where)
                .groupBy(spec.column())
                .orderBy(DSL.count().desc())
                .limit(inline(MAX_GROUPS))
                .fetch();
    }

    Map<UUID, String> titles(ObjectType type, TenantId tenant, Collection<UUID> ids, Condition where) {
        var title = field(type.get(type.titleField()).column().getQualifiedName(), String.class);
        return db.select(type.id(), title)
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(type.id().in(ids))
                .and(where)
                .fetchMap(type.id(), title);
    }

    /// Records whose title is just this one, by the column that lists are ordered by.
    List<UUID> titled(ObjectType type, TenantId tenant, String title) {
        var sorted = type.get(type.titleField()).sortColumn();
        return sorted == null
                ? List.of()
                : ids(
                        type,
                        tenant,
                        type.deletedAt()
                                .isNull()
                                .and(sorted.coerce(String.class).eq(title.toLowerCase(Locale.ROOT))),
                        MAX_NAMESAKES);
    }

    /// Two records, locked in one order until the end of the transaction.
    void lock(ObjectType type, TenantId tenant, Collection<UUID> ids) {
        db.select(type.id())
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(type.id().in(ids))
                .orderBy(type.id())
                .forUpdate()
                .fetch();
    }

    /// The row as it is stored, with what the database adds by itself.
    Record insert(ObjectType type, Map<Field<?>, @Nullable Object> row, Collection<? extends Field<?>> columns) {
        return fresh.insert(type, row, columns);
    }

    /// Columns one row leaves out are null in it when another names them.
    void insertAll(ObjectType type, List<Map<Field<?>, @Nullable Object>> rows) {
        var columns = new LinkedHashSet<Field<?>>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        BulkInsert.into(
                db,
                type.table(),
                List.copyOf(columns),
                rows.stream()
                        .map(row ->
                                columns.stream().<@Nullable Object>map(row::get).toList())
                        .toList());
    }

    /// The row as it is stored then; empty when it is no longer at `version`.
    Optional<Record> update(
            ObjectType type,
            TenantId tenant,
            UUID id,
            int version,
            Map<Field<?>, @Nullable Object> changes,
            Collection<? extends Field<?>> columns) {
        var row = new LinkedHashMap<Field<?>, @Nullable Object>(changes);
        row.put(type.version(), version + 1);
        var own = fresh.find(type, tenant, id);
        if (own.isPresent()) {
            return fresh.update(own.get(), version, row, columns);
        }
        return db.update(type.table())
                .set(row)
                .where(type.tenantId().eq(tenant))
                .and(type.id().eq(id))
                .and(type.version().eq(version))
                .returningResult(columns)
                .fetchOptional()
                .map(stored -> stored);
    }
}
