package io.sangam.limits;

import static io.sangam.limits.db.Tables.ALLOWANCE;

import io.sangam.kernel.TenantId;
import java.util.EnumMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class AllowanceRepository {

    private final DSLContext db;

    AllowanceRepository(DSLContext db) {
        this.db = db;
    }

    /// What the operator gave a company; what another version knows is left out.
    Map<Allowance, Integer> of(TenantId tenant) {
        var own = new EnumMap<Allowance, Integer>(Allowance.class);
        db.select(ALLOWANCE.KIND, ALLOWANCE.PER_MINUTE)
                .from(ALLOWANCE)
                .where(ALLOWANCE.TENANT_ID.eq(tenant))
                .forEach(row -> Allowance.of(row.value1()).ifPresent(kind -> own.put(kind, row.value2())));
        return own;
    }

    void put(TenantId tenant, Allowance kind, int perMinute) {
        db.insertInto(ALLOWANCE)
                .set(ALLOWANCE.TENANT_ID, tenant)
                .set(ALLOWANCE.KIND, kind.key())
                .set(ALLOWANCE.PER_MINUTE, perMinute)
                .onConflict(ALLOWANCE.TENANT_ID, ALLOWANCE.KIND)
                .doUpdate()
                .set(ALLOWANCE.PER_MINUTE, perMinute)
                .execute();
    }

    void remove(TenantId tenant, Allowance kind) {
        db.deleteFrom(ALLOWANCE)
                .where(ALLOWANCE.TENANT_ID.eq(tenant))
                .and(ALLOWANCE.KIND.eq(kind.key()))
                .execute();
    }
}
