package io.sangam.sources;

import static io.sangam.sources.db.Tables.SOURCE;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.sources.db.tables.records.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class SourceRepository {

    private final DSLContext db;
    private final JsonMapper json;

    SourceRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// Sealed secrets: the one, and the one before it for as long as it counts.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Secrets(
            byte @Nullable [] now,
            byte @Nullable [] old,
            @Nullable Instant oldUntil) {}

    List<Source> all(TenantId tenant) {
        return db.selectFrom(SOURCE)
                .where(SOURCE.TENANT_ID.eq(tenant))
                .orderBy(SOURCE.NAME, SOURCE.ID)
                .fetch(this::toSource);
    }

    Optional<Source> find(TenantId tenant, UUID id) {
        return db.selectFrom(SOURCE)
                .where(SOURCE.TENANT_ID.eq(tenant))
                .and(SOURCE.ID.eq(id))
                .fetchOptional(this::toSource);
    }

    Optional<Source> active(TenantId tenant, String key) {
        return db.selectFrom(SOURCE)
                .where(SOURCE.TENANT_ID.eq(tenant))
                .and(SOURCE.KEY.eq(key))
                .and(SOURCE.IS_ACTIVE)
                .fetchOptional(this::toSource);
    }

    Secrets secrets(TenantId tenant, UUID id) {
        return db.select(SOURCE.SECRET, SOURCE.OLD_SECRET, SOURCE.OLD_SECRET_UNTIL)
                .from(SOURCE)
                .where(SOURCE.TENANT_ID.eq(tenant))
                .and(SOURCE.ID.eq(id))
                .fetchSingle(row -> new Secrets(row.value1(), row.value2(), row.value3()));
    }

    void insert(TenantId tenant, Source source, byte @Nullable [] secret, UserId by, Instant now) {
        db.insertInto(SOURCE)
                .set(SOURCE.TENANT_ID, tenant)
                .set(SOURCE.ID, source.id())
                .set(SOURCE.NAME, source.name())
                .set(SOURCE.KEY, source.key())
                .set(SOURCE.DEFINITION, toJson(source.definition()))
                .set(SOURCE.SECRET, secret)
                .set(SOURCE.CREATED_AT, now)
                .set(SOURCE.CREATED_BY, by)
                .set(SOURCE.UPDATED_AT, now)
                .set(SOURCE.UPDATED_BY, by)
                .execute();
    }

    /// False when it changed after it was read.
    boolean update(TenantId tenant, Source source, UserId by, Instant now) {
        return db.update(SOURCE)
                        .set(SOURCE.NAME, source.name())
                        .set(SOURCE.DEFINITION, toJson(source.definition()))
                        .set(SOURCE.IS_ACTIVE, source.active())
                        .set(SOURCE.VERSION, SOURCE.VERSION.plus(1))
                        .set(SOURCE.UPDATED_AT, now)
                        .set(SOURCE.UPDATED_BY, by)
                        .where(SOURCE.TENANT_ID.eq(tenant))
                        .and(SOURCE.ID.eq(source.id()))
                        .and(SOURCE.VERSION.eq(source.version()))
                        .execute()
                == 1;
    }

    boolean delete(TenantId tenant, UUID id, int version) {
        return db.deleteFrom(SOURCE)
                        .where(SOURCE.TENANT_ID.eq(tenant))
                        .and(SOURCE.ID.eq(id))
                        .and(SOURCE.VERSION.eq(version))
                        .execute()
                == 1;
    }

    void rotate(TenantId tenant, UUID id, byte[] secret, Instant until) {
        db.update(SOURCE)
                .set(SOURCE.OLD_SECRET, SOURCE.SECRET)
                .set(SOURCE.OLD_SECRET_UNTIL, until)
                .set(SOURCE.SECRET, secret)
                .where(SOURCE.TENANT_ID.eq(tenant))
                .and(SOURCE.ID.eq(id))
                .execute();
    }

    /// By the interface, so that the kind is written too.
    private JSONB toJson(SourceDefinition definition) {
        return JSONB.valueOf(json.writerFor(SourceDefinition.class).writeValueAsString(definition));
    }

    private Source toSource(SourceRecord row) {
        return new Source(
                row.getId(),
                row.getName(),
                row.getKey(),
                json.readValue(row.getDefinition().data(), SourceDefinition.class),
                row.getIsActive(),
                row.getVersion());
    }
}
