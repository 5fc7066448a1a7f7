package io.sangam.tasks;

import static io.sangam.tasks.db.Tables.REMINDER;
import static io.sangam.tasks.db.Tables.REMINDER_DUE;
import static io.sangam.tasks.db.Tables.TASK;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.sangam.database.BulkInsert;
import io.sangam.jobs.DueRounds;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Records;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Reminders to come and reminders sent.
@Repository
class ReminderQueue {

    /// @param subject the task
    record Waiting(TenantId tenant, UUID subject, int rule, Instant at) implements DueRounds.Place {}

    /// A reminder taken out of the queue.
    record Taken(int rule, Instant dueAt) {}

    /// A task nobody is changing at the moment.
    record Held(
            String title,
            String status,
            Instant dueAt,
            UserId assignee,
            @Nullable String parentObject,
            @Nullable UUID parentId,
            @Nullable Instant deletedAt) {

        boolean isOpen() {
            return deletedAt == null && TaskStatus.of(status).isOpen();
        }
    }

    private static final List<Field<?>> COLUMNS = List.of(
            REMINDER_DUE.TENANT_ID, REMINDER_DUE.TASK_ID, REMINDER_DUE.RULE, REMINDER_DUE.DUE_AT, REMINDER_DUE.AT);

    private final DSLContext db;

    ReminderQueue(DSLContext db) {
        this.db = db;
    }

    void clear(TenantId tenant, UUID task) {
        db.deleteFrom(REMINDER_DUE)
                .where(REMINDER_DUE.TENANT_ID.eq(tenant))
                .and(REMINDER_DUE.TASK_ID.eq(task))
                .execute();
    }

    /// Of a task that has just been made.
    void begin(TenantId tenant, UUID task, Instant dueAt, List<ReminderPlan.Reminder> reminders) {
        BulkInsert.soonInto(
                db,
                REMINDER_DUE,
                COLUMNS,
                reminders.stream()
                        .map(each -> List.<Object>of(tenant, task, each.rule(), dueAt, each.at()))
                        .toList());
    }

    void add(TenantId tenant, UUID task, Instant dueAt, List<ReminderPlan.Reminder> reminders) {
        if (!reminders.isEmpty()) {
            db.execute(
                    """
                    insert into tasks.reminder_due (tenant_id, task_id, rule, due_at, at)
                    select {0}, {1}, rule, {2}, at from unnest({3}, {4}::timestamptz[]) as planned (rule, at)
                    on conflict (tenant_id, task_id, rule) do update set due_at = excluded.due_at, at = excluded.at
                    """,
                    val(tenant.value()),
                    val(task),
                    val(dueAt, SQLDataType.INSTANT),
                    val(reminders.stream().map(each -> each.rule()).toArray(Integer[]::new)),
                    val(reminders.stream().map(each -> each.at().toString()).toArray(String[]::new)));
        }
    }

    /// Across tenants, in the system's scope.
    List<Waiting> waiting(Instant now, Optional<Waiting> after, int limit) {
        return db.select(REMINDER_DUE.TENANT_ID, REMINDER_DUE.TASK_ID, REMINDER_DUE.RULE, REMINDER_DUE.AT)
                .from(REMINDER_DUE)
                .where(REMINDER_DUE.AT.le(now))
                .and(after.map(last -> row(
                                        REMINDER_DUE.AT,
                                        REMINDER_DUE.TENANT_ID,
                                        REMINDER_DUE.TASK_ID,
                                        REMINDER_DUE.RULE)
                                .gt(last.at(), last.tenant(), last.subject(), last.rule()))
                        .orElse(noCondition()))
                .orderBy(REMINDER_DUE.AT, REMINDER_DUE.TENANT_ID, REMINDER_DUE.TASK_ID, REMINDER_DUE.RULE)
                .limit(inline(limit))
                .fetch(Records.mapping(Waiting::new));
    }

    /// Keeps the task as it is until the end of the transaction; empty when somebody is just changing it. Taken before
    /// the reminders, and never waited for: who changes a task locks it first and its reminders second, too.
    Optional<Held> hold(TenantId tenant, UUID task) {
        return db.select(
                        TASK.TITLE,
                        TASK.STATUS,
                        TASK.DUE_AT,
                        TASK.ASSIGNEE_ID,
                        TASK.PARENT_OBJECT,
                        TASK.PARENT_ID,
                        TASK.DELETED_AT)
                .from(TASK)
                .where(TASK.TENANT_ID.eq(tenant))
                .and(TASK.ID.eq(task))
                .forShare()
                .skipLocked()
                .fetchOptional(Records.mapping(Held::new));
    }

    /// Takes what is due of a task, except what another worker is just taking.
    List<Taken> take(TenantId tenant, UUID task, Instant now) {
        var due = db.select(REMINDER_DUE.RULE, REMINDER_DUE.DUE_AT)
                .from(REMINDER_DUE)
                .where(REMINDER_DUE.TENANT_ID.eq(tenant))
                .and(REMINDER_DUE.TASK_ID.eq(task))
                .and(REMINDER_DUE.AT.le(now))
                .orderBy(REMINDER_DUE.RULE)
                .forUpdate()
                .skipLocked()
                .fetch(Records.mapping(Taken::new));
        db.deleteFrom(REMINDER_DUE)
                .where(REMINDER_DUE.TENANT_ID.eq(tenant))
                .and(REMINDER_DUE.TASK_ID.eq(task))
                .and(REMINDER_DUE.RULE.in(due.stream().map(Taken::rule).toList()))
                .execute();
        return due;
    }

    /// False when this reminder was sent before.
    boolean markSent(TenantId tenant, UUID task, Taken reminder, Instant now) {
        return db.insertInto(REMINDER)
                        .set(REMINDER.TENANT_ID, tenant)
                        .set(REMINDER.TASK_ID, task)
                        .set(REMINDER.RULE, reminder.rule())
                        .set(REMINDER.DUE_AT, reminder.dueAt())
                        .set(REMINDER.SENT_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    boolean hasOverdueToCome(TenantId tenant, UUID task) {
        return db.fetchExists(selectOne()
                .from(REMINDER_DUE)
                .where(REMINDER_DUE.TENANT_ID.eq(tenant))
                .and(REMINDER_DUE.TASK_ID.eq(task))
                .and(REMINDER_DUE.RULE.gt(0)));
    }
}
