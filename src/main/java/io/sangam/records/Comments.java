package io.sangam.records;

import static io.sangam.records.db.Tables.COMMENT;

import io.sangam.events.Events;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Remarks on records, with mentions of colleagues. The timeline shows them; writing one needs the right to write the
/// record.
@Service
@Transactional
public class Comments {

    record Text(String text, List<UserId> mentions, int version, boolean edited) {}

    /// Reads the texts a timeline refers to; deleted ones are missing.
    @Component
    static class Texts {

        private final DSLContext db;

        Texts(DSLContext db) {
            this.db = db;
        }

        Map<UUID, Text> of(TenantId tenant, Collection<UUID> ids) {
            return db.select(COMMENT.ID, COMMENT.TEXT, COMMENT.MENTIONS, COMMENT.VERSION)
                    .from(COMMENT)
                    .where(COMMENT.TENANT_ID.eq(tenant))
                    .and(COMMENT.ID.in(ids))
                    .and(COMMENT.DELETED_AT.isNull())
                    .fetchMap(
                            COMMENT.ID,
                            row -> new Text(row.value2(), users(row.value3()), row.value4(), row.value4() > 0));
        }

        private static List<UserId> users(UUID[] ids) {
            return Stream.of(ids).map(UserId::new).toList();
        }
    }

    private final DSLContext db;
    private final Records records;
    private final Activities activities;
    private final People people;
    private final Readers readers;
    private final Events events;
    private final Clock clock;

    Comments(
            DSLContext db,
            Records records,
            Activities activities,
            People people,
            Readers readers,
            Events events,
            Clock clock) {
        this.db = db;
        this.records = records;
        this.activities = activities;
        this.people = people;
        this.readers = readers;
        this.events = events;
        this.clock = clock;
    }

    public UUID add(Actor actor, ObjectType type, UUID record, String text, List<UserId> mentions) {
        if (!records.load(actor, type, record).writable()) {
            throw new SangamException(RecordError.RECORD_NOT_WRITABLE, "You may read this record, not remark on it");
        }
        requireKnown(actor, mentions);
        var id = Ids.next();
        var now = clock.instant();
        db.insertInto(COMMENT)
                .set(COMMENT.TENANT_ID, actor.tenant())
                .set(COMMENT.ID, id)
                .set(COMMENT.OBJECT, type.key())
                .set(COMMENT.RECORD_ID, record)
                .set(COMMENT.TEXT, text)
                .set(COMMENT.MENTIONS, ids(mentions))
                .set(COMMENT.CREATED_AT, now)
                .set(COMMENT.CREATED_BY, actor.user())
                .set(COMMENT.UPDATED_AT, now)
                .set(COMMENT.UPDATED_BY, actor.user())
                .execute();
        activities.record(actor, type, record, "commented", Map.of("commentId", id));
        events.publish(new RecordEvent.Commented(actor, type.key(), record, id, List.copyOf(mentions)));
        return id;
    }

    /// What a remark says that stands on a record the actor may read, without its marks.
    @Transactional(readOnly = true)
    public String text(Actor actor, ObjectType type, UUID record, UUID id) {
        records.load(actor, type, record);
        return db.select(COMMENT.TEXT)
                .from(COMMENT)
                .where(COMMENT.TENANT_ID.eq(actor.tenant()))
                .and(COMMENT.ID.eq(id))
                .and(COMMENT.OBJECT.eq(type.key()))
                .and(COMMENT.RECORD_ID.eq(record))
                .and(COMMENT.DELETED_AT.isNull())
                .fetchOptional(COMMENT.TEXT)
                .map(Marks::removed)
                .orElseThrow(SangamException::notFound);
    }

    public void edit(
            Actor actor, ObjectType type, UUID record, UUID id, int version, String text, List<UserId> mentions) {
        requireKnown(actor, mentions);
        requireOwn(actor, type, record, id);
        var changed = db.update(COMMENT)
                .set(COMMENT.TEXT, text)
                .set(COMMENT.MENTIONS, ids(mentions))
                .set(COMMENT.VERSION, version + 1)
                .set(COMMENT.UPDATED_AT, clock.instant())
                .set(COMMENT.UPDATED_BY, actor.user())
                .where(COMMENT.TENANT_ID.eq(actor.tenant()))
                .and(COMMENT.ID.eq(id))
                .and(COMMENT.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw new SangamException(KernelError.VERSION_CONFLICT, "The remark was changed meanwhile; reload it");
        }
    }

    public void delete(Actor actor, ObjectType type, UUID record, UUID id) {
        requireOwn(actor, type, record, id);
        db.update(COMMENT)
                .set(COMMENT.DELETED_AT, clock.instant())
                .set(COMMENT.UPDATED_BY, actor.user())
                .where(COMMENT.TENANT_ID.eq(actor.tenant()))
                .and(COMMENT.ID.eq(id))
                .execute();
    }

    /// The author's alone, and an administrator's; on a record that is still in the actor's sight.
    private void requireOwn(Actor actor, ObjectType type, UUID record, UUID id) {
        records.load(actor, type, record);
        var author = db.select(COMMENT.CREATED_BY)
                .from(COMMENT)
                .where(COMMENT.TENANT_ID.eq(actor.tenant()))
                .and(COMMENT.ID.eq(id))
                .and(COMMENT.OBJECT.eq(type.key()))
                .and(COMMENT.RECORD_ID.eq(record))
                .and(COMMENT.DELETED_AT.isNull())
                .fetchOptional(COMMENT.CREATED_BY)
                .orElseThrow(SangamException::notFound);
        if (!author.equals(actor.user()) && !readers.of(actor).rights().roles().contains("ADMIN")) {
            throw new SangamException(RecordError.COMMENT_NOT_YOURS, "Only its author may change a remark");
        }
    }

    private void requireKnown(Actor actor, List<UserId> mentions) {
        if (!mentions.stream().allMatch(user -> people.isActive(actor.tenant(), user))) {
            throw SangamException.invalid(
                    "mentions", "USER_UNKNOWN", "One of the people mentioned is no active colleague");
        }
    }

    private static UUID[] ids(List<UserId> users) {
        return users.stream().distinct().map(UserId::value).toArray(UUID[]::new);
    }
}
