package io.sangam.events;

import static io.sangam.events.db.Tables.DELIVERY;
import static io.sangam.events.db.Tables.EVENT;
import static org.jooq.impl.DSL.currentInstant;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.sangam.database.BulkInsert;
import io.sangam.database.StatementBatch;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/// The outbox tables. All times are the database's, so processes need not agree on the hour.
@Repository
class DeliveryRepository {

    /// Before every tenant.
    static final UUID FIRST = new UUID(0, 0);

    /// As of the transaction.
    private static final String NOW = "current_timestamp";

    private static final String PENDING = "pending";
    private static final String DEAD = "dead";

    /// The tenants somebody has to be told of now, in the order of their ids: one step into the index for each.
    private static final String TENANTS = """
            with recursive queue as (
                (select d.tenant_id from events.delivery d
                 where d.status = 'pending' and d.tenant_id > {0}
                   and d.due_at <= clock_timestamp() and d.subscriber = any ({1})
                 order by d.tenant_id limit 1)
                union all
                select next.tenant_id
                from queue
                cross join lateral (
                    select d.tenant_id from events.delivery d
                    where d.status = 'pending' and d.tenant_id > queue.tenant_id
                      and d.due_at <= clock_timestamp() and d.subscriber = any ({1})
                    order by d.tenant_id limit 1) next)
            select tenant_id from queue limit {2}
            """;

    /// Due, unleased, first of its subject: each tenant's first one, then each tenant's second, and so on, so that
    /// nobody waits for what another has published before. `skip locked` lets workers pass each other, and also
    /// keeps them away from a delivery whose lease ran out while its subscriber still works: that transaction holds
    /// the row. A line is one tenant's subject and subscriber, and the only way to it is its index.
    private static final String CLAIM = """
            with due as materialized (
                select t.tenant_id, next.id
                from unnest({4}) with ordinality as t (tenant_id, turn)
                cross join lateral (
                    select d.id, d.due_at, d.position
                    from events.delivery d
                    where d.tenant_id = t.tenant_id
                      and d.status = 'pending'
                      and d.due_at <= clock_timestamp()
                      and (d.lease_until is null or d.lease_until <= clock_timestamp())
                      and d.subscriber = any ({0})
                      and not exists (
                          select from events.delivery earlier
                          where earlier.line = d.line
                            and earlier.status = 'pending'
                            and earlier.position < d.position)
                    order by d.due_at, d.position
                    limit {1}
                    for update of d skip locked) next
                order by row_number() over (partition by t.tenant_id order by next.due_at, next.position), t.turn
                limit {1})
            update events.delivery d
            set leased_by = {2}, lease_until = clock_timestamp() + {3}, attempts = d.attempts + 1
            from due, events.event e
            where d.tenant_id = due.tenant_id
              and d.id = due.id
              and e.tenant_id = d.tenant_id
              and e.id = d.event_id
            returning d.tenant_id, d.id, d.subscriber, d.attempts, e.type, e.payload, e.trace_id, e.hops
            """;

    /// What a subscriber writes is on disk a moment later: lost with the server, it is delivered again, and nobody
    /// waits.
    private static final String FINISH = """
            delete from events.delivery
            where tenant_id = {0} and id = {1} and leased_by = {2} and attempts = {3}
            returning set_config('synchronous_commit', 'off', true)
            """;

    private final DSLContext db;

    DeliveryRepository(DSLContext db) {
        this.db = db;
    }

    /// @param subscribers who has to be told
    record NewEvent(
            UUID id,
            TenantId tenant,
            UUID subject,
            String type,
            String payload,
            String trace,
            int hops,
            List<String> subscribers) {}

    /// Events that carry what their subject is called.
    void rename(TenantId tenant, UUID subject, String name) {
        db.execute("""
                update events.event
                set payload = jsonb_set(payload, '{title}', to_jsonb(?::text))
                where tenant_id = ? and subject = ? and jsonb_exists(payload, 'title')
                """, name, tenant.value(), subject);
    }

    /// In the order of the list, in two statements however many they are.
    void insert(List<NewEvent> events) {
        BulkInsert.into(
                db,
                EVENT,
                List.of(
                        EVENT.TENANT_ID,
                        EVENT.ID,
                        EVENT.TYPE,
                        EVENT.SUBJECT,
                        EVENT.PAYLOAD,
                        EVENT.TRACE_ID,
                        EVENT.HOPS),
                events.stream()
                        .map(each -> List.<Object>of(
                                each.tenant(),
                                each.id(),
                                each.type(),
                                each.subject(),
                                JSONB.valueOf(each.payload()),
                                each.trace(),
                                (short) each.hops()))
                        .toList(),
                Map.of(EVENT.AT, NOW));
        BulkInsert.into(
                db,
                DELIVERY,
                List.of(DELIVERY.TENANT_ID, DELIVERY.ID, DELIVERY.EVENT_ID, DELIVERY.SUBSCRIBER, DELIVERY.SUBJECT),
                events.stream()
                        .flatMap(each -> each.subscribers().stream()
                                .map(subscriber -> List.<Object>of(
                                        each.tenant(), Ids.next(), each.id(), subscriber, each.subject())))
                        .toList(),
                Map.of(DELIVERY.DUE_AT, NOW));
    }

    void wakeOthers(String channel, String worker) {
        StatementBatch.run(db, "select pg_notify(?, ?)", channel, worker);
    }

    /// Claims of this transaction are planned once for all: what is asked for never decides how, and planning it took
    /// longer than to carry it out. Nor do they wait for the disk: a claim that is lost with the server is none.
    void prepareClaims() {
        db.execute("""
                select set_config('plan_cache_mode', 'force_generic_plan', true),
                       set_config('synchronous_commit', 'off', true)
                """);
    }

    /// Whose turn it is: tenants with something due, beginning after the one that had its turn last.
    List<TenantId> waiting(UUID last, List<String> subscribers, int limit) {
        var all = tenants(FIRST, subscribers, limit);
        var after = all.size() < limit
                ? all.stream()
                        .dropWhile(tenant -> tenant.toString().compareTo(last.toString()) <= 0)
                        .toList()
                : tenants(last, subscribers, limit);
        var round = new LinkedHashSet<>(after);
        round.addAll(all);
        return round.stream().limit(limit).toList();
    }

    private List<TenantId> tenants(UUID last, List<String> subscribers, int limit) {
        return db.resultQuery(TENANTS, val(last), val(subscribers.toArray(String[]::new)), inline(limit))
                .fetch(row -> new TenantId(row.get(0, UUID.class)));
    }

    /// @param tenants whose deliveries, in the order of their turns
    List<Delivery> claim(String worker, List<String> subscribers, List<TenantId> tenants, int limit, Duration lease) {
        return db.resultQuery(
                        CLAIM,
                        val(subscribers.toArray(String[]::new)),
                        inline(limit),
                        val(worker),
                        milliseconds(lease),
                        val(tenants.stream().map(TenantId::value).toArray(UUID[]::new)))
                .fetch(DeliveryRepository::toDelivery);
    }

    /// Takes the delivery out of the queue, with the caller's transaction. False when another worker has taken it
    /// over.
    boolean finish(Delivery delivery, String worker) {
        return db.resultQuery(
                        FINISH,
                        val(delivery.tenant().value()),
                        val(delivery.id()),
                        val(worker),
                        val(delivery.attempt()))
                .fetch()
                .isNotEmpty();
    }

    void retry(Delivery delivery, String worker, Duration delay, String reason) {
        giveBack(delivery, worker, PENDING, delay, reason);
    }

    void bury(Delivery delivery, String worker, String reason) {
        giveBack(delivery, worker, DEAD, Duration.ZERO, reason);
    }

    private void giveBack(Delivery delivery, String worker, String status, Duration delay, String reason) {
        db.update(DELIVERY)
                .set(DELIVERY.STATUS, status)
                .set(DELIVERY.DUE_AT, currentInstant().plus(milliseconds(delay)))
                .setNull(DELIVERY.LEASE_UNTIL)
                .setNull(DELIVERY.LEASED_BY)
                .set(DELIVERY.LAST_ERROR, reason)
                .where(DELIVERY.TENANT_ID.eq(delivery.tenant()))
                .and(DELIVERY.ID.eq(delivery.id()))
                .and(DELIVERY.LEASED_BY.eq(worker))
                .and(DELIVERY.ATTEMPTS.eq(delivery.attempt()))
                .execute();
    }

    List<DeadLetters.DeadLetter> dead(TenantId tenant, int limit) {
        return db.select(
                        DELIVERY.ID,
                        EVENT.TYPE,
                        DELIVERY.SUBJECT,
                        DELIVERY.SUBSCRIBER,
                        DELIVERY.ATTEMPTS,
                        DELIVERY.LAST_ERROR,
                        EVENT.AT,
                        DELIVERY.DUE_AT)
                .from(DELIVERY)
                .join(EVENT)
                .on(EVENT.TENANT_ID.eq(DELIVERY.TENANT_ID))
                .and(EVENT.ID.eq(DELIVERY.EVENT_ID))
                .where(DELIVERY.TENANT_ID.eq(tenant))
                .and(DELIVERY.STATUS.eq(inline(DEAD)))
                .orderBy(DELIVERY.ID.desc())
                .limit(inline(limit))
                .fetch(org.jooq.Records.mapping(DeadLetters.DeadLetter::new));
    }

    boolean revive(TenantId tenant, UUID id) {
        return db.update(DELIVERY)
                        .set(DELIVERY.STATUS, PENDING)
                        .set(DELIVERY.ATTEMPTS, 0)
                        .set(DELIVERY.DUE_AT, currentInstant())
                        .where(DELIVERY.TENANT_ID.eq(tenant))
                        .and(DELIVERY.ID.eq(id))
                        .and(DELIVERY.STATUS.eq(inline(DEAD)))
                        .execute()
                == 1;
    }

    /// Across tenants; what only another version's subscribers want does not count as late here.
    Backlog.State backlog(List<String> subscribers) {
        var row = db.fetchSingle("""
                select coalesce(extract(epoch from clock_timestamp() - min(due_at)
                                           filter (where status = 'pending' and due_at < clock_timestamp())), 0),
                       count(*) filter (where status = 'pending'),
                       count(*) filter (where status = 'dead')
                from events.delivery
                where subscriber = any ({0})
                """, val(subscribers.toArray(String[]::new)));
        return new Backlog.State(
                Duration.ofMillis((long) (row.get(0, Double.class) * 1_000)),
                row.get(1, Long.class),
                row.get(2, Long.class));
    }

    /// Across tenants, a batch at a time; returns how many it was.
    int purge(Duration age, int limit) {
        return db.execute("""
                delete from events.event
                where (tenant_id, id) in (
                    select e.tenant_id, e.id from events.event e
                    where e.at < clock_timestamp() - {0}
                      and not exists (
                          select from events.delivery d where d.tenant_id = e.tenant_id and d.event_id = e.id)
                    limit {1})
                """, milliseconds(age), inline(limit));
    }

    private static Field<org.jooq.types.DayToSecond> milliseconds(Duration duration) {
        return val(org.jooq.types.DayToSecond.valueOf(duration));
    }

    private static Delivery toDelivery(Record row) {
        return new Delivery(
                new TenantId(row.get(0, UUID.class)),
                row.get(1, UUID.class),
                row.get(2, String.class),
                row.get(3, Integer.class),
                row.get(4, String.class),
                row.get(5, JSONB.class).data(),
                row.get(6, String.class),
                row.get(7, Integer.class));
    }
}
