package io.sangam.tasks;

import static io.sangam.tasks.db.Tables.TASK;
import static org.jooq.impl.DSL.inline;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.RecordRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Repository;

/// Late work that may be given to somebody else.
@Repository
class LateTaskRepository {

    /// A task nobody else is changing until the end of the transaction.
    record Held(String title, Instant dueAt, UserId assignee, String object, UUID record) {

        RecordRef parent() {
            return new RecordRef(object, record);
        }
    }

    private final DSLContext db;

    LateTaskRepository(DSLContext db) {
        this.db = db;
    }

    /// The longest overdue first.
    ///
    /// @param before due before it
    List<UUID> late(TenantId tenant, Instant before, Instant now, int limit) {
        return db.select(TASK.ID)
                .from(TASK)
                .where(isLate(tenant, before, now))
                .orderBy(TASK.DUE_AT, TASK.ID)
                .limit(inline(limit))
                .fetch(TASK.ID);
    }

    /// Keeps a task as it is, if it is late still; empty when somebody is just changing it, or works on its record.
    Optional<Held> hold(TenantId tenant, UUID task, Instant before, Instant now) {
        return db.select(TASK.TITLE, TASK.DUE_AT, TASK.ASSIGNEE_ID, TASK.PARENT_OBJECT, TASK.PARENT_ID)
                .from(TASK)
                .where(isLate(tenant, before, now))
                .and(TASK.ID.eq(task))
                .forUpdate()
                .skipLocked()
                .fetchOptional(Records.mapping(Held::new))
                .filter(held -> isAlone(held.record()));
    }

    /// One round at a time gives a record on, and none waits for another: a record has several late tasks.
    private boolean isAlone(UUID record) {
        return Boolean.TRUE.equals(
                db.resultQuery("select pg_try_advisory_xact_lock(hashtextextended(?, 0))", "late work " + record)
                        .fetchOne(0, Boolean.class));
    }

    void lookAgain(TenantId tenant, UUID task, Instant at) {
        db.update(TASK)
                .set(TASK.PASS_ON_AFTER, at)
                .where(TASK.TENANT_ID.eq(tenant))
                .and(TASK.ID.eq(task))
                .execute();
    }

    /// Whether another task of a record waits for somebody.
    boolean isFlagged(TenantId tenant, RecordRef record) {
        return db.fetchExists(db.selectOne()
                .from(TASK)
                .where(TASK.TENANT_ID.eq(tenant))
                .and(TASK.PARENT_ID.eq(record.id()))
                .and(TASK.PARENT_OBJECT.eq(record.object()))
                .and(TASK.FINAL_OVERDUE)
                .and(TASK.STATUS.notIn(TaskStatus.finished()))
                .and(TASK.DELETED_AT.isNull()));
    }

    /// As the index says it.
    private static Condition isLate(TenantId tenant, Instant before, Instant now) {
        return TASK.TENANT_ID
                .eq(tenant)
                .and(TASK.DUE_AT.lt(before))
                .and(TASK.DELETED_AT.isNull())
                .and(TASK.STATUS.in(inline("todo"), inline("in_progress")))
                .and(TASK.PARENT_OBJECT.in(inline("lead"), inline("ticket")))
                .andNot(TASK.FINAL_OVERDUE)
                .and(TASK.PASS_ON_AFTER.isNull().or(TASK.PASS_ON_AFTER.le(now)));
    }
}
