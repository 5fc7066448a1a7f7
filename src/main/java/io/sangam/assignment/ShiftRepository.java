package io.sangam.assignment;

import static io.sangam.assignment.db.Tables.SHIFT_WEEK;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.TenantCache;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ShiftRepository {

    private final DSLContext db;
    private final JsonMapper json;
    /// Everything that comes in asks for them.
    private final TenantCache<Map<UserId, ShiftWeek>> weeks;

    ShiftRepository(DSLContext db, JsonMapper json, PlatformTransactionManager transactions) {
        this.db = db;
        this.json = json;
        this.weeks = new TenantCache<>(transactions, this::all);
    }

    Optional<Shifts.Planned> find(TenantId tenant, UserId user) {
        return db.select(SHIFT_WEEK.WEEK, SHIFT_WEEK.VERSION)
                .from(SHIFT_WEEK)
                .where(SHIFT_WEEK.TENANT_ID.eq(tenant))
                .and(SHIFT_WEEK.USER_ID.eq(user))
                .fetchOptional(row -> new Shifts.Planned(toWeek(row.value1()), row.value2()));
    }

    /// Of everybody who has one.
    Map<UserId, ShiftWeek> of(TenantId tenant) {
        return weeks.get(tenant);
    }

    private Map<UserId, ShiftWeek> all(TenantId tenant) {
        return db.select(SHIFT_WEEK.USER_ID, SHIFT_WEEK.WEEK)
                .from(SHIFT_WEEK)
                .where(SHIFT_WEEK.TENANT_ID.eq(tenant))
                .fetchMap(SHIFT_WEEK.USER_ID, row -> toWeek(row.value2()));
    }

    /// False when somebody else planned his week meanwhile.
    ///
    /// @param version as it was read; 0 where nothing was planned
    boolean put(TenantId tenant, UserId user, int version, ShiftWeek week, UserId by, Instant now) {
        var written = JSONB.valueOf(json.writeValueAsString(week));
        weeks.changed(tenant);
        if (version == 0) {
            return db.insertInto(SHIFT_WEEK)
                            .set(SHIFT_WEEK.TENANT_ID, tenant)
                            .set(SHIFT_WEEK.USER_ID, user)
                            .set(SHIFT_WEEK.WEEK, written)
                            .set(SHIFT_WEEK.VERSION, 1)
                            .set(SHIFT_WEEK.UPDATED_AT, now)
                            .set(SHIFT_WEEK.UPDATED_BY, by)
                            .onConflictDoNothing()
                            .execute()
                    == 1;
        }
        return db.update(SHIFT_WEEK)
                        .set(SHIFT_WEEK.WEEK, written)
                        .set(SHIFT_WEEK.VERSION, version + 1)
                        .set(SHIFT_WEEK.UPDATED_AT, now)
                        .set(SHIFT_WEEK.UPDATED_BY, by)
                        .where(SHIFT_WEEK.TENANT_ID.eq(tenant))
                        .and(SHIFT_WEEK.USER_ID.eq(user))
                        .and(SHIFT_WEEK.VERSION.eq(version))
                        .execute()
                == 1;
    }

    private ShiftWeek toWeek(JSONB week) {
        return json.readValue(week.data(), ShiftWeek.class);
    }
}
