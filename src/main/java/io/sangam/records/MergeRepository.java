package io.sangam.records;

import static io.sangam.records.db.Tables.COMMENT;
import static io.sangam.records.db.Tables.FAVOURITE;
import static io.sangam.records.db.Tables.MERGE;
import static io.sangam.records.db.Tables.MERGE_MOVE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.sangam.database.BulkInsert;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.db.tables.records.MergeRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What was merged, and what moved with it.
@Repository
class MergeRepository {

    private static final int MOST = 100;
    private static final int MOST_AT_ONCE = 1_000;
    private static final String COMMENTS = "comment";
    private static final String FAVOURITES = "favourite";

    record Stored(
            UUID id,
            String object,
            UUID kept,
            UUID merged,
            List<Change> changes,
            List<String> points,
            Instant at,
            UserId by,
            @Nullable Instant undoneAt) {}

    private final DSLContext db;
    private final JsonMapper json;

    MergeRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void insert(
            Actor actor,
            UUID id,
            ObjectType type,
            UUID kept,
            UUID merged,
            List<Change> changes,
            Collection<String> points,
            Instant now) {
        db.insertInto(MERGE)
                .set(MERGE.TENANT_ID, actor.tenant())
                .set(MERGE.ID, id)
                .set(MERGE.OBJECT, type.key())
                .set(MERGE.KEPT_ID, kept)
                .set(MERGE.MERGED_ID, merged)
                .set(MERGE.CHANGES, JSONB.valueOf(json.writeValueAsString(changes)))
                .set(MERGE.POINTS, points.toArray(String[]::new))
                .set(MERGE.CREATED_AT, now)
                .set(MERGE.CREATED_BY, actor.user())
                .execute();
    }

    void undone(Actor actor, UUID id, Instant now) {
        db.update(MERGE)
                .set(MERGE.UNDONE_AT, now)
                .set(MERGE.UNDONE_BY, actor.user())
                .where(MERGE.TENANT_ID.eq(actor.tenant()))
                .and(MERGE.ID.eq(id))
                .execute();
    }

    /// Locked until the end of the transaction.
    Optional<Stored> lock(TenantId tenant, UUID id) {
        return db.selectFrom(MERGE)
                .where(MERGE.TENANT_ID.eq(tenant))
                .and(MERGE.ID.eq(id))
                .forUpdate()
                .fetchOptional(this::stored);
    }

    /// Newest first.
    List<Stored> into(TenantId tenant, String object, UUID kept) {
        return db.selectFrom(MERGE)
                .where(MERGE.TENANT_ID.eq(tenant))
                .and(MERGE.OBJECT.eq(object))
                .and(MERGE.KEPT_ID.eq(kept))
                .and(MERGE.UNDONE_AT.isNull())
                .orderBy(MERGE.ID.desc())
                .limit(inline(MOST))
                .fetch(this::stored);
    }

    /// All that was merged into some records, also by way of others: a round trip for each step of the way.
    Set<UUID> allInto(TenantId tenant, String object, Collection<UUID> kept) {
        var all = new LinkedHashSet<UUID>();
        var next = List.copyOf(kept);
        while (!next.isEmpty()) {
            next = db
                    .select(MERGE.MERGED_ID)
                    .from(MERGE)
                    .where(MERGE.TENANT_ID.eq(tenant))
                    .and(MERGE.OBJECT.eq(object))
                    .and(MERGE.KEPT_ID.in(next))
                    .and(MERGE.UNDONE_AT.isNull())
                    .orderBy(MERGE.ID.desc())
                    .limit(inline(MOST_AT_ONCE))
                    .fetch(MERGE.MERGED_ID)
                    .stream()
                    .filter(all::add)
                    .toList();
        }
        return all;
    }

    /// The record another one was merged into, while it is.
    Optional<UUID> keeperOf(TenantId tenant, String object, UUID merged) {
        return db.select(MERGE.KEPT_ID)
                .from(MERGE)
                .where(MERGE.TENANT_ID.eq(tenant))
                .and(MERGE.OBJECT.eq(object))
                .and(MERGE.MERGED_ID.eq(merged))
                .and(MERGE.UNDONE_AT.isNull())
                .fetchOptional(MERGE.KEPT_ID);
    }

    private Stored stored(MergeRecord row) {
        return new Stored(
                row.getId(),
                row.getObject(),
                row.getKeptId(),
                row.getMergedId(),
                json.readValue(row.getChanges().data(), new TypeReference<>() {}),
                List.of(row.getPoints()),
                row.getCreatedAt(),
                row.getCreatedBy(),
                row.getUndoneAt());
    }

    /// What refers to a record by a field refers to another one from now on.
    ///
    /// @param only those rows; all, if null
    /// @return the rows that moved
    List<UUID> move(TenantId tenant, Reference reference, UUID from, UUID to, @Nullable Collection<UUID> only) {
        var type = reference.type();
        var column = reference.column();
        return db.update(type.table())
                .set(column, to)
                .where(type.tenantId().eq(tenant))
                .and(column.eq(from))
                .and(
                        reference.object() == null
                                ? noCondition()
                                : reference.object().eq(reference.target()))
                .and(type.id().ne(to))
                .and(only == null ? noCondition() : type.id().in(only))
                .returningResult(type.id())
                .fetch(row -> row.value1());
    }

    /// How many refer to a record by a field.
    int count(TenantId tenant, Reference reference, UUID to) {
        var type = reference.type();
        return db.fetchCount(db.selectOne()
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(reference.column().eq(to))
                .and(
                        reference.object() == null
                                ? noCondition()
                                : reference.object().eq(reference.target()))
                .and(type.deletedAt().isNull()));
    }

    /// A field by which records of some object refer to records of another.
    ///
    /// @param object the column that says of which object, where the field may refer to several
    record Reference(
            ObjectType type,
            String field,
            Field<UUID> column,
            @Nullable Field<String> object,
            String target) {

        String name() {
            return type.key() + "." + field;
        }
    }

    int comments(TenantId tenant, String object, UUID record) {
        return db.fetchCount(db.selectOne()
                .from(COMMENT)
                .where(COMMENT.TENANT_ID.eq(tenant))
                .and(COMMENT.OBJECT.eq(object))
                .and(COMMENT.RECORD_ID.eq(record))
                .and(COMMENT.DELETED_AT.isNull()));
    }

    /// Remarks go along, and so do the marks of those who have not marked the kept one too.
    void moveKept(TenantId tenant, UUID merge, String object, UUID from, UUID to) {
        note(
                tenant,
                merge,
                COMMENTS,
                db.update(COMMENT)
                        .set(COMMENT.RECORD_ID, to)
                        .where(COMMENT.TENANT_ID.eq(tenant))
                        .and(COMMENT.OBJECT.eq(object))
                        .and(COMMENT.RECORD_ID.eq(from))
                        .returningResult(COMMENT.ID)
                        .fetch(row -> row.value1()));
        var kept = FAVOURITE.as("kept");
        note(
                tenant,
                merge,
                FAVOURITES,
                db.update(FAVOURITE)
                        .set(FAVOURITE.RECORD_ID, to)
                        .where(FAVOURITE.TENANT_ID.eq(tenant))
                        .and(FAVOURITE.OBJECT.eq(object))
                        .and(FAVOURITE.RECORD_ID.eq(from))
                        .and(notExists(selectOne()
                                .from(kept)
                                .where(kept.TENANT_ID.eq(tenant))
                                .and(kept.OBJECT.eq(object))
                                .and(kept.RECORD_ID.eq(to))
                                .and(kept.USER_ID.eq(FAVOURITE.USER_ID))))
                        .returningResult(FAVOURITE.USER_ID)
                        .fetch(row -> row.value1().value()));
    }

    void moveBack(TenantId tenant, Map<String, List<UUID>> moves, String object, UUID from, UUID to) {
        db.update(COMMENT)
                .set(COMMENT.RECORD_ID, to)
                .where(COMMENT.TENANT_ID.eq(tenant))
                .and(COMMENT.RECORD_ID.eq(from))
                .and(COMMENT.ID.in(moves.getOrDefault(COMMENTS, List.of())))
                .execute();
        var back = FAVOURITE.as("back");
        db.update(FAVOURITE)
                .set(FAVOURITE.RECORD_ID, to)
                .where(FAVOURITE.TENANT_ID.eq(tenant))
                .and(FAVOURITE.OBJECT.eq(object))
                .and(FAVOURITE.RECORD_ID.eq(from))
                .and(FAVOURITE.USER_ID.in(moves.getOrDefault(FAVOURITES, List.of()).stream()
                        .map(UserId::new)
                        .toList()))
                .and(notExists(selectOne()
                        .from(back)
                        .where(back.TENANT_ID.eq(tenant))
                        .and(back.OBJECT.eq(object))
                        .and(back.RECORD_ID.eq(to))
                        .and(back.USER_ID.eq(FAVOURITE.USER_ID))))
                .execute();
    }

    void note(TenantId tenant, UUID merge, String relation, List<UUID> rows) {
        BulkInsert.into(
                db,
                MERGE_MOVE,
                List.of(MERGE_MOVE.TENANT_ID, MERGE_MOVE.MERGE_ID, MERGE_MOVE.RELATION, MERGE_MOVE.ROW_ID),
                rows.stream()
                        .map(row -> List.<Object>of(tenant, merge, relation, row))
                        .toList());
    }

    Map<String, List<UUID>> moves(TenantId tenant, UUID merge) {
        return db.select(MERGE_MOVE.RELATION, MERGE_MOVE.ROW_ID)
                .from(MERGE_MOVE)
                .where(MERGE_MOVE.TENANT_ID.eq(tenant))
                .and(MERGE_MOVE.MERGE_ID.eq(merge))
                .fetchGroups(MERGE_MOVE.RELATION, MERGE_MOVE.ROW_ID);
    }
}
