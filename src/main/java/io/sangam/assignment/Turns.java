package io.sangam.assignment;

import static io.sangam.assignment.db.Tables.POOL;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Aside;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Whose turn it is in a pool. A turn is taken beside the transaction, so that two records never get the same one and
/// no
/// intake waits for another; the turn of a record that is not kept is lost.
@Repository
class Turns {

    /// By id as PostgreSQL orders them, so the circle keeps its order when people join, leave, or are away for a while.
    private static final Comparator<UserId> ORDER = Comparator.comparing(UserId::toString);

    /// The next of the circle after whoever had the last turn, else its first.
    private static final String TAKE = """
            insert into assignment.pool as p (tenant_id, key, user_id, taken_at) values (?, ?, ?, ?)
            on conflict (tenant_id, key) do update
            set taken_at = excluded.taken_at,
                user_id = coalesce(
                    (select id from unnest(?) as circle (id) where id > p.user_id order by id limit 1),
                    excluded.user_id)
            returning user_id
            """;

    private final DSLContext db;
    private final Aside aside;
    private final Clock clock;

    Turns(DSLContext db, Aside aside, Clock clock) {
        this.db = db;
        this.aside = aside;
        this.clock = clock;
    }

    /// Locks a pool until the transaction ends, so that a choice that depends on earlier ones sees them.
    void lock(TenantId tenant, String pool) {
        db.insertInto(POOL)
                .set(POOL.TENANT_ID, tenant)
                .set(POOL.KEY, pool)
                .onConflictDoNothing()
                .execute();
        db.selectOne()
                .from(POOL)
                .where(POOL.TENANT_ID.eq(tenant))
                .and(POOL.KEY.eq(pool))
                .forUpdate()
                .execute();
    }

    /// Takes the next turn among `people`, of whom there is at least one.
    UserId take(TenantId tenant, String pool, List<UserId> people) {
        var circle = people.stream().sorted(ORDER).toList();
        var ids = circle.stream().map(UserId::value).toArray(UUID[]::new);
        return aside.query(tenant, TAKE, List.of(tenant.value(), pool, ids[0], clock.instant(), ids), rows -> {
            rows.next();
            return new UserId(rows.getObject(1, UUID.class));
        });
    }

    /// Who would be next, without taking the turn.
    UserId peek(TenantId tenant, String pool, List<UserId> people) {
        var last = db.select(POOL.USER_ID)
                .from(POOL)
                .where(POOL.TENANT_ID.eq(tenant))
                .and(POOL.KEY.eq(pool))
                .fetchOne(POOL.USER_ID);
        return after(last, people);
    }

    static UserId after(@Nullable UserId last, List<UserId> people) {
        var circle = people.stream().sorted(ORDER).toList();
        return circle.stream()
                .filter(candidate -> last != null && ORDER.compare(candidate, last) > 0)
                .findFirst()
                .orElse(circle.getFirst());
    }
}
