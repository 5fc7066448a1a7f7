package io.sangam.assignment;

import static io.sangam.assignment.db.Tables.POOL;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Whose turn it is in a pool. The pool stays locked until the transaction ends: a turn counts only if the record it
/// was for is kept, and nobody takes the same turn meanwhile.
@Repository
class Turns {

    private static final Comparator<UserId> ORDER = Comparator.comparing(UserId::value);

    private final DSLContext db;
    private final Clock clock;

    Turns(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Locks a pool, so that a choice that depends on earlier ones sees them.
    @Nullable
    UserId lock(TenantId tenant, String pool) {
        db.insertInto(POOL)
                .set(POOL.TENANT_ID, tenant)
                .set(POOL.KEY, pool)
                .onConflictDoNothing()
                .execute();
        return db.select(POOL.USER_ID)
                .from(POOL)
                .where(POOL.TENANT_ID.eq(tenant))
                .and(POOL.KEY.eq(pool))
                .forUpdate()
                .fetchSingle()
                .value1();
    }

    /// Takes the next turn among `people`, of whom there is at least one.
    UserId take(TenantId tenant, String pool, List<UserId> people) {
        var next = after(lock(tenant, pool), people);
        db.update(POOL)
                .set(POOL.USER_ID, next)
                .set(POOL.TAKEN_AT, clock.instant())
                .where(POOL.TENANT_ID.eq(tenant))
                .and(POOL.KEY.eq(pool))
                .execute();
        return next;
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

    /// The circle goes by id, so it keeps its order when people join, leave, or are away for a while.
    static UserId after(@Nullable UserId last, List<UserId> people) {
        var circle = people.stream().sorted(ORDER).toList();
        return circle.stream()
                .filter(candidate -> last != null && ORDER.compare(candidate, last) > 0)
                .findFirst()
                .orElse(circle.getFirst());
    }
}
