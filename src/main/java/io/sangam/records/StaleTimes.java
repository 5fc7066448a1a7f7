package io.sangam.records;

import io.sangam.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// When a record that stays where it is counts as forgotten, kept beside the record: lists sort and filter by it.
///
/// Like [NextSteps] it is no edit: no version, no activity, no event.
@Service
@Transactional
public class StaleTimes {

    /// The field an object has that ages.
    public static final String FIELD = "staleAt";

    private final DSLContext db;

    StaleTimes(DSLContext db) {
        this.db = db;
    }

    /// Counts anew for the records of a status whose days were changed. Objects that don't age are left alone.
    ///
    /// @param days since the record came there; null means never
    @SuppressWarnings("unchecked") // the two fields are instants, the others what their names say
    public void refresh(TenantId tenant, ObjectType type, UUID pipeline, String status, @Nullable Integer days) {
        if (type.field(FIELD).isEmpty()) {
            return;
        }
        var stale = (Field<Instant>) type.get(FIELD).column();
        var since = (Field<Instant>) type.get("statusSince").column();
        var due = days == null
                ? DSL.val((Instant) null, stale)
                : DSL.field("{0} + make_interval(days => {1})", stale.getDataType(), since, DSL.val(days));
        db.update(type.table())
                .set(stale, due)
                .where(type.tenantId().eq(tenant))
                .and(((Field<UUID>) type.get("pipeline").column()).eq(pipeline))
                .and(((Field<String>) type.statusField().orElseThrow().column()).eq(status))
                .execute();
    }
}
