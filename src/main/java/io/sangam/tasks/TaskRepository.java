package io.sangam.tasks;

import static io.sangam.tasks.db.Tables.TASK;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.RecordRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.springframework.stereotype.Repository;

/// What the rules ask of tasks and the spine can't answer: whatever the asker's rights are.
@Repository
class TaskRepository {

    private final DSLContext db;

    TaskRepository(DSLContext db) {
        this.db = db;
    }

    boolean hasOpen(TenantId tenant, String object, UUID record) {
        return exists(tenant, object, record, noCondition());
    }

    boolean hasOpen(TenantId tenant, String object, UUID record, String kind) {
        return exists(tenant, object, record, TASK.KIND.eq(kind));
    }

    List<UUID> open(TenantId tenant, String object, UUID record, String kind) {
        return db.select(TASK.ID)
                .from(TASK)
                .where(TASK.TENANT_ID.eq(tenant))
                .and(isOpenOf(object, record))
                .and(TASK.KIND.eq(kind))
                .orderBy(TASK.ID)
                .fetch(TASK.ID);
    }

    List<UUID> openOf(TenantId tenant, String object, UUID record, UserId assignee) {
        return db.select(TASK.ID)
                .from(TASK)
                .where(TASK.TENANT_ID.eq(tenant))
                .and(isOpenOf(object, record))
                .and(TASK.ASSIGNEE_ID.eq(assignee))
                .orderBy(TASK.ID)
                .fetch(TASK.ID);
    }

    List<UUID> openOf(TenantId tenant, UserId assignee) {
        return db.select(TASK.ID)
                .from(TASK)
                .where(TASK.TENANT_ID.eq(tenant))
                .and(TASK.ASSIGNEE_ID.eq(assignee))
                .and(TASK.STATUS.notIn(TaskStatus.finished()))
                .and(TASK.DELETED_AT.isNull())
                .orderBy(TASK.ID)
                .fetch(TASK.ID);
    }

    /// When the first open task of a record is due.
    Optional<Instant> nextDue(TenantId tenant, RecordRef record) {
        return db.select(min(TASK.DUE_AT))
                .from(TASK)
                .where(TASK.TENANT_ID.eq(tenant))
                .and(isOpenOf(record.object(), record.id()))
                .fetchOptional(Record1::value1);
    }

    /// What a task belongs to, also one in the trash.
    Optional<RecordRef> parent(TenantId tenant, UUID task) {
        return db.select(TASK.PARENT_OBJECT, TASK.PARENT_ID)
                .from(TASK)
                .where(TASK.TENANT_ID.eq(tenant))
                .and(TASK.ID.eq(task))
                .and(TASK.PARENT_ID.isNotNull())
                .fetchOptional(row -> new RecordRef(row.value1(), row.value2()));
    }

    private boolean exists(TenantId tenant, String object, UUID record, Condition more) {
        return db.fetchExists(selectOne()
                .from(TASK)
                .where(TASK.TENANT_ID.eq(tenant))
                .and(isOpenOf(object, record))
                .and(more));
    }

    private static Condition isOpenOf(String object, UUID record) {
        return TASK.PARENT_ID
                .eq(record)
                .and(TASK.PARENT_OBJECT.eq(object))
                .and(TASK.STATUS.notIn(TaskStatus.finished()))
                .and(TASK.DELETED_AT.isNull());
    }
}
