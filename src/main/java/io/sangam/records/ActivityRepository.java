package io.sangam.records;

import static io.sangam.records.db.Tables.ACTIVITY;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.sangam.database.BulkInsert;
import io.sangam.database.Gathered;
import io.sangam.identity.KeyInUse;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.db.tables.records.ActivityRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ActivityRepository {

    /// As stored: values unmasked.
    record Stored(
            UUID id, Instant at, UserId actor, String verb, Map<String, @Nullable Object> data, List<Change> changes) {}

    /// The member of an activity's data that names the key its actor used.
    static final String API_KEY = "apiKey";

    private static final List<Field<?>> COLUMNS = List.of(ACTIVITY.fields());
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final DSLContext db;
    private final JsonMapper json;
    private final OwnWrites ownWrites;
    /// A transaction tells of many things and rarely reads what it has told.
    private final Gathered<ActivityRecord> written = new Gathered<>(this::insertAll, this::tell);

    ActivityRepository(DSLContext db, JsonMapper json, OwnWrites ownWrites) {
        this.db = db;
        this.json = json;
        this.ownWrites = ownWrites;
    }

    void insert(
            Actor actor,
            String object,
            UUID record,
            Instant at,
            String verb,
            Map<String, ?> told,
            List<Change> changes) {
        var data = new HashMap<String, Object>(told);
        KeyInUse.current().ifPresent(key -> data.put(API_KEY, key.inWords()));
        written.add(new ActivityRecord()
                .setTenantId(actor.tenant())
                .setId(Ids.next())
                .setObject(object)
                .setRecordId(record)
                .setAt(at)
                .setActorId(actor.user())
                .setVerb(verb)
                .setData(JSONB.valueOf(json.writeValueAsString(data)))
                .setChanges(JSONB.valueOf(json.writeValueAsString(changes)))
                .setChangeSet(ChangeSet.current().map(ChangeSet::id).orElse(null)));
    }

    /// A record that was made together with others.
    record Created(UUID record, List<Change> changes, ChangeSet changeSet) {}

    void insertCreated(Actor actor, String object, Instant at, List<Created> created) {
        created.forEach(each -> written.add(new ActivityRecord()
                .setTenantId(actor.tenant())
                .setId(Ids.next())
                .setObject(object)
                .setRecordId(each.record())
                .setAt(at)
                .setActorId(actor.user())
                .setVerb("created")
                .setData(JSONB.valueOf("{}"))
                .setChanges(JSONB.valueOf(json.writeValueAsString(each.changes())))
                .setChangeSet(each.changeSet().id())));
    }

    private void insertAll(List<ActivityRecord> rows) {
        BulkInsert.into(
                db,
                ACTIVITY,
                COLUMNS,
                rows.stream().map(ActivityRecord::intoList).toList());
    }

    private void tell(List<ActivityRecord> rows) {
        rows.stream()
                .map(row -> new Actor(row.getTenantId(), row.getActorId()))
                .distinct()
                .forEach(ownWrites::by);
    }

    /// For reading: with what this transaction has told so far.
    private DSLContext settled() {
        written.sayNow();
        return db;
    }

    /// An activity with what it was about.
    record Found(String object, UUID record, Stored activity) {}

    /// Of the whole tenant, newest first. Ids carry their time, so a span of time is a span of the primary key; the
    /// minute
    /// is for clocks that differ.
    List<Found> trail(TenantId tenant, AuditTrail.Query query, @Nullable UUID before, int limit) {
        return settled()
                .selectFrom(ACTIVITY)
                .where(ACTIVITY.TENANT_ID.eq(tenant))
                .and(query.actor() == null ? noCondition() : ACTIVITY.ACTOR_ID.eq(query.actor()))
                .and(query.object() == null ? noCondition() : ACTIVITY.OBJECT.eq(query.object()))
                .and(query.record() == null ? noCondition() : ACTIVITY.RECORD_ID.eq(query.record()))
                .and(query.verb() == null ? noCondition() : ACTIVITY.VERB.eq(query.verb()))
                .and(
                        query.from() == null
                                ? noCondition()
                                : ACTIVITY.AT
                                        .ge(query.from())
                                        .and(ACTIVITY.ID.gt(Ids.at(query.from().minus(SKEW)))))
                .and(
                        query.to() == null
                                ? noCondition()
                                : ACTIVITY.AT
                                        .lt(query.to())
                                        .and(ACTIVITY.ID.lt(Ids.at(query.to().plus(SKEW)))))
                .and(before == null ? noCondition() : ACTIVITY.ID.lt(before))
                .orderBy(ACTIVITY.ID.desc())
                .limit(inline(limit))
                .fetch(this::found);
    }

    /// What was written together, oldest first.
    List<Found> ofChangeSet(TenantId tenant, UUID changeSet, int limit) {
        return settled()
                .selectFrom(ACTIVITY)
                .where(ACTIVITY.TENANT_ID.eq(tenant))
                .and(ACTIVITY.CHANGE_SET.eq(changeSet))
                .orderBy(ACTIVITY.ID)
                .limit(inline(limit))
                .fetch(this::found);
    }

    /// Whether a person other than the actor did anything to the record after that activity.
    boolean isTouchedSince(Actor actor, String object, UUID record, UUID activity) {
        return settled()
                .fetchExists(db.selectOne()
                        .from(ACTIVITY)
                        .where(ACTIVITY.TENANT_ID.eq(actor.tenant()))
                        .and(ACTIVITY.OBJECT.eq(object))
                        .and(ACTIVITY.RECORD_ID.eq(record))
                        .and(ACTIVITY.ID.gt(activity))
                        .and(ACTIVITY.ACTOR_ID.notIn(
                                actor.user(), Actor.system(actor.tenant()).user())));
    }

    /// Of each record by the index: the newest that counts.
    Map<UUID, Instant> lastTouched(TenantId tenant, String object, Collection<UUID> records, Collection<String> verbs) {
        return settled()
                .resultQuery(
                        """
                        select touched.record_id, touched.at from unnest({0}::uuid[]) record (id)
                        cross join lateral (
                            select a.record_id, a.at from records.activity a
                            where a.tenant_id = {1} and a.object = {2} and a.record_id = record.id
                                and (a.actor_id <> {3} or a.verb = any({4}))
                            order by a.id desc limit 1) touched
                        """,
                        val(records.toArray(UUID[]::new)),
                        val(tenant.value()),
                        val(object),
                        val(UserId.SYSTEM.value()),
                        val(verbs.toArray(String[]::new)))
                .coerce(ACTIVITY.RECORD_ID, ACTIVITY.AT)
                .fetchMap(ACTIVITY.RECORD_ID, ACTIVITY.AT);
    }

    /// What happened to several records, newest first: of each its newest by the index, and of those the newest.
    List<Found> feed(
            TenantId tenant, List<RecordRef> sources, Optional<UUID> before, Collection<String> verbs, int limit) {
        var some = verbs.isEmpty() ? noCondition() : condition("a.verb = any({0})", val(verbs.toArray(String[]::new)));
        return settled()
                .resultQuery(
                        """
                        select a.* from unnest({0}::text[], {1}::uuid[]) source (object, id)
                        cross join lateral (
                            select * from records.activity a
                            where a.tenant_id = {2} and a.object = source.object and a.record_id = source.id and {3} and {4}
                            order by a.id desc limit {5}) a
                        order by a.id desc limit {5}
                        """,
                        val(sources.stream().map(RecordRef::object).toArray(String[]::new)),
                        val(sources.stream().map(RecordRef::id).toArray(UUID[]::new)),
                        val(tenant.value()),
                        before.map(id -> condition("a.id < {0}", val(id))).orElse(noCondition()),
                        some,
                        inline(limit))
                .coerce(ACTIVITY)
                .fetch(this::found);
    }

    private Found found(ActivityRecord row) {
        return new Found(
                row.getObject(),
                row.getRecordId(),
                new Stored(
                        row.getId(),
                        row.getAt(),
                        row.getActorId(),
                        row.getVerb(),
                        json.readValue(row.getData().data(), new TypeReference<>() {}),
                        json.readValue(row.getChanges().data(), new TypeReference<>() {})));
    }

    /// How many it forgot, at most so many at a time. The database refuses for what is younger than thirty days.
    int forget(Instant before, int limit) {
        return settled()
                .fetchSingle(
                        "select records.forget_activities({0}, {1}, {2})",
                        val(before, SQLDataType.INSTANT), val(Ids.at(before.plus(SKEW))), inline(limit))
                .get(0, Integer.class);
    }

    /// What a record's fields were before; `kept` says which may stay.
    void eraseHistory(String object, UUID record, String[] kept) {
        settled().execute("select records.erase_history(?, ?, ?)", object, record, kept);
    }

    /// Newest first, from before the activity `before` on.
    List<Stored> of(
            TenantId tenant,
            String object,
            UUID record,
            Optional<UUID> before,
            Collection<String> verbs,
            boolean withChangesOnly,
            int limit) {
        Condition some = verbs.isEmpty() ? noCondition() : ACTIVITY.VERB.in(verbs);
        Condition changed = withChangesOnly ? ACTIVITY.CHANGES.ne(JSONB.valueOf("[]")) : noCondition();
        return settled()
                .select(ACTIVITY.ID, ACTIVITY.AT, ACTIVITY.ACTOR_ID, ACTIVITY.VERB, ACTIVITY.DATA, ACTIVITY.CHANGES)
                .from(ACTIVITY)
                .where(ACTIVITY.TENANT_ID.eq(tenant))
                .and(ACTIVITY.OBJECT.eq(object))
                .and(ACTIVITY.RECORD_ID.eq(record))
                .and(before.map(ACTIVITY.ID::lt).orElse(noCondition()))
                .and(some)
                .and(changed)
                .orderBy(ACTIVITY.ID.desc())
                .limit(inline(limit))
                .fetch(row -> new Stored(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        json.readValue(row.value5().data(), new TypeReference<>() {}),
                        json.readValue(row.value6().data(), new TypeReference<>() {})));
    }
}
