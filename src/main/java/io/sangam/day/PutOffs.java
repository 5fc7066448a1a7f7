package io.sangam.day;

import static io.sangam.day.db.Tables.PUT_OFF;

import io.sangam.kernel.Actor;
import io.sangam.records.RecordRef;
import java.time.Instant;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/// What people put off, each for himself.
@Repository
class PutOffs {

    private final DSLContext db;

    PutOffs(DSLContext db) {
        this.db = db;
    }

    Set<RecordRef> of(Actor actor, Instant now) {
        return db.select(PUT_OFF.OBJECT, PUT_OFF.RECORD_ID)
                .from(PUT_OFF)
                .where(PUT_OFF.TENANT_ID.eq(actor.tenant()))
                .and(PUT_OFF.USER_ID.eq(actor.user()))
                .and(PUT_OFF.UNTIL.gt(now))
                .fetchSet(row -> new RecordRef(row.value1(), row.value2()));
    }

    /// What came back by itself goes with it, so a person's marks are as many as he put off since yesterday.
    void add(Actor actor, RecordRef record, Instant until, Instant now) {
        db.deleteFrom(PUT_OFF)
                .where(PUT_OFF.TENANT_ID.eq(actor.tenant()))
                .and(PUT_OFF.USER_ID.eq(actor.user()))
                .and(PUT_OFF.UNTIL.le(now))
                .execute();
        db.insertInto(PUT_OFF)
                .set(PUT_OFF.TENANT_ID, actor.tenant())
                .set(PUT_OFF.USER_ID, actor.user())
                .set(PUT_OFF.OBJECT, record.object())
                .set(PUT_OFF.RECORD_ID, record.id())
                .set(PUT_OFF.UNTIL, until)
                .onConflict(PUT_OFF.TENANT_ID, PUT_OFF.USER_ID, PUT_OFF.OBJECT, PUT_OFF.RECORD_ID)
                .doUpdate()
                .set(PUT_OFF.UNTIL, until)
                .execute();
    }

    boolean remove(Actor actor, RecordRef record) {
        return db.deleteFrom(PUT_OFF)
                        .where(PUT_OFF.TENANT_ID.eq(actor.tenant()))
                        .and(PUT_OFF.USER_ID.eq(actor.user()))
                        .and(PUT_OFF.OBJECT.eq(record.object()))
                        .and(PUT_OFF.RECORD_ID.eq(record.id()))
                        .execute()
                == 1;
    }

    void removeAll(Actor actor) {
        db.deleteFrom(PUT_OFF)
                .where(PUT_OFF.TENANT_ID.eq(actor.tenant()))
                .and(PUT_OFF.USER_ID.eq(actor.user()))
                .execute();
    }
}
