package io.sangam.recycling;

import static io.sangam.recycling.db.Tables.RECYCLED;
import static io.sangam.recycling.db.Tables.WARNING;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.recycling.db.tables.records.RecycledRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class RecycledRepository {

    private final DSLContext db;

    RecycledRepository(DSLContext db) {
        this.db = db;
    }

    /// Once at a time: nothing when the record lies in the pool already.
    void insert(TenantId tenant, Recycled recycled) {
        db.insertInto(RECYCLED)
                .set(RECYCLED.TENANT_ID, tenant)
                .set(RECYCLED.ID, recycled.id())
                .set(RECYCLED.OBJECT, recycled.object())
                .set(RECYCLED.RECORD_ID, recycled.record())
                .set(RECYCLED.PREVIOUS_OWNER_ID, recycled.former())
                .set(RECYCLED.WHY, recycled.why().key())
                .set(RECYCLED.NOTE, recycled.note())
                .set(RECYCLED.SINCE, recycled.since())
                .onConflictDoNothing()
                .execute();
    }

    /// The longest there first.
    List<Recycled> lying(TenantId tenant, String object, Optional<UUID> after, int limit) {
        return db.selectFrom(RECYCLED)
                .where(RECYCLED.TENANT_ID.eq(tenant))
                .and(RECYCLED.OBJECT.eq(object))
                .and(RECYCLED.ENDED_AT.isNull())
                .and(after.map(RECYCLED.ID::gt).orElse(noCondition()))
                .orderBy(RECYCLED.ID)
                .limit(inline(limit))
                .fetch(RecycledRepository::toRecycled);
    }

    /// Keeps it as it is until the end of the transaction, so that of two who take it one comes second.
    Optional<Recycled> lock(TenantId tenant, UUID id) {
        return db.selectFrom(RECYCLED)
                .where(RECYCLED.TENANT_ID.eq(tenant))
                .and(RECYCLED.ID.eq(id))
                .forUpdate()
                .fetchOptional(RecycledRepository::toRecycled);
    }

    boolean lies(TenantId tenant, UUID record) {
        return db.fetchExists(selectOne()
                .from(RECYCLED)
                .where(RECYCLED.TENANT_ID.eq(tenant))
                .and(RECYCLED.RECORD_ID.eq(record))
                .and(RECYCLED.ENDED_AT.isNull()));
    }

    Optional<Recycled> lockLying(TenantId tenant, UUID record) {
        return db.selectFrom(RECYCLED)
                .where(RECYCLED.TENANT_ID.eq(tenant))
                .and(RECYCLED.RECORD_ID.eq(record))
                .and(RECYCLED.ENDED_AT.isNull())
                .forUpdate()
                .fetchOptional(RecycledRepository::toRecycled);
    }

    void store(TenantId tenant, Recycled recycled) {
        db.update(RECYCLED)
                .set(RECYCLED.ENDED_AT, recycled.endedAt())
                .set(RECYCLED.TAKEN_BY, recycled.takenBy())
                .where(RECYCLED.TENANT_ID.eq(tenant))
                .and(RECYCLED.ID.eq(recycled.id()))
                .execute();
    }

    /// When somebody last gave each of these records up, or lost it.
    Map<UUID, Instant> lastLost(TenantId tenant, UserId user, Collection<UUID> records) {
        return db.select(RECYCLED.RECORD_ID, max(RECYCLED.SINCE))
                .from(RECYCLED)
                .where(RECYCLED.TENANT_ID.eq(tenant))
                .and(RECYCLED.RECORD_ID.in(records))
                .and(RECYCLED.PREVIOUS_OWNER_ID.eq(user))
                .groupBy(RECYCLED.RECORD_ID)
                .fetchMap(RECYCLED.RECORD_ID, max(RECYCLED.SINCE));
    }

    int takenSince(TenantId tenant, UserId user, Instant since) {
        return db.fetchCount(db.selectOne()
                .from(RECYCLED)
                .where(RECYCLED.TENANT_ID.eq(tenant))
                .and(RECYCLED.TAKEN_BY.eq(user))
                .and(RECYCLED.ENDED_AT.ge(since)));
    }

    /// One after the other takes, so that nobody's limit is passed by two presses at once.
    void lockTaker(TenantId tenant, UserId user) {
        db.execute(
                "select pg_advisory_xact_lock(hashtextextended({0}, 0))", inline("recycling " + tenant + " " + user));
    }

    /// @param lastTouched when the record had been touched last, as its owner was warned
    record Warned(Instant lastTouched, Instant at) {}

    /// Which owners were warned that their records go.
    Map<UUID, Warned> warnings(TenantId tenant, Collection<UUID> records) {
        return db.select(WARNING.RECORD_ID, WARNING.LAST_TOUCHED, WARNING.WARNED_AT)
                .from(WARNING)
                .where(WARNING.TENANT_ID.eq(tenant))
                .and(WARNING.RECORD_ID.in(records))
                .fetchMap(
                        WARNING.RECORD_ID,
                        row -> new Warned(row.get(WARNING.LAST_TOUCHED), row.get(WARNING.WARNED_AT)));
    }

    void warn(TenantId tenant, UUID record, Instant lastTouched, Instant now) {
        db.insertInto(WARNING)
                .set(WARNING.TENANT_ID, tenant)
                .set(WARNING.RECORD_ID, record)
                .set(WARNING.LAST_TOUCHED, lastTouched)
                .set(WARNING.WARNED_AT, now)
                .onConflict(WARNING.TENANT_ID, WARNING.RECORD_ID)
                .doUpdate()
                .set(WARNING.LAST_TOUCHED, lastTouched)
                .set(WARNING.WARNED_AT, now)
                .execute();
    }

    void forgetWarning(TenantId tenant, UUID record) {
        db.deleteFrom(WARNING)
                .where(WARNING.TENANT_ID.eq(tenant))
                .and(WARNING.RECORD_ID.eq(record))
                .execute();
    }

    void forgetNotes(TenantId tenant, UUID record) {
        db.update(RECYCLED)
                .setNull(RECYCLED.NOTE)
                .where(RECYCLED.TENANT_ID.eq(tenant))
                .and(RECYCLED.RECORD_ID.eq(record))
                .execute();
    }

    private static Recycled toRecycled(RecycledRecord row) {
        return new Recycled(
                row.getId(),
                row.getObject(),
                row.getRecordId(),
                row.getPreviousOwnerId(),
                Recycled.Why.of(row.getWhy()),
                row.getNote(),
                row.getSince(),
                row.getEndedAt(),
                row.getTakenBy());
    }
}
