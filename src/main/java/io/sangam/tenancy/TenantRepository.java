package io.sangam.tenancy;

import static io.sangam.tenancy.db.Tables.DIRECTORY;
import static io.sangam.tenancy.db.Tables.TENANT;
import static org.jooq.impl.DSL.inline;

import io.sangam.kernel.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class TenantRepository {

    private final DSLContext db;
    private final JsonMapper json;

    TenantRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Optional<TenantId> activeBySlug(String slug) {
        return db.select(DIRECTORY.ID)
                .from(DIRECTORY)
                .where(DIRECTORY.SLUG.eq(slug))
                .and(DIRECTORY.STATUS.eq(inline("active")))
                .fetchOptional(row -> new TenantId(row.value1()));
    }

    List<TenantId> active() {
        return db.select(DIRECTORY.ID)
                .from(DIRECTORY)
                .where(DIRECTORY.STATUS.eq(inline("active")))
                .orderBy(DIRECTORY.ID)
                .fetch(row -> new TenantId(row.value1()));
    }

    boolean isActive(TenantId tenant) {
        return db.fetchExists(DIRECTORY, DIRECTORY.ID.eq(tenant.value()).and(DIRECTORY.STATUS.eq(inline("active"))));
    }

    Optional<Tenant> find(TenantId tenant) {
        return db.select(TENANT.fields())
                .select(DIRECTORY.SLUG)
                .from(TENANT)
                .join(DIRECTORY)
                .on(DIRECTORY.ID.eq(TENANT.TENANT_ID.coerce(DIRECTORY.ID)))
                .where(TENANT.TENANT_ID.eq(tenant))
                .fetchOptional(this::toTenant);
    }

    void insert(Tenant tenant, Instant now) {
        db.insertInto(DIRECTORY)
                .set(DIRECTORY.ID, tenant.id().value())
                .set(DIRECTORY.SLUG, tenant.slug())
                .execute();
        db.insertInto(TENANT)
                .set(TENANT.TENANT_ID, tenant.id())
                .set(TENANT.NAME, tenant.name())
                .set(TENANT.TIME_ZONE, tenant.timeZone().getId())
                .set(TENANT.CURRENCY, tenant.currency())
                .set(TENANT.DEFAULT_COUNTRY, tenant.defaultCountry())
                .set(TENANT.LOCALE, tenant.locale())
                .set(TENANT.PRESET, tenant.preset().key())
                .set(TENANT.SETTINGS, JSONB.valueOf(json.writeValueAsString(tenant.settings())))
                .set(TENANT.CREATED_AT, now)
                .set(TENANT.UPDATED_AT, now)
                .execute();
    }

    /// False when it changed after it was read.
    boolean update(Tenant tenant, Instant now) {
        return db.update(TENANT)
                        .set(TENANT.NAME, tenant.name())
                        .set(TENANT.TIME_ZONE, tenant.timeZone().getId())
                        .set(TENANT.CURRENCY, tenant.currency())
                        .set(TENANT.DEFAULT_COUNTRY, tenant.defaultCountry())
                        .set(TENANT.LOCALE, tenant.locale())
                        .set(TENANT.SETTINGS, JSONB.valueOf(json.writeValueAsString(tenant.settings())))
                        .set(TENANT.VERSION, tenant.version() + 1)
                        .set(TENANT.UPDATED_AT, now)
                        .where(TENANT.TENANT_ID.eq(tenant.id()))
                        .and(TENANT.VERSION.eq(tenant.version()))
                        .execute()
                == 1;
    }

    private Tenant toTenant(Record row) {
        return new Tenant(
                row.get(TENANT.TENANT_ID),
                row.get(DIRECTORY.SLUG),
                row.get(TENANT.NAME),
                ZoneId.of(row.get(TENANT.TIME_ZONE)),
                row.get(TENANT.CURRENCY),
                row.get(TENANT.DEFAULT_COUNTRY),
                row.get(TENANT.LOCALE),
                Preset.of(row.get(TENANT.PRESET)),
                json.readValue(row.get(TENANT.SETTINGS).data(), TenantSettings.class),
                row.get(TENANT.VERSION));
    }
}
