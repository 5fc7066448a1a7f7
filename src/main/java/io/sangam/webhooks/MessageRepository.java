package io.sangam.webhooks;

import static io.sangam.webhooks.db.Tables.ATTEMPT;
import static io.sangam.webhooks.db.Tables.DELIVERY;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Records;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class MessageRepository {

    private static final String PENDING = "pending";
    private static final String DEAD = "dead";

    /// A few of each subscription that works, so that ten thousand for a dead endpoint do not stand before one for
    /// a healthy one. `skip locked` lets processes pass each other.
    private static final String CLAIM = """
            with due as materialized (
                select s.tenant_id, next.id, s.url, s.secret, s.old_secret, s.old_secret_until
                from webhooks.subscription s
                cross join lateral (
                    select d.id, d.due_at
                    from webhooks.delivery d
                    where d.tenant_id = s.tenant_id
                      and d.subscription_id = s.id
                      and d.status = 'pending'
                      and d.due_at <= {0}
                      and (d.lease_until is null or d.lease_until <= {0})
                    order by d.due_at
                    limit {1}
                    for update of d skip locked) next
                where s.is_active
                  and (s.rest_until is null or s.rest_until <= {0})
                  and s.id <> all ({2})
                  and s.tenant_id <> all ({6})
                order by row_number() over (partition by s.tenant_id order by next.due_at), next.due_at
                limit {3})
            update webhooks.delivery d
            set leased_by = {4}, lease_until = {5}, attempts = d.attempts + 1
            from due
            where d.tenant_id = due.tenant_id
              and d.id = due.id
            returning d.tenant_id, d.id, d.subscription_id, d.body, d.hops, d.trace_id, d.attempts, d.give_up_at,
                      due.url, due.secret, due.old_secret, due.old_secret_until
            """;

    private final DSLContext db;

    MessageRepository(DSLContext db) {
        this.db = db;
    }

    void insert(TenantId tenant, NewDelivery delivery) {
        db.insertInto(DELIVERY)
                .set(DELIVERY.TENANT_ID, tenant)
                .set(DELIVERY.ID, delivery.id())
                .set(DELIVERY.SUBSCRIPTION_ID, delivery.subscription())
                .set(DELIVERY.EVENT, delivery.event())
                .set(DELIVERY.SUBJECT, delivery.subject())
                .set(DELIVERY.BODY, delivery.body())
                .set(DELIVERY.HOPS, (short) delivery.hops())
                .set(DELIVERY.TRACE_ID, delivery.trace())
                .set(DELIVERY.STATUS, delivery.cut() ? "cut" : PENDING)
                .set(DELIVERY.CREATED_AT, delivery.at())
                .set(DELIVERY.DUE_AT, delivery.at())
                .set(DELIVERY.GIVE_UP_AT, delivery.giveUpAt())
                .execute();
    }

    List<Claimed> claim(
            String worker,
            Instant now,
            Duration lease,
            int perSubscription,
            Collection<UUID> busy,
            Collection<TenantId> busyTenants,
            int limit) {
        return db.resultQuery(
                        CLAIM,
                        val(now, SQLDataType.INSTANT),
                        inline(perSubscription),
                        val(busy.toArray(UUID[]::new)),
                        inline(limit),
                        val(worker),
                        val(now.plus(lease), SQLDataType.INSTANT),
                        val(busyTenants.stream().map(TenantId::value).toArray(UUID[]::new)))
                .fetch(MessageRepository::toClaimed);
    }

    void delivered(Claimed claimed, String worker, Instant now, int status) {
        db.update(DELIVERY)
                .set(DELIVERY.STATUS, "delivered")
                .setNull(DELIVERY.LEASE_UNTIL)
                .setNull(DELIVERY.LEASED_BY)
                .set(DELIVERY.LAST_AT, now)
                .set(DELIVERY.LAST_STATUS, status)
                .setNull(DELIVERY.LAST_ERROR)
                .where(isHeld(claimed, worker))
                .execute();
    }

    /// @param next null when it is given up
    void failed(
            Claimed claimed,
            String worker,
            Instant now,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Instant next) {
        db.update(DELIVERY)
                .set(DELIVERY.STATUS, next == null ? DEAD : PENDING)
                .set(DELIVERY.DUE_AT, next == null ? now : next)
                .setNull(DELIVERY.LEASE_UNTIL)
                .setNull(DELIVERY.LEASED_BY)
                .set(DELIVERY.LAST_AT, now)
                .set(DELIVERY.LAST_STATUS, status)
                .set(DELIVERY.LAST_ERROR, error)
                .where(isHeld(claimed, worker))
                .execute();
    }

    /// As if it had never been claimed.
    void putBack(Claimed claimed, String worker) {
        db.update(DELIVERY)
                .set(DELIVERY.ATTEMPTS, DELIVERY.ATTEMPTS.minus(1))
                .setNull(DELIVERY.LEASE_UNTIL)
                .setNull(DELIVERY.LEASED_BY)
                .where(isHeld(claimed, worker))
                .execute();
    }

    void attempted(Claimed claimed, Instant at, @Nullable Integer status, @Nullable String error, Duration took) {
        db.insertInto(ATTEMPT)
                .set(ATTEMPT.TENANT_ID, claimed.tenant())
                .set(ATTEMPT.ID, Ids.next())
                .set(ATTEMPT.DELIVERY_ID, claimed.id())
                .set(ATTEMPT.AT, at)
                .set(ATTEMPT.STATUS, status)
                .set(ATTEMPT.ERROR, error)
                .set(ATTEMPT.TOOK_MS, (int) took.toMillis())
                .execute();
    }

    /// @param status null for all, as are `subscription` and `event`
    List<Delivery> log(
            TenantId tenant,
            @Nullable UUID subscription,
            @Nullable String status,
            @Nullable String event,
            @Nullable UUID before,
            int limit) {
        return db.select(shown())
                .from(DELIVERY)
                .where(DELIVERY.TENANT_ID.eq(tenant))
                .and(subscription == null ? DSL.noCondition() : DELIVERY.SUBSCRIPTION_ID.eq(subscription))
                .and(status == null ? DSL.noCondition() : DELIVERY.STATUS.eq(status))
                .and(event == null ? DSL.noCondition() : DELIVERY.EVENT.eq(event))
                .and(before == null ? DSL.noCondition() : DELIVERY.ID.lt(before))
                .orderBy(DELIVERY.ID.desc())
                .limit(inline(limit))
                .fetch(MessageRepository::toDelivery);
    }

    Optional<Delivery> find(TenantId tenant, UUID id) {
        return db.select(shown())
                .from(DELIVERY)
                .where(DELIVERY.TENANT_ID.eq(tenant))
                .and(DELIVERY.ID.eq(id))
                .fetchOptional(MessageRepository::toDelivery);
    }

    String body(TenantId tenant, UUID id) {
        return db.select(DELIVERY.BODY)
                .from(DELIVERY)
                .where(DELIVERY.TENANT_ID.eq(tenant))
                .and(DELIVERY.ID.eq(id))
                .fetchSingle()
                .value1();
    }

    List<Delivery.Attempt> attempts(TenantId tenant, UUID delivery) {
        return db.select(ATTEMPT.AT, ATTEMPT.STATUS, ATTEMPT.ERROR, ATTEMPT.TOOK_MS)
                .from(ATTEMPT)
                .where(ATTEMPT.TENANT_ID.eq(tenant))
                .and(ATTEMPT.DELIVERY_ID.eq(delivery))
                .orderBy(ATTEMPT.ID)
                .fetch(Records.mapping(Delivery.Attempt::new));
    }

    /// With all its attempts again. False while it is on its way anyway.
    boolean replay(TenantId tenant, UUID id, Instant now, Instant giveUp) {
        return again(tenant, now, giveUp, DELIVERY.ID.eq(id).and(DELIVERY.STATUS.ne(inline(PENDING)))) == 1;
    }

    int replayDead(TenantId tenant, UUID subscription, Instant now, Instant giveUp) {
        return again(
                tenant, now, giveUp, DELIVERY.SUBSCRIPTION_ID.eq(subscription).and(DELIVERY.STATUS.eq(inline(DEAD))));
    }

    private int again(TenantId tenant, Instant now, Instant giveUp, Condition which) {
        return db.update(DELIVERY)
                .set(DELIVERY.STATUS, PENDING)
                .set(DELIVERY.ATTEMPTS, 0)
                .set(DELIVERY.DUE_AT, now)
                .set(DELIVERY.GIVE_UP_AT, giveUp)
                .where(DELIVERY.TENANT_ID.eq(tenant))
                .and(which)
                .execute();
    }

    /// Empties messages about a record; those still on their way go nowhere.
    void erase(TenantId tenant, UUID subject) {
        db.execute("""
                update webhooks.delivery
                set body = '{}',
                    status = case status when 'pending' then 'dead' else status end,
                    last_error = case status when 'pending' then 'Erased' else last_error end
                where tenant_id = ? and subject = ?
                """, tenant.value(), subject);
    }

    /// Done ones of a tenant, a batch at a time; returns how many it was.
    int purge(TenantId tenant, Instant before, int limit) {
        return db.execute("""
                delete from webhooks.delivery
                where tenant_id = {0} and id in (
                    select id from webhooks.delivery
                    where tenant_id = {0} and created_at < {1} and status <> 'pending'
                    limit {2})
                """, val(tenant.value()), val(before, SQLDataType.INSTANT), inline(limit));
    }

    private static Condition isHeld(Claimed claimed, String worker) {
        return DELIVERY.TENANT_ID
                .eq(claimed.tenant())
                .and(DELIVERY.ID.eq(claimed.id()))
                .and(DELIVERY.LEASED_BY.eq(worker))
                .and(DELIVERY.ATTEMPTS.eq(claimed.attempt()));
    }

    private static List<SelectField<?>> shown() {
        return List.of(
                DELIVERY.ID,
                DELIVERY.SUBSCRIPTION_ID,
                DELIVERY.EVENT,
                DELIVERY.SUBJECT,
                DELIVERY.STATUS,
                DELIVERY.ATTEMPTS,
                DELIVERY.CREATED_AT,
                DELIVERY.DUE_AT,
                DELIVERY.LAST_AT,
                DELIVERY.LAST_STATUS,
                DELIVERY.LAST_ERROR,
                DELIVERY.TRACE_ID);
    }

    private static Delivery toDelivery(Record row) {
        var pending = row.get(DELIVERY.STATUS).equals(PENDING);
        return new Delivery(
                row.get(DELIVERY.ID),
                row.get(DELIVERY.SUBSCRIPTION_ID),
                row.get(DELIVERY.EVENT),
                row.get(DELIVERY.SUBJECT),
                row.get(DELIVERY.STATUS),
                row.get(DELIVERY.ATTEMPTS),
                row.get(DELIVERY.CREATED_AT),
                pending ? row.get(DELIVERY.DUE_AT) : null,
                row.get(DELIVERY.LAST_AT),
                row.get(DELIVERY.LAST_STATUS),
                row.get(DELIVERY.LAST_ERROR),
                row.get(DELIVERY.TRACE_ID));
    }

    private static Claimed toClaimed(Record row) {
        @Nullable OffsetDateTime until = row.get(11, OffsetDateTime.class);
        return new Claimed(
                new TenantId(row.get(0, UUID.class)),
                row.get(1, UUID.class),
                row.get(2, UUID.class),
                row.get(3, String.class),
                row.get(4, Integer.class),
                row.get(5, String.class),
                row.get(6, Integer.class),
                row.get(7, OffsetDateTime.class).toInstant(),
                row.get(8, String.class),
                row.get(9, byte[].class),
                row.get(10, byte[].class),
                until == null ? null : until.toInstant());
    }
}
