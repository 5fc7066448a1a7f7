package io.sangam.assignment;

import static io.sangam.assignment.db.Tables.HOLDER;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/// Who ever had a record.
@Repository
class HolderRepository {

    private final DSLContext db;
    private final Clock clock;

    HolderRepository(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void add(TenantId tenant, String object, UUID record, UserId user) {
        db.insertInto(HOLDER)
                .set(HOLDER.TENANT_ID, tenant)
                .set(HOLDER.RECORD_ID, record)
                .set(HOLDER.USER_ID, user)
                .set(HOLDER.OBJECT, object)
                .set(HOLDER.SINCE, clock.instant())
                .onConflictDoNothing()
                .execute();
    }

    Set<UserId> of(TenantId tenant, UUID record) {
        return db.select(HOLDER.USER_ID)
                .from(HOLDER)
                .where(HOLDER.TENANT_ID.eq(tenant))
                .and(HOLDER.RECORD_ID.eq(record))
                .fetchSet(HOLDER.USER_ID);
    }
}
