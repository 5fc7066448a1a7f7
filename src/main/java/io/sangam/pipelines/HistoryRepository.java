package io.sangam.pipelines;

import static io.sangam.pipelines.db.Tables.STATUS_HISTORY;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Where records have been, and for how long.
@Repository
class HistoryRepository {

    private static final int MOST = 200;

    record Move(
            UUID id,
            String from,
            String to,
            UserId by,
            Instant at,
            @Nullable String reason,
            long secondsInFrom) {}

    private final DSLContext db;

    HistoryRepository(DSLContext db) {
        this.db = db;
    }

    void append(TenantId tenant, String object, UUID record, UUID pipeline, Move move) {
        db.insertInto(STATUS_HISTORY)
                .set(STATUS_HISTORY.TENANT_ID, tenant)
                .set(STATUS_HISTORY.ID, move.id())
                .set(STATUS_HISTORY.OBJECT, object)
                .set(STATUS_HISTORY.RECORD_ID, record)
                .set(STATUS_HISTORY.PIPELINE_ID, pipeline)
                .set(STATUS_HISTORY.FROM_STATUS, move.from())
                .set(STATUS_HISTORY.TO_STATUS, move.to())
                .set(STATUS_HISTORY.MOVED_BY, move.by())
                .set(STATUS_HISTORY.AT, move.at())
                .set(STATUS_HISTORY.REASON, move.reason())
                .set(STATUS_HISTORY.SECONDS_IN_FROM, move.secondsInFrom())
                .execute();
    }

    /// Newest first.
    List<Move> of(TenantId tenant, String object, UUID record) {
        return db.select(
                        STATUS_HISTORY.ID,
                        STATUS_HISTORY.FROM_STATUS,
                        STATUS_HISTORY.TO_STATUS,
                        STATUS_HISTORY.MOVED_BY,
                        STATUS_HISTORY.AT,
                        STATUS_HISTORY.REASON,
                        STATUS_HISTORY.SECONDS_IN_FROM)
                .from(STATUS_HISTORY)
                .where(STATUS_HISTORY.TENANT_ID.eq(tenant))
                .and(STATUS_HISTORY.OBJECT.eq(object))
                .and(STATUS_HISTORY.RECORD_ID.eq(record))
                .orderBy(STATUS_HISTORY.ID.desc())
                .limit(inline(MOST))
                .fetch(mapping(Move::new));
    }

    Optional<Instant> lastMove(TenantId tenant, String object, UUID record) {
        return db.select(STATUS_HISTORY.AT)
                .from(STATUS_HISTORY)
                .where(STATUS_HISTORY.TENANT_ID.eq(tenant))
                .and(STATUS_HISTORY.OBJECT.eq(object))
                .and(STATUS_HISTORY.RECORD_ID.eq(record))
                .orderBy(STATUS_HISTORY.ID.desc())
                .limit(inline(1))
                .fetchOptional(STATUS_HISTORY.AT);
    }

    /// Whether somebody took the record out of a status since then.
    boolean leftSince(TenantId tenant, String object, UUID record, String status, Instant since) {
        return db.fetchExists(db.selectOne()
                .from(STATUS_HISTORY)
                .where(STATUS_HISTORY.TENANT_ID.eq(tenant))
                .and(STATUS_HISTORY.OBJECT.eq(object))
                .and(STATUS_HISTORY.RECORD_ID.eq(record))
                .and(STATUS_HISTORY.FROM_STATUS.eq(status))
                .and(STATUS_HISTORY.AT.gt(since)));
    }
}
