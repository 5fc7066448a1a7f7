package io.sangam.notifications;

import static io.sangam.notifications.db.Tables.MUTE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Records of whose remarks and changes somebody wants to hear nothing. Mentions and what is given to him come all the
/// same.
@Service
@Transactional
class Mutes {

    /// @param title null when he may not read the record any more
    record Mute(
            UUID id, String object, UUID recordId, @Nullable String title, Instant at) {}

    private final DSLContext db;
    private final Subjects subjects;
    private final Clock clock;

    Mutes(DSLContext db, Subjects subjects, Clock clock) {
        this.db = db;
        this.subjects = subjects;
        this.clock = clock;
    }

    /// Latest first.
    @Transactional(readOnly = true)
    List<Mute> list(Actor actor, Optional<UUID> before, int limit) {
        var muted = db.select(MUTE.ID, MUTE.OBJECT, MUTE.RECORD_ID, MUTE.AT)
                .from(MUTE)
                .where(MUTE.TENANT_ID.eq(actor.tenant()))
                .and(MUTE.USER_ID.eq(actor.user()))
                .and(before.map(MUTE.ID::lt).orElse(noCondition()))
                .orderBy(MUTE.ID.desc())
                .limit(inline(limit))
                .fetch();
        var titles = new HashMap<UUID, String>();
        muted.intoGroups(MUTE.OBJECT, MUTE.RECORD_ID)
                .forEach((object, records) -> titles.putAll(subjects.of(actor, object, records)));
        return muted.map(
                Records.mapping((id, object, record, at) -> new Mute(id, object, record, titles.get(record), at)));
    }

    @Transactional(readOnly = true)
    boolean isMuted(Actor actor, String object, UUID record) {
        requireReadable(actor, object, record);
        return of(actor.tenant(), List.of(actor.user()), object, record).contains(actor.user());
    }

    void mute(Actor actor, String object, UUID record) {
        requireReadable(actor, object, record);
        db.insertInto(MUTE)
                .set(MUTE.TENANT_ID, actor.tenant())
                .set(MUTE.ID, Ids.next())
                .set(MUTE.USER_ID, actor.user())
                .set(MUTE.OBJECT, object)
                .set(MUTE.RECORD_ID, record)
                .set(MUTE.AT, clock.instant())
                .onConflictDoNothing()
                .execute();
    }

    /// Also of a record he may not read any more: the mark is his.
    void unmute(Actor actor, String object, UUID record) {
        var gone = db.deleteFrom(MUTE)
                .where(MUTE.TENANT_ID.eq(actor.tenant()))
                .and(MUTE.USER_ID.eq(actor.user()))
                .and(MUTE.OBJECT.eq(object))
                .and(MUTE.RECORD_ID.eq(record))
                .execute();
        if (gone == 0) {
            requireReadable(actor, object, record);
        }
    }

    /// Those of these people who muted the record.
    Set<UserId> of(TenantId tenant, Collection<UserId> people, String object, UUID record) {
        return db.select(MUTE.USER_ID)
                .from(MUTE)
                .where(MUTE.TENANT_ID.eq(tenant))
                .and(MUTE.USER_ID.in(people))
                .and(MUTE.OBJECT.eq(object))
                .and(MUTE.RECORD_ID.eq(record))
                .fetchSet(MUTE.USER_ID);
    }

    void forget(TenantId tenant, String object, UUID record) {
        db.deleteFrom(MUTE)
                .where(MUTE.TENANT_ID.eq(tenant))
                .and(MUTE.OBJECT.eq(object))
                .and(MUTE.RECORD_ID.eq(record))
                .execute();
    }

    private void requireReadable(Actor actor, String object, UUID record) {
        if (subjects.of(actor, object, List.of(record)).isEmpty()) {
            throw SangamException.notFound();
        }
    }
}
