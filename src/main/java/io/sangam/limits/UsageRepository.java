package io.sangam.limits;

import static io.sangam.limits.db.Tables.USAGE;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.row;

import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class UsageRepository {

    private final DSLContext db;

    UsageRepository(DSLContext db) {
        this.db = db;
    }

    /// Adds what this process counted, and tells what all of them have.
    Map<String, Integer> add(long minute, Map<String, Integer> counted) {
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

    void forgetBefore(long minute) {
        db.deleteFrom(USAGE).where(USAGE.MINUTE.lt(minute)).execute();
    }
}
