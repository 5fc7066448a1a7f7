package io.sangam.records;

import static io.sangam.records.db.Tables.DUPLICATE_SEARCH;

import io.sangam.kernel.TenantId;
import io.sangam.records.db.tables.records.DuplicateSearchRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// How the searches for duplicates go, one of each object.
@Repository
class DuplicateSearches {

    /// After that whoever asks again is not told that one is on its way.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final DSLContext db;
    private final Clock clock;

    DuplicateSearches(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    DuplicateSearch of(TenantId tenant, ObjectType type) {
        return find(tenant, type)
                .map(last -> new DuplicateSearch(
                        state(last), last.getFinishedAt(), last.getRecords(), last.getCompared(), last.getFound()))
                .orElseGet(() -> new DuplicateSearch(DuplicateSearch.State.NEVER, null, 0, 0, 0));
    }

    /// Notes that one was asked for.
    ///
    /// @return whether it is to be begun: none is on its way
    boolean ask(TenantId tenant, ObjectType type) {
        var now = clock.instant();
        return db.insertInto(DUPLICATE_SEARCH)
                        .set(DUPLICATE_SEARCH.TENANT_ID, tenant)
                        .set(DUPLICATE_SEARCH.OBJECT, type.key())
                        .set(DUPLICATE_SEARCH.ASKED_AT, now)
                        .onConflict(DUPLICATE_SEARCH.TENANT_ID, DUPLICATE_SEARCH.OBJECT)
                        .doUpdate()
                        .set(DUPLICATE_SEARCH.ASKED_AT, now)
                        .where(DUPLICATE_SEARCH
                                .FINISHED_AT
                                .ge(DUPLICATE_SEARCH.ASKED_AT)
                                .or(DUPLICATE_SEARCH.FAILED_AT.ge(DUPLICATE_SEARCH.ASKED_AT))
                                .or(DUPLICATE_SEARCH.ASKED_AT.lt(now.minus(PATIENCE))))
                        .execute()
                == 1;
    }

    void started(TenantId tenant, ObjectType type, int records) {
        change(
                tenant,
                type,
                Map.of(
                        DUPLICATE_SEARCH.STARTED_AT,
                        clock.instant(),
                        DUPLICATE_SEARCH.RECORDS,
                        records,
                        DUPLICATE_SEARCH.COMPARED,
                        0));
    }

    void compared(TenantId tenant, ObjectType type, int records) {
        change(tenant, type, Map.of(DUPLICATE_SEARCH.COMPARED, records));
    }

    void finished(TenantId tenant, ObjectType type, int found) {
        change(
                tenant,
                type,
                Map.of(
                        DUPLICATE_SEARCH.FINISHED_AT,
                        clock.instant(),
                        DUPLICATE_SEARCH.COMPARED,
                        DUPLICATE_SEARCH.RECORDS,
                        DUPLICATE_SEARCH.FOUND,
                        found));
    }

    /// It is tried again; if that comes to nothing either, it stays so.
    void failed(TenantId tenant, ObjectType type) {
        change(tenant, type, Map.of(DUPLICATE_SEARCH.FAILED_AT, clock.instant()));
    }

    private void change(TenantId tenant, ObjectType type, Map<Field<?>, Object> values) {
        db.update(DUPLICATE_SEARCH)
                .set(values)
                .where(DUPLICATE_SEARCH.TENANT_ID.eq(tenant))
                .and(DUPLICATE_SEARCH.OBJECT.eq(type.key()))
                .execute();
    }

    private Optional<DuplicateSearchRecord> find(TenantId tenant, ObjectType type) {
        return db.selectFrom(DUPLICATE_SEARCH)
                .where(DUPLICATE_SEARCH.TENANT_ID.eq(tenant))
                .and(DUPLICATE_SEARCH.OBJECT.eq(type.key()))
                .fetchOptional();
    }

    private static DuplicateSearch.State state(DuplicateSearchRecord last) {
        if (since(last, last.getFinishedAt())) {
            return DuplicateSearch.State.DONE;
        }
        if (since(last, last.getFailedAt()) && !after(last.getStartedAt(), last.getFailedAt())) {
            return DuplicateSearch.State.FAILED;
        }
        return since(last, last.getStartedAt()) ? DuplicateSearch.State.RUNNING : DuplicateSearch.State.WAITING;
    }

    private static boolean since(DuplicateSearchRecord last, @Nullable Instant at) {
        return at != null && !at.isBefore(last.getAskedAt());
    }

    private static boolean after(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other);
    }
}
