package io.sangam.limits;

import static io.sangam.limits.db.Tables.USAGE;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.row;

import io.sangam.database.SidePool;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/// Adds up in an unlogged table. Beside the pool: when all its connections are taken, counting matters most.
@Repository
class DatabaseUsage implements UsageStore {

    private static final int MINUTES_KEPT = 2;

    private final DSLContext db;
    private volatile long cleaned;

    DatabaseUsage(SidePool pool) {
        this.db = DSL.using(pool.dataSource(), SQLDialect.POSTGRES);
    }

    @Override
    public Map<String, Integer> add(long minute, Map<String, Integer> counted) {
        if (cleaned != minute) {
            db.deleteFrom(USAGE).where(USAGE.MINUTE.lt(minute - MINUTES_KEPT)).execute();
            cleaned = minute;
        }
        // in one order in every process, so that two of them never wait for each other
        var rows = counted.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> row(minute, each.getKey(), each.getValue()))
                .toList();
        return db.insertInto(USAGE, USAGE.MINUTE, USAGE.KEY, USAGE.USED)
                .valuesOfRows(rows)
                .onConflict(USAGE.MINUTE, USAGE.KEY)
                .doUpdate()
                .set(USAGE.USED, USAGE.USED.plus(excluded(USAGE.USED)))
                .returning(USAGE.KEY, USAGE.USED)
                .fetchMap(USAGE.KEY, USAGE.USED);
    }
}
