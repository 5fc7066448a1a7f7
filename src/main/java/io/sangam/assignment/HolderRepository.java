package io.sangam.assignment;

import static io.sangam.assignment.db.Tables.HOLDER;

import io.sangam.database.BulkInsert;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Repository;

/// Who ever had a record.
@Repository
class HolderRepository {

    private static final List<Field<?>> COLUMNS =
            List.of(HOLDER.TENANT_ID, HOLDER.RECORD_ID, HOLDER.USER_ID, HOLDER.OBJECT, HOLDER.SINCE);

    private final DSLContext db;
    private final Clock clock;

    HolderRepository(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void add(TenantId tenant, String object, UUID record, UserId user) {
        BulkInsert.missingSoonInto(
                db, HOLDER, COLUMNS, List.of(List.of(tenant, record, user, object, clock.instant())));
    }

    Set<UserId> of(TenantId tenant, UUID record) {
        return db.select(HOLDER.USER_ID)
                .from(HOLDER)
                .where(HOLDER.TENANT_ID.eq(tenant))
                .and(HOLDER.RECORD_ID.eq(record))
                .fetchSet(HOLDER.USER_ID);
    }
}
