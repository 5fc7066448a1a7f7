package io.sangam.notifications;

import static io.sangam.notifications.db.Tables.COMPANY_CHOICE;
import static io.sangam.notifications.db.Tables.PREFERENCE;
import static org.jooq.impl.DSL.noCondition;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.TenantCache;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PreferenceRepository {

    private static final TypeReference<Map<String, Channels>> CHOICES = new TypeReference<>() {};

    private final DSLContext db;
    private final JsonMapper json;
    /// Every notice asks for them.
    private final TenantCache<Preference.OfCompany> ofCompanies;
    private final TenantCache<Map<UserId, Preference>> ofPeople;

    PreferenceRepository(DSLContext db, JsonMapper json, PlatformTransactionManager transactions) {
        this.db = db;
        this.json = json;
        this.ofCompanies = new TenantCache<>(transactions, this::readOfCompany);
        this.ofPeople = new TenantCache<>(transactions, tenant -> read(tenant, noCondition()));
    }

    Preference.OfCompany ofCompany(TenantId tenant) {
        return ofCompanies.get(tenant);
    }

    /// Of everybody who ever changed anything.
    Map<UserId, Preference> all(TenantId tenant) {
        return ofPeople.get(tenant);
    }

    Preference.OfCompany readOfCompany(TenantId tenant) {
        return db.select(COMPANY_CHOICE.CHOICES, COMPANY_CHOICE.VERSION)
                .from(COMPANY_CHOICE)
                .where(COMPANY_CHOICE.TENANT_ID.eq(tenant))
                .fetchOptional(row -> new Preference.OfCompany(choices(row.value1()), row.value2()))
                .orElse(Preference.OfCompany.NONE);
    }

    /// Those who never changed anything are absent.
    Map<UserId, Preference> of(TenantId tenant, Collection<UserId> users) {
        return read(tenant, PREFERENCE.USER_ID.in(users));
    }

    private Map<UserId, Preference> read(TenantId tenant, Condition whose) {
        return db.select(
                        PREFERENCE.USER_ID,
                        PREFERENCE.CHOICES,
                        PREFERENCE.QUIET_HOURS,
                        PREFERENCE.DIGEST,
                        PREFERENCE.VERSION)
                .from(PREFERENCE)
                .where(PREFERENCE.TENANT_ID.eq(tenant))
                .and(whose)
                .fetchMap(
                        PREFERENCE.USER_ID,
                        row -> new Preference(
                                choices(row.value2()),
                                quietHours(row.value3()),
                                json.readValue(row.value4().data(), Digest.class),
                                row.value5()));
    }

    /// False when somebody else was quicker.
    boolean storeOfCompany(Actor actor, int version, Map<String, Channels> choices, Instant now) {
        ofCompanies.changed(actor.tenant());
        if (version == 0) {
            return db.insertInto(COMPANY_CHOICE)
                            .set(COMPANY_CHOICE.TENANT_ID, actor.tenant())
                            .set(COMPANY_CHOICE.CHOICES, jsonb(choices))
                            .set(COMPANY_CHOICE.VERSION, 1)
                            .set(COMPANY_CHOICE.UPDATED_AT, now)
                            .set(COMPANY_CHOICE.UPDATED_BY, actor.user())
                            .onConflictDoNothing()
                            .execute()
                    == 1;
        }
        return db.update(COMPANY_CHOICE)
                        .set(COMPANY_CHOICE.CHOICES, jsonb(choices))
                        .set(COMPANY_CHOICE.VERSION, version + 1)
                        .set(COMPANY_CHOICE.UPDATED_AT, now)
                        .set(COMPANY_CHOICE.UPDATED_BY, actor.user())
                        .where(COMPANY_CHOICE.TENANT_ID.eq(actor.tenant()))
                        .and(COMPANY_CHOICE.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /// False when it was changed meanwhile, on another device.
    boolean store(Actor actor, Preference preference, Instant now) {
        ofPeople.changed(actor.tenant());
        var quiet = preference.quietHours() == null ? null : jsonb(preference.quietHours());
        if (preference.version() == 0) {
            return db.insertInto(PREFERENCE)
                            .set(PREFERENCE.TENANT_ID, actor.tenant())
                            .set(PREFERENCE.USER_ID, actor.user())
                            .set(PREFERENCE.CHOICES, jsonb(preference.choices()))
                            .set(PREFERENCE.QUIET_HOURS, quiet)
                            .set(PREFERENCE.DIGEST, jsonb(preference.digest()))
                            .set(PREFERENCE.VERSION, 1)
                            .set(PREFERENCE.UPDATED_AT, now)
                            .onConflictDoNothing()
                            .execute()
                    == 1;
        }
        return db.update(PREFERENCE)
                        .set(PREFERENCE.CHOICES, jsonb(preference.choices()))
                        .set(PREFERENCE.QUIET_HOURS, quiet)
                        .set(PREFERENCE.DIGEST, jsonb(preference.digest()))
                        .set(PREFERENCE.VERSION, preference.version() + 1)
                        .set(PREFERENCE.UPDATED_AT, now)
                        .where(PREFERENCE.TENANT_ID.eq(actor.tenant()))
                        .and(PREFERENCE.USER_ID.eq(actor.user()))
                        .and(PREFERENCE.VERSION.eq(preference.version()))
                        .execute()
                == 1;
    }

    private Map<String, Channels> choices(JSONB stored) {
        return json.readValue(stored.data(), CHOICES);
    }

    private @Nullable QuietHours quietHours(@Nullable JSONB stored) {
        return stored == null ? null : json.readValue(stored.data(), QuietHours.class);
    }

    private JSONB jsonb(Object value) {
        return JSONB.valueOf(json.writeValueAsString(value));
    }
}
