package io.sangam.jobs;

import static io.sangam.jobs.db.Tables.DAILY_RUN;
import static io.sangam.jobs.db.Tables.DEAD_JOB;
import static io.sangam.jobs.db.Tables.RUN;
import static io.sangam.jobs.db.Tables.SCHEDULED_TASK;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;

import io.sangam.kernel.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JobRepository {

    private static final int LISTED = 200;

    private final DSLContext db;
    private final JsonMapper json;

    JobRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void noteRun(JobRun run) {
        db.insertInto(RUN)
                .set(RUN.NAME, run.name())
                .set(RUN.LAST_RUN_AT, run.lastRunAt())
                .set(RUN.TOOK_MS, run.tookMs())
                .set(RUN.LAST_ERROR, run.lastError())
                .set(RUN.LAST_ERROR_AT, run.lastErrorAt())
                .set(RUN.TRACE_ID, run.traceId())
                .onConflict(RUN.NAME)
                .doUpdate()
                .set(RUN.LAST_RUN_AT, excluded(RUN.LAST_RUN_AT))
                .set(RUN.TOOK_MS, excluded(RUN.TOOK_MS))
                .set(RUN.LAST_ERROR, coalesce(excluded(RUN.LAST_ERROR), RUN.LAST_ERROR))
                .set(RUN.LAST_ERROR_AT, coalesce(excluded(RUN.LAST_ERROR_AT), RUN.LAST_ERROR_AT))
                .set(RUN.TRACE_ID, excluded(RUN.TRACE_ID))
                .execute();
    }

    Map<String, JobRun> runs() {
        return Jobs.byName(
                db.select(RUN.NAME, RUN.LAST_RUN_AT, RUN.TOOK_MS, RUN.LAST_ERROR, RUN.LAST_ERROR_AT, RUN.TRACE_ID)
                        .from(RUN)
                        .fetch(mapping(JobRun::new)),
                JobRun::name);
    }

    Map<String, Instant> nextRuns() {
        return db.select(SCHEDULED_TASK.TASK_NAME, min(SCHEDULED_TASK.EXECUTION_TIME))
                .from(SCHEDULED_TASK)
                .where(SCHEDULED_TASK.PICKED.isFalse())
                .groupBy(SCHEDULED_TASK.TASK_NAME)
                .fetchMap(SCHEDULED_TASK.TASK_NAME, min(SCHEDULED_TASK.EXECUTION_TIME));
    }

    Optional<Instant> oldestDue() {
        return db.select(min(SCHEDULED_TASK.EXECUTION_TIME))
                .from(SCHEDULED_TASK)
                .where(SCHEDULED_TASK.PICKED.isFalse())
                .fetchOptional(min(SCHEDULED_TASK.EXECUTION_TIME));
    }

    /// How a job is named in the queue: its tenant's stand together there.
    static String instance(TenantId tenant, UUID id) {
        return tenant + "/" + id;
    }

    /// How many jobs of a tenant wait or run, up to a number.
    int queued(TenantId tenant, Collection<String> names, int most) {
        return db.fetchCount(db.selectOne()
                .from(SCHEDULED_TASK)
                .where(SCHEDULED_TASK.TASK_NAME.in(names))
                .and(SCHEDULED_TASK.TASK_INSTANCE.ge(tenant + "/"))
                .and(SCHEDULED_TASK.TASK_INSTANCE.lt(tenant + "0"))
                .limit(inline(most)));
    }

    /// For which day a daily schedule last ran for each tenant; needs the system scope.
    Map<TenantId, LocalDate> lastDays(String name) {
        return db.select(DAILY_RUN.TENANT_ID, DAILY_RUN.DAY)
                .from(DAILY_RUN)
                .where(DAILY_RUN.NAME.eq(name))
                .fetchMap(DAILY_RUN.TENANT_ID, DAILY_RUN.DAY);
    }

    void noteDay(TenantId tenant, String name, LocalDate day) {
        db.insertInto(DAILY_RUN)
                .set(DAILY_RUN.TENANT_ID, tenant)
                .set(DAILY_RUN.NAME, name)
                .set(DAILY_RUN.DAY, day)
                .onConflict(DAILY_RUN.TENANT_ID, DAILY_RUN.NAME)
                .doUpdate()
                .set(DAILY_RUN.DAY, excluded(DAILY_RUN.DAY))
                .execute();
    }

    void insertDead(TenantId tenant, Jobs.DeadJob job) {
        db.insertInto(DEAD_JOB)
                .set(DEAD_JOB.TENANT_ID, tenant)
                .set(DEAD_JOB.ID, job.id())
                .set(DEAD_JOB.NAME, job.name())
                .set(DEAD_JOB.DATA, JSONB.valueOf(json.writeValueAsString(job.data())))
                .set(DEAD_JOB.REASON, job.reason())
                .set(DEAD_JOB.DIED_AT, job.diedAt())
                .execute();
    }

    List<Jobs.DeadJob> dead(TenantId tenant) {
        return db.select(DEAD_JOB.ID, DEAD_JOB.NAME, DEAD_JOB.DATA, DEAD_JOB.REASON, DEAD_JOB.DIED_AT)
                .from(DEAD_JOB)
                .where(DEAD_JOB.TENANT_ID.eq(tenant))
                .orderBy(DEAD_JOB.ID.desc())
                .limit(inline(LISTED))
                .fetch(mapping(this::toDead));
    }

    Optional<Jobs.DeadJob> takeDead(TenantId tenant, UUID id) {
        return db.deleteFrom(DEAD_JOB)
                .where(DEAD_JOB.TENANT_ID.eq(tenant))
                .and(DEAD_JOB.ID.eq(id))
                .returningResult(DEAD_JOB.ID, DEAD_JOB.NAME, DEAD_JOB.DATA, DEAD_JOB.REASON, DEAD_JOB.DIED_AT)
                .fetchOptional(mapping(this::toDead));
    }

    /// Needs the system scope.
    long deadCount() {
        return db.fetchCount(DEAD_JOB);
    }

    private Jobs.DeadJob toDead(UUID id, String name, JSONB data, String reason, Instant diedAt) {
        return new Jobs.DeadJob(id, name, json.readTree(data.data()), reason, diedAt);
    }
}
