package io.sangam.pipelines;

import static io.sangam.pipelines.db.Tables.PIPELINE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.db.tables.records.PipelineRecord;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantCache;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PipelineRepository {

    private static final String LOCK_ONE =
            "select id, version from pipelines.pipeline where tenant_id = {0} and id = {1} for share";
    private static final String LOCK_DEFAULT =
            "select id, version from pipelines.pipeline where tenant_id = {0} and kind = {1} and is_default for share";

    private final DSLContext db;
    private final JsonMapper json;
    /// Every list asks which statuses there are.
    private final TenantCache<Map<String, List<Pipeline>>> pipelines;

    PipelineRepository(DSLContext db, JsonMapper json, PlatformTransactionManager transactions) {
        this.db = db;
        this.json = json;
        this.pipelines = new TenantCache<>(transactions, this::byKind);
    }

    /// The default first, then by age; at most five seconds old.
    List<Pipeline> all(TenantId tenant, String kind) {
        return pipelines.get(tenant).getOrDefault(kind, List.of());
    }

    private Map<String, List<Pipeline>> byKind(TenantId tenant) {
        return db.selectFrom(PIPELINE)
                .where(PIPELINE.TENANT_ID.eq(tenant))
                .orderBy(PIPELINE.IS_DEFAULT.desc(), PIPELINE.ID)
                .fetchGroups(PIPELINE.KIND, this::toPipeline);
    }

    /// At most five seconds old.
    Optional<Pipeline> find(TenantId tenant, UUID id) {
        return known(tenant, id)
                .or(() -> db.selectFrom(PIPELINE)
                        .where(PIPELINE.TENANT_ID.eq(tenant))
                        .and(PIPELINE.ID.eq(id))
                        .fetchOptional(this::toPipeline));
    }

    private Optional<Pipeline> known(TenantId tenant, UUID id) {
        return pipelines.get(tenant).values().stream()
                .flatMap(List::stream)
                .filter(pipeline -> pipeline.id().equals(id))
                .findFirst();
    }

    /// The same, with nobody changing it until the transaction ends.
    Optional<Pipeline> locked(TenantId tenant, UUID id) {
        return known(tenant, db.resultQuery(LOCK_ONE, val(tenant.value()), val(id)));
    }

    Optional<Pipeline> lockedDefault(TenantId tenant, String kind) {
        return known(tenant, db.resultQuery(LOCK_DEFAULT, val(tenant.value()), val(kind)));
    }

    /// Every record that begins or moves asks for one. Its definition is long, and rarely another than the one known.
    private Optional<Pipeline> known(TenantId tenant, ResultQuery<Record> locked) {
        return locked.fetchOptional().flatMap(row -> {
            var id = row.get(0, UUID.class);
            return known(tenant, id)
                    .filter(pipeline -> pipeline.version() == row.get(1, Integer.class))
                    .or(() -> db.selectFrom(PIPELINE)
                            .where(PIPELINE.TENANT_ID.eq(tenant))
                            .and(PIPELINE.ID.eq(id))
                            .fetchOptional(this::toPipeline));
        });
    }

    /// Of those who move records into a status that holds only so many, one counts at a time.
    void lockEntrance(TenantId tenant, UUID pipeline, String status) {
        db.execute(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                tenant + " entrance " + pipeline + " " + status);
    }

    Optional<Pipeline> forUpdate(TenantId tenant, UUID id) {
        return db.selectFrom(PIPELINE)
                .where(PIPELINE.TENANT_ID.eq(tenant))
                .and(PIPELINE.ID.eq(id))
                .forUpdate()
                .fetchOptional(this::toPipeline);
    }

    void insert(TenantId tenant, Pipeline pipeline, UserId by, Instant now) {
        db.insertInto(PIPELINE)
                .set(PIPELINE.TENANT_ID, tenant)
                .set(PIPELINE.ID, pipeline.id())
                .set(PIPELINE.KIND, pipeline.kind())
                .set(PIPELINE.KEY, pipeline.key())
                .set(PIPELINE.NAME, pipeline.name())
                .set(
                        PIPELINE.PRESET,
                        pipeline.preset() == null ? null : pipeline.preset().key())
                .set(PIPELINE.IS_DEFAULT, pipeline.isDefault())
                .set(PIPELINE.DEFINITION, toJson(pipeline.definition()))
                .set(PIPELINE.CREATED_AT, now)
                .set(PIPELINE.CREATED_BY, by)
                .set(PIPELINE.UPDATED_AT, now)
                .set(PIPELINE.UPDATED_BY, by)
                .execute();
        pipelines.changed(tenant);
    }

    /// Stores a pipeline that was read [#forUpdate].
    void update(TenantId tenant, Pipeline pipeline, UserId by, Instant now) {
        db.update(PIPELINE)
                .set(PIPELINE.NAME, pipeline.name())
                .set(PIPELINE.DEFINITION, toJson(pipeline.definition()))
                .set(PIPELINE.VERSION, PIPELINE.VERSION.plus(1))
                .set(PIPELINE.UPDATED_AT, now)
                .set(PIPELINE.UPDATED_BY, by)
                .where(PIPELINE.TENANT_ID.eq(tenant))
                .and(PIPELINE.ID.eq(pipeline.id()))
                .execute();
        pipelines.changed(tenant);
    }

    /// In two steps, because there is never more than one default.
    void makeDefault(TenantId tenant, Pipeline pipeline, UserId by, Instant now) {
        db.update(PIPELINE)
                .set(PIPELINE.IS_DEFAULT, false)
                .where(PIPELINE.TENANT_ID.eq(tenant))
                .and(PIPELINE.KIND.eq(pipeline.kind()))
                .and(PIPELINE.IS_DEFAULT.eq(inline(true)))
                .execute();
        db.update(PIPELINE)
                .set(PIPELINE.IS_DEFAULT, true)
                .set(PIPELINE.VERSION, PIPELINE.VERSION.plus(1))
                .set(PIPELINE.UPDATED_AT, now)
                .set(PIPELINE.UPDATED_BY, by)
                .where(PIPELINE.TENANT_ID.eq(tenant))
                .and(PIPELINE.ID.eq(pipeline.id()))
                .execute();
        pipelines.changed(tenant);
    }

    private JSONB toJson(Definition definition) {
        return JSONB.valueOf(json.writeValueAsString(definition));
    }

    private Pipeline toPipeline(PipelineRecord row) {
        return new Pipeline(
                row.getId(),
                row.getKind(),
                row.getKey(),
                row.getName(),
                row.getPreset() == null ? null : Preset.of(row.getPreset()),
                row.getIsDefault(),
                row.getVersion(),
                json.readValue(row.getDefinition().data(), Definition.class));
    }
}
