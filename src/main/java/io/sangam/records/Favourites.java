package io.sangam.records;

import static io.sangam.records.db.Tables.FAVOURITE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import io.sangam.kernel.Actor;
import java.time.Clock;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/// The stars a user gives to records, for himself.
@Component
class Favourites {

    private final DSLContext db;
    private final Clock clock;

    Favourites(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// That a record is one of his.
    static Condition has(Actor actor, ObjectType type) {
        return exists(selectOne()
                .from(FAVOURITE)
                .where(FAVOURITE.TENANT_ID.eq(actor.tenant()))
                .and(FAVOURITE.USER_ID.eq(actor.user()))
                .and(FAVOURITE.OBJECT.eq(type.key()))
                .and(FAVOURITE.RECORD_ID.eq(type.id())));
    }

    void add(Actor actor, String object, UUID record) {
        db.insertInto(FAVOURITE)
                .set(FAVOURITE.TENANT_ID, actor.tenant())
                .set(FAVOURITE.USER_ID, actor.user())
                .set(FAVOURITE.OBJECT, object)
                .set(FAVOURITE.RECORD_ID, record)
                .set(FAVOURITE.CREATED_AT, clock.instant())
                .onConflictDoNothing()
                .execute();
    }

    void remove(Actor actor, String object, UUID record) {
        db.deleteFrom(FAVOURITE)
                .where(FAVOURITE.TENANT_ID.eq(actor.tenant()))
                .and(FAVOURITE.USER_ID.eq(actor.user()))
                .and(FAVOURITE.OBJECT.eq(object))
                .and(FAVOURITE.RECORD_ID.eq(record))
                .execute();
    }
}
