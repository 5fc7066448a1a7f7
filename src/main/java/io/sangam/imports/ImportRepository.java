package io.sangam.imports;

import static io.sangam.imports.db.Tables.IMPORT;
import static io.sangam.imports.db.Tables.ROW;
import static io.sangam.imports.db.Tables.ROW_KEY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;

import io.sangam.database.BulkInsert;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Record6;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ImportRepository {

    private static final int SAMPLE = 5;
    private static final List<SelectField<?>> PROBLEM = List.of(
            ROW.POSITION,
            ROW.CELLS,
            ROW.STATUS,
            ROW.VERSION,
            ROW.CODE,
            ROW.FIELD,
            ROW.MESSAGE,
            ROW.ERRORS,
            ROW.REPEATS);

    private final DSLContext db;
    private final JsonMapper json;

    ImportRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void insert(TenantId tenant, Import file, String hash, List<List<String>> rows) {
        db.insertInto(IMPORT)
                .set(IMPORT.TENANT_ID, tenant)
                .set(IMPORT.ID, file.id())
                .set(IMPORT.OBJECT, file.object())
                .set(IMPORT.FILE_NAME, file.fileName())
                .set(IMPORT.FILE_HASH, hash)
                .set(IMPORT.COLUMNS, file.columns().toArray(String[]::new))
                .set(IMPORT.MAPPING, stored(file.mapping()))
                .set(IMPORT.OPTIONS, JSONB.valueOf(json.writeValueAsString(file.options())))
                .set(IMPORT.TOTAL, rows.size())
                .set(IMPORT.STATUS, file.status().key())
                .set(IMPORT.CREATED_AT, file.at())
                .set(IMPORT.CREATED_BY, file.by())
                .execute();
        var position = new int[1];
        BulkInsert.into(
                db,
                ROW,
                List.of(ROW.TENANT_ID, ROW.IMPORT, ROW.POSITION, ROW.CELLS),
                rows.stream()
                        .map(cells -> List.<Object>of(tenant, file.id(), ++position[0], cells.toArray(String[]::new)))
                        .toList());
    }

    private static String[] stored(List<@Nullable String> mapping) {
        return mapping.stream().map(field -> field == null ? "" : field).toArray(String[]::new);
    }

    private static List<@Nullable String> mapping(String[] stored) {
        return Arrays.stream(stored)
                .<@Nullable String>map(field -> field.isEmpty() ? null : field)
                .toList();
    }

    Optional<Import> find(TenantId tenant, UUID id) {
        return db.selectFrom(IMPORT)
                .where(IMPORT.TENANT_ID.eq(tenant))
                .and(IMPORT.ID.eq(id))
                .fetchOptional(row -> new Import(
                        row.getId(),
                        row.getObject(),
                        row.getFileName(),
                        List.of(row.getColumns()),
                        mapping(row.getMapping()),
                        json.readValue(row.getOptions().data(), Import.Options.class),
                        Import.Status.of(row.getStatus()),
                        row.getTotal(),
                        counts(tenant, id),
                        sample(tenant, id),
                        row.getCreatedBy(),
                        row.getCreatedAt(),
                        row.getFinishedAt(),
                        importedBefore(tenant, row.getFileHash(), id).orElse(null)));
    }

    private Map<String, Integer> counts(TenantId tenant, UUID id) {
        return db.select(ROW.STATUS, count())
                .from(ROW)
                .where(ROW.TENANT_ID.eq(tenant))
                .and(ROW.IMPORT.eq(id))
                .groupBy(ROW.STATUS)
                .orderBy(ROW.STATUS)
                .fetch()
                .intoMap(row -> row.value1(), row -> row.value2());
    }

    private List<List<String>> sample(TenantId tenant, UUID id) {
        return db.select(ROW.CELLS)
                .from(ROW)
                .where(ROW.TENANT_ID.eq(tenant))
                .and(ROW.IMPORT.eq(id))
                .orderBy(ROW.POSITION)
                .limit(inline(SAMPLE))
                .fetch(row -> List.of(row.value1()));
    }

    private Optional<Instant> importedBefore(TenantId tenant, String hash, UUID id) {
        return db.select(IMPORT.CREATED_AT)
                .from(IMPORT)
                .where(IMPORT.TENANT_ID.eq(tenant))
                .and(IMPORT.FILE_HASH.eq(hash))
                .and(IMPORT.ID.lt(id))
                .and(IMPORT.STATUS.in("done", "running"))
                .orderBy(IMPORT.ID.desc())
                .limit(inline(1))
                .fetchOptional(IMPORT.CREATED_AT);
    }

    List<UUID> of(Actor actor, @Nullable UUID before, int limit) {
        return db.select(IMPORT.ID)
                .from(IMPORT)
                .where(IMPORT.TENANT_ID.eq(actor.tenant()))
                .and(IMPORT.CREATED_BY.eq(actor.user()))
                .and(before == null ? org.jooq.impl.DSL.noCondition() : IMPORT.ID.lt(before))
                .orderBy(IMPORT.ID.desc())
                .limit(inline(limit))
                .fetch(IMPORT.ID);
    }

    /// What a file with these very columns was mapped to last: by anybody of the company.
    Optional<List<@Nullable String>> remembered(TenantId tenant, String object, List<String> columns) {
        return db.select(IMPORT.MAPPING)
                .from(IMPORT)
                .where(IMPORT.TENANT_ID.eq(tenant))
                .and(IMPORT.OBJECT.eq(object))
                .and(IMPORT.COLUMNS.eq(columns.toArray(String[]::new)))
                .and(IMPORT.STATUS.in("done", "running", "undone"))
                .orderBy(IMPORT.ID.desc())
                .limit(inline(1))
                .fetchOptional(row -> mapping(row.value1()));
    }

    /// False when it is in none of the states to come from.
    boolean move(TenantId tenant, UUID id, Set<Import.Status> from, Import.Status to, @Nullable Instant finished) {
        return db.update(IMPORT)
                        .set(IMPORT.STATUS, to.key())
                        .set(IMPORT.FINISHED_AT, finished)
                        .where(IMPORT.TENANT_ID.eq(tenant))
                        .and(IMPORT.ID.eq(id))
                        .and(IMPORT.STATUS.in(
                                from.stream().map(Import.Status::key).toList()))
                        .execute()
                == 1;
    }

    void plan(TenantId tenant, UUID id, List<@Nullable String> mapping, Import.Options options) {
        db.update(IMPORT)
                .set(IMPORT.MAPPING, stored(mapping))
                .set(IMPORT.OPTIONS, JSONB.valueOf(json.writeValueAsString(options)))
                .where(IMPORT.TENANT_ID.eq(tenant))
                .and(IMPORT.ID.eq(id))
                .execute();
        db.deleteFrom(ROW_KEY)
                .where(ROW_KEY.TENANT_ID.eq(tenant))
                .and(ROW_KEY.IMPORT.eq(id))
                .execute();
        db.update(ROW)
                .set(ROW.STATUS, "waiting")
                .setNull(ROW.CODE)
                .setNull(ROW.FIELD)
                .setNull(ROW.MESSAGE)
                .setNull(ROW.ERRORS)
                .setNull(ROW.REPEATS)
                .where(ROW.TENANT_ID.eq(tenant))
                .and(ROW.IMPORT.eq(id))
                .and(ROW.CODE.isDistinctFrom(Mending.LEFT_OUT))
                .execute();
    }

    /// Whether it is there; until the transaction ends nobody moves it on, and nobody else mends it.
    boolean hold(TenantId tenant, UUID id) {
        return db.select(IMPORT.ID)
                .from(IMPORT)
                .where(IMPORT.TENANT_ID.eq(tenant))
                .and(IMPORT.ID.eq(id))
                .forNoKeyUpdate()
                .fetchOptional()
                .isPresent();
    }

    Optional<Import.Row> row(TenantId tenant, UUID id, int position) {
        return db.select(ROW.POSITION, ROW.CELLS, ROW.STATUS, ROW.VERSION, ROW.RECORD_ID, ROW.CHANGE_SET)
                .from(ROW)
                .where(ROW.TENANT_ID.eq(tenant))
                .and(ROW.IMPORT.eq(id))
                .and(ROW.POSITION.eq(position))
                .fetchOptional(ImportRepository::row);
    }

    /// Writes its cells, and lets go of the keys it had.
    void rewrite(TenantId tenant, UUID id, Import.Row row) {
        db.update(ROW)
                .set(ROW.CELLS, row.cells().toArray(String[]::new))
                .set(ROW.VERSION, row.version())
                .where(ROW.TENANT_ID.eq(tenant))
                .and(ROW.IMPORT.eq(id))
                .and(ROW.POSITION.eq(row.position()))
                .execute();
        db.deleteFrom(ROW_KEY)
                .where(ROW_KEY.TENANT_ID.eq(tenant))
                .and(ROW_KEY.IMPORT.eq(id))
                .and(ROW_KEY.POSITION.eq(row.position()))
                .execute();
    }

    /// The rows that are held to repeat this one.
    List<Import.Row> repeating(TenantId tenant, UUID id, int position, int limit) {
        return db.select(ROW.POSITION, ROW.CELLS, ROW.STATUS, ROW.VERSION, ROW.RECORD_ID, ROW.CHANGE_SET)
                .from(ROW)
                .where(ROW.TENANT_ID.eq(tenant))
                .and(ROW.IMPORT.eq(id))
                .and(ROW.REPEATS.eq(position))
                .orderBy(ROW.POSITION)
                .limit(inline(limit))
                .fetch(ImportRepository::row);
    }

    /// They are to be judged again.
    void recheckRepeating(TenantId tenant, UUID id, int position) {
        db.update(ROW)
                .set(ROW.STATUS, "waiting")
                .setNull(ROW.REPEATS)
                .where(ROW.TENANT_ID.eq(tenant))
                .and(ROW.IMPORT.eq(id))
                .and(ROW.REPEATS.eq(position))
                .execute();
    }

    /// Which rows of a file are wanted.
    ///
    /// @param from the first position looked at, in that order: what lies before is settled, and read past again by
    /// no index
    record Wanted(Import.Status during, Collection<String> statuses, int from, boolean lastFirst, int limit) {}

    /// In the order of the file, locked against another process; only while the import is in that state.
    List<Import.Row> next(TenantId tenant, UUID id, Wanted wanted) {
        return rows(
                tenant,
                id,
                wanted,
                wanted.lastFirst() ? ROW.POSITION.le(wanted.from()) : ROW.POSITION.ge(wanted.from()));
    }

    /// The same of one row.
    List<Import.Row> only(TenantId tenant, UUID id, Wanted wanted, int position) {
        return rows(tenant, id, wanted, ROW.POSITION.eq(position));
    }

    private List<Import.Row> rows(TenantId tenant, UUID id, Wanted wanted, Condition position) {
        return db.select(ROW.POSITION, ROW.CELLS, ROW.STATUS, ROW.VERSION, ROW.RECORD_ID, ROW.CHANGE_SET)
                .from(ROW)
                .join(IMPORT)
                .on(IMPORT.TENANT_ID.eq(ROW.TENANT_ID))
                .and(IMPORT.ID.eq(ROW.IMPORT))
                .where(ROW.TENANT_ID.eq(tenant))
                .and(ROW.IMPORT.eq(id))
                .and(position)
                .and(ROW.STATUS.in(wanted.statuses()))
                .and(IMPORT.STATUS.eq(wanted.during().key()))
                .orderBy(wanted.lastFirst() ? ROW.POSITION.desc() : ROW.POSITION.asc())
                .limit(inline(wanted.limit()))
                .forUpdate()
                .of(ROW)
                .skipLocked()
                .fetch(ImportRepository::row);
    }

    private static Import.Row row(Record6<Integer, String[], String, Integer, UUID, UUID> row) {
        return new Import.Row(
                row.value1(), List.of(row.value2()), row.value3(), row.value4(), row.value5(), row.value6());
    }

    void settle(TenantId tenant, UUID id, Collection<Import.Verdict> verdicts) {
        db.execute(
                """
                update imports.row r
                set status = v.status, code = v.code, field = v.field, message = v.message, errors = v.errors::jsonb,
                    repeats = v.repeats, record_id = v.record_id, change_set = v.change_set
                from unnest(
                        ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::uuid[], ?::uuid[])
                    as v (position, status, code, field, message, errors, repeats, record_id, change_set)
                where r.tenant_id = ? and r.import = ? and r.position = v.position
                """,
                verdicts.stream().map(Import.Verdict::position).toArray(Integer[]::new),
                verdicts.stream().map(Import.Verdict::status).toArray(String[]::new),
                verdicts.stream().map(Import.Verdict::code).toArray(String[]::new),
                verdicts.stream().map(Import.Verdict::field).toArray(String[]::new),
                verdicts.stream().map(Import.Verdict::message).toArray(String[]::new),
                verdicts.stream().map(this::stored).toArray(String[]::new),
                verdicts.stream().map(Import.Verdict::repeats).toArray(Integer[]::new),
                verdicts.stream().map(Import.Verdict::record).toArray(UUID[]::new),
                verdicts.stream().map(Import.Verdict::changeSet).toArray(UUID[]::new),
                tenant.value(),
                id);
    }

    private @Nullable String stored(Import.Verdict verdict) {
        return verdict.errors().isEmpty() ? null : json.writeValueAsString(verdict.errors());
    }

    /// Notes of which rows these keys are, unless an earlier row has them, and tells which row has each.
    ///
    /// @param keys in the order of the file
    Map<String, Integer> firstRows(TenantId tenant, UUID id, Map<Integer, Set<String>> keys) {
        var rows = new ArrayList<List<Object>>();
        keys.forEach((position, each) -> each.forEach(key -> rows.add(List.of(tenant, id, key, position))));
        BulkInsert.missingInto(
                db, ROW_KEY, List.of(ROW_KEY.TENANT_ID, ROW_KEY.IMPORT, ROW_KEY.KEY, ROW_KEY.POSITION), rows);
        return db.select(ROW_KEY.KEY, ROW_KEY.POSITION)
                .from(ROW_KEY)
                .where(ROW_KEY.TENANT_ID.eq(tenant))
                .and(ROW_KEY.IMPORT.eq(id))
                .and(ROW_KEY.KEY.eq(any(
                        keys.values().stream().flatMap(Set::stream).distinct().toArray(String[]::new))))
                .fetchMap(ROW_KEY.KEY, ROW_KEY.POSITION);
    }

    List<Import.RowProblem> problems(TenantId tenant, UUID id, Collection<String> statuses, int after, int limit) {
        return db.select(PROBLEM)
                .from(ROW)
                .where(ROW.TENANT_ID.eq(tenant))
                .and(ROW.IMPORT.eq(id))
                .and(ROW.STATUS.in(statuses))
                .and(ROW.POSITION.gt(after))
                .orderBy(ROW.POSITION)
                .limit(inline(limit))
                .fetch(this::problem);
    }

    Import.RowProblem judged(TenantId tenant, UUID id, int position) {
        return db.select(PROBLEM)
                .from(ROW)
                .where(ROW.TENANT_ID.eq(tenant))
                .and(ROW.IMPORT.eq(id))
                .and(ROW.POSITION.eq(position))
                .fetchSingle(this::problem);
    }

    private Import.RowProblem problem(Record row) {
        var errors = row.get(ROW.ERRORS);
        return new Import.RowProblem(
                row.get(ROW.POSITION),
                List.of(row.get(ROW.CELLS)),
                row.get(ROW.STATUS),
                row.get(ROW.VERSION),
                row.get(ROW.CODE),
                row.get(ROW.FIELD),
                row.get(ROW.MESSAGE),
                errors == null ? List.of() : List.of(json.readValue(errors.data(), Import.CellError[].class)),
                row.get(ROW.REPEATS));
    }

    /// Empties the rows a record came from or was changed by, and those that were held against its contacts.
    void erase(TenantId tenant, String object, UUID record, Collection<String> keys) {
        db.execute("""
                update imports.row r
                set cells = array_fill(''::text, array[cardinality(r.cells)]), message = null, errors = null
                from imports.import i
                where r.tenant_id = ? and i.tenant_id = r.tenant_id and i.id = r.import and i.object = ?
                  and (r.record_id = ? or exists (
                      select from imports.row_key k
                      where k.tenant_id = r.tenant_id and k.import = r.import and k.position = r.position
                        and k.key = any (?)))
                """, tenant.value(), object, record, keys.toArray(String[]::new));
        db.deleteFrom(ROW_KEY)
                .where(ROW_KEY.TENANT_ID.eq(tenant))
                .and(ROW_KEY.KEY.eq(any(keys.toArray(String[]::new))))
                .execute();
    }

    /// How many imports it forgot, with their rows.
    int forget(TenantId tenant, Instant before, int limit) {
        var old = db.select(IMPORT.ID)
                .from(IMPORT)
                .where(IMPORT.TENANT_ID.eq(tenant))
                .and(IMPORT.CREATED_AT.lt(before))
                .limit(inline(limit));
        return db.deleteFrom(IMPORT)
                .where(IMPORT.TENANT_ID.eq(tenant))
                .and(IMPORT.ID.in(old))
                .execute();
    }
}
