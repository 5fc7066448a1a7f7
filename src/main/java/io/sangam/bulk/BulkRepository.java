package io.sangam.bulk;

import static io.sangam.bulk.db.Tables.ITEM;
import static io.sangam.bulk.db.Tables.OPERATION;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectCount;

import io.sangam.bulk.BulkOperation.Item;
import io.sangam.database.BulkInsert;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class BulkRepository {

    private final DSLContext db;
    private final JsonMapper json;

    BulkRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void insert(TenantId tenant, BulkOperation operation, List<Item> items) {
        db.insertInto(OPERATION)
                .set(OPERATION.TENANT_ID, tenant)
                .set(OPERATION.ID, operation.id())
                .set(OPERATION.OBJECT, operation.object())
                .set(OPERATION.ACTION, operation.action())
                .set(OPERATION.INPUT, JSONB.valueOf(json.writeValueAsString(operation.input())))
                .set(OPERATION.TOTAL, operation.total())
                .set(OPERATION.STATUS, operation.status().key())
                .set(OPERATION.UNDOES, operation.undoes())
                .set(OPERATION.CREATED_AT, operation.at())
                .set(OPERATION.CREATED_BY, operation.by())
                .execute();
        var rows = new ArrayList<List<@Nullable Object>>(items.size());
        for (var item : items) {
            rows.add(Arrays.asList(
                    tenant, operation.id(), item.position(), item.record(), item.version(), item.undoes()));
        }
        BulkInsert.into(
                db,
                ITEM,
                List.of(ITEM.TENANT_ID, ITEM.OPERATION, ITEM.POSITION, ITEM.RECORD_ID, ITEM.VERSION, ITEM.UNDOES),
                rows);
    }

    Optional<BulkOperation> find(TenantId tenant, UUID id) {
        return read(tenant, OPERATION.ID.eq(id), 1).stream().findFirst();
    }

    /// Newest first.
    List<BulkOperation> of(Actor actor, @Nullable UUID before, int limit) {
        return read(
                actor.tenant(),
                OPERATION.CREATED_BY.eq(actor.user()).and(before == null ? noCondition() : OPERATION.ID.lt(before)),
                limit);
    }

    private List<BulkOperation> read(TenantId tenant, Condition where, int limit) {
        var done = items("done");
        var failed = items("failed");
        return db.select(OPERATION.fields())
                .select(done, failed)
                .from(OPERATION)
                .where(OPERATION.TENANT_ID.eq(tenant))
                .and(where)
                .orderBy(OPERATION.ID.desc())
                .limit(inline(limit))
                .fetch(row -> new BulkOperation(
                        row.get(OPERATION.ID),
                        row.get(OPERATION.OBJECT),
                        row.get(OPERATION.ACTION),
                        json.readTree(row.get(OPERATION.INPUT).data()),
                        BulkOperation.Status.of(row.get(OPERATION.STATUS)),
                        row.get(OPERATION.TOTAL),
                        row.get(done),
                        row.get(failed),
                        row.get(OPERATION.UNDOES),
                        row.get(OPERATION.UNDO_ID),
                        row.get(OPERATION.CREATED_BY),
                        row.get(OPERATION.CREATED_AT),
                        row.get(OPERATION.FINISHED_AT)));
    }

    private static Field<Integer> items(String status) {
        return field(selectCount()
                        .from(ITEM)
                        .where(ITEM.TENANT_ID.eq(OPERATION.TENANT_ID))
                        .and(ITEM.OPERATION.eq(OPERATION.ID))
                        .and(ITEM.STATUS.eq(inline(status))))
                .as(status);
    }

    /// False when it has ended meanwhile.
    boolean begin(TenantId tenant, UUID id) {
        return db.update(OPERATION)
                        .set(OPERATION.STATUS, BulkOperation.Status.RUNNING.key())
                        .where(OPERATION.TENANT_ID.eq(tenant))
                        .and(OPERATION.ID.eq(id))
                        .and(OPERATION.STATUS.in(
                                BulkOperation.Status.WAITING.key(), BulkOperation.Status.RUNNING.key()))
                        .execute()
                == 1;
    }

    /// False when it had ended before.
    boolean end(TenantId tenant, UUID id, BulkOperation.Status status, Instant now) {
        return db.update(OPERATION)
                        .set(OPERATION.STATUS, status.key())
                        .set(OPERATION.FINISHED_AT, now)
                        .where(OPERATION.TENANT_ID.eq(tenant))
                        .and(OPERATION.ID.eq(id))
                        .and(OPERATION.FINISHED_AT.isNull())
                        .execute()
                == 1;
    }

    /// The next record to change, locked; empty when none is left or the operation has ended.
    ///
    /// @param from the first position looked at; what lies before is settled and must not be read past again
    Optional<Item> next(TenantId tenant, UUID operation, int from) {
        return db.select(ITEM.POSITION, ITEM.RECORD_ID, ITEM.VERSION, ITEM.UNDOES)
                .from(ITEM)
                .join(OPERATION)
                .on(OPERATION.TENANT_ID.eq(ITEM.TENANT_ID))
                .and(OPERATION.ID.eq(ITEM.OPERATION))
                .where(ITEM.TENANT_ID.eq(tenant))
                .and(ITEM.OPERATION.eq(operation))
                .and(ITEM.POSITION.ge(from))
                .and(ITEM.STATUS.eq(inline("waiting")))
                .and(OPERATION.STATUS.eq(inline("running")))
                .orderBy(ITEM.POSITION)
                .limit(inline(1))
                .forUpdate()
                .of(ITEM)
                .skipLocked()
                .fetchOptional(row -> new Item(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    void markDone(TenantId tenant, UUID operation, int position, UUID changeSet) {
        db.update(ITEM)
                .set(ITEM.STATUS, "done")
                .set(ITEM.CHANGE_SET, changeSet)
                .where(ITEM.TENANT_ID.eq(tenant))
                .and(ITEM.OPERATION.eq(operation))
                .and(ITEM.POSITION.eq(position))
                .execute();
    }

    void markFailed(TenantId tenant, UUID operation, int position, String code, String message) {
        db.update(ITEM)
                .set(ITEM.STATUS, "failed")
                .set(ITEM.CODE, code)
                .set(ITEM.MESSAGE, message)
                .where(ITEM.TENANT_ID.eq(tenant))
                .and(ITEM.OPERATION.eq(operation))
                .and(ITEM.POSITION.eq(position))
                .and(ITEM.STATUS.eq("waiting"))
                .execute();
    }

    List<BulkOperation.BulkFailure> failures(TenantId tenant, UUID operation, int after, int limit) {
        return db.select(ITEM.POSITION, ITEM.RECORD_ID, ITEM.CODE, ITEM.MESSAGE)
                .from(ITEM)
                .where(ITEM.TENANT_ID.eq(tenant))
                .and(ITEM.OPERATION.eq(operation))
                .and(ITEM.STATUS.eq(inline("failed")))
                .and(ITEM.POSITION.gt(after))
                .orderBy(ITEM.POSITION)
                .limit(inline(limit))
                .fetch(row ->
                        new BulkOperation.BulkFailure(row.value1(), row.value2(), row.value3(), row.value4(), null));
    }

    /// What the operation has changed, last first: what an undo works through.
    List<Item> undoable(TenantId tenant, UUID operation) {
        var items = new ArrayList<Item>();
        db.select(ITEM.RECORD_ID, ITEM.CHANGE_SET)
                .from(ITEM)
                .where(ITEM.TENANT_ID.eq(tenant))
                .and(ITEM.OPERATION.eq(operation))
                .and(ITEM.STATUS.eq(inline("done")))
                .orderBy(ITEM.POSITION.desc())
                .forEach(row -> items.add(new Item(items.size(), row.value1(), null, row.value2())));
        return items;
    }

    /// False when another undo was quicker.
    boolean markUndone(TenantId tenant, UUID operation, UUID by) {
        return db.update(OPERATION)
                        .set(OPERATION.UNDO_ID, by)
                        .where(OPERATION.TENANT_ID.eq(tenant))
                        .and(OPERATION.ID.eq(operation))
                        .and(OPERATION.UNDO_ID.isNull())
                        .execute()
                == 1;
    }

    /// How many operations it forgot.
    int forget(TenantId tenant, Instant before, int limit) {
        var old = db.select(OPERATION.ID)
                .from(OPERATION)
                .where(OPERATION.TENANT_ID.eq(tenant))
                .and(OPERATION.FINISHED_AT.lt(before))
                .limit(inline(limit));
        return db.deleteFrom(OPERATION)
                .where(OPERATION.TENANT_ID.eq(tenant))
                .and(OPERATION.ID.in(old))
                .execute();
    }
}
