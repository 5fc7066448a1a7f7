package io.sangam.assignment;

import static io.sangam.assignment.db.Tables.REQUEST;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import io.sangam.assignment.AssignmentRequest.Status;
import io.sangam.assignment.db.tables.records.RequestRecord;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class AssignmentRequestRepository {

    private final DSLContext db;

    AssignmentRequestRepository(DSLContext db) {
        this.db = db;
    }

    /// False when he asked already and has no answer yet.
    boolean insert(TenantId tenant, AssignmentRequest request) {
        return db.insertInto(REQUEST)
                        .set(REQUEST.TENANT_ID, tenant)
                        .set(REQUEST.ID, request.id())
                        .set(REQUEST.OBJECT, request.object())
                        .set(REQUEST.RECORD_ID, request.record())
                        .set(REQUEST.USER_ID, request.user())
                        .set(REQUEST.REASON, request.reason())
                        .set(REQUEST.STATUS, request.status().key())
                        .set(REQUEST.ASKED_AT, request.askedAt())
                        .set(REQUEST.DECIDED_AT, request.decidedAt())
                        .set(REQUEST.DECIDED_BY, request.decidedBy())
                        .set(REQUEST.NOTE, request.note())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /// Keeps it as it is until the end of the transaction, so that of two decisions one comes second.
    Optional<AssignmentRequest> lock(TenantId tenant, UUID id) {
        return db.selectFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.ID.eq(id))
                .forUpdate()
                .fetchOptional(AssignmentRequestRepository::toRequest);
    }

    void store(TenantId tenant, AssignmentRequest request) {
        db.update(REQUEST)
                .set(REQUEST.STATUS, request.status().key())
                .set(REQUEST.DECIDED_AT, request.decidedAt())
                .set(REQUEST.DECIDED_BY, request.decidedBy())
                .set(REQUEST.NOTE, request.note())
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.ID.eq(request.id()))
                .execute();
    }

    /// Whoever got a record has no wish left for it.
    void settle(TenantId tenant, UUID record, UserId owner, UserId by, Instant now) {
        db.update(REQUEST)
                .set(REQUEST.STATUS, Status.APPROVED.key())
                .set(REQUEST.DECIDED_AT, now)
                .set(REQUEST.DECIDED_BY, by)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.RECORD_ID.eq(record))
                .and(REQUEST.USER_ID.eq(owner))
                .and(REQUEST.STATUS.eq(inline("pending")))
                .execute();
    }

    /// The longest waiting first.
    List<AssignmentRequest> pending(TenantId tenant, Optional<UUID> after, int limit) {
        return db.selectFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.STATUS.eq(inline("pending")))
                .and(after.map(REQUEST.ID::gt).orElse(noCondition()))
                .orderBy(REQUEST.ID)
                .limit(inline(limit))
                .fetch(AssignmentRequestRepository::toRequest);
    }

    /// The newest first.
    List<AssignmentRequest> of(TenantId tenant, UserId user, Optional<UUID> before, int limit) {
        return db.selectFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.USER_ID.eq(user))
                .and(before.<Condition>map(REQUEST.ID::lt).orElse(noCondition()))
                .orderBy(REQUEST.ID.desc())
                .limit(inline(limit))
                .fetch(AssignmentRequestRepository::toRequest);
    }

    private static AssignmentRequest toRequest(RequestRecord row) {
        return new AssignmentRequest(
                row.getId(),
                row.getObject(),
                row.getRecordId(),
                row.getUserId(),
                row.getReason(),
                Status.of(row.getStatus()),
                row.getAskedAt(),
                row.getDecidedAt(),
                row.getDecidedBy(),
                row.getNote());
    }
}
