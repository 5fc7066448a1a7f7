package io.sangam.notifications;

import static io.sangam.notifications.db.Tables.NOTIFICATION;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record8;
import org.jooq.SelectConditionStep;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class NotificationRepository {

    private final DSLContext db;
    private final JsonMapper json;

    NotificationRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// How many it forgot, at most so many at a time.
    int purge(TenantId tenant, Instant before, int limit) {
        return db.execute("""
                delete from notifications.notification
                where tenant_id = {0} and id in (
                    select id from notifications.notification where tenant_id = {0} and at < {1} limit {2})
                """, val(tenant.value()), val(before, SQLDataType.INSTANT), inline(limit));
    }

    void forget(TenantId tenant, String object, UUID record) {
        db.deleteFrom(NOTIFICATION)
                .where(NOTIFICATION.TENANT_ID.eq(tenant))
                .and(NOTIFICATION.OBJECT.eq(object))
                .and(NOTIFICATION.RECORD_ID.eq(record))
                .execute();
    }

    /// False when the user was told of this before.
    ///
    /// @param inApp false: it never shows in lists
    /// @param digest whether the next digest takes it
    boolean insert(TenantId tenant, UserId user, String key, Notification notification, boolean inApp, boolean digest) {
        return db.insertInto(NOTIFICATION)
                        .set(NOTIFICATION.TENANT_ID, tenant)
                        .set(NOTIFICATION.ID, notification.id())
                        .set(NOTIFICATION.USER_ID, user)
                        .set(NOTIFICATION.KIND, notification.kind())
                        .set(NOTIFICATION.OBJECT, notification.object())
                        .set(NOTIFICATION.RECORD_ID, notification.recordId())
                        .set(NOTIFICATION.TITLE, notification.title())
                        .set(NOTIFICATION.DATA, JSONB.valueOf(json.writeValueAsString(notification.data())))
                        .set(NOTIFICATION.KEY, key)
                        .set(NOTIFICATION.AT, notification.at())
                        .set(NOTIFICATION.IN_APP, inApp)
                        .set(NOTIFICATION.DIGEST, digest)
                        .onConflict(NOTIFICATION.TENANT_ID, NOTIFICATION.USER_ID, NOTIFICATION.KEY)
                        .doNothing()
                        .execute()
                == 1;
    }

    /// Newest first.
    List<Notification> list(Actor actor, boolean unreadOnly, Optional<UUID> before, int limit) {
        return select(actor.tenant(), actor.user())
                .and(NOTIFICATION.IN_APP)
                .and(unreadOnly ? NOTIFICATION.READ_AT.isNull() : noCondition())
                .and(before.map(NOTIFICATION.ID::lt).orElse(noCondition()))
                .orderBy(NOTIFICATION.ID.desc())
                .limit(inline(limit))
                .fetch(mapping(this::toNotification));
    }

    int unread(Actor actor) {
        return db.fetchCount(
                NOTIFICATION,
                NOTIFICATION.TENANT_ID.eq(actor.tenant()),
                NOTIFICATION.USER_ID.eq(actor.user()),
                NOTIFICATION.IN_APP.isTrue(),
                NOTIFICATION.READ_AT.isNull());
    }

    boolean markRead(Actor actor, UUID id, Instant now) {
        return db.update(NOTIFICATION)
                        .set(NOTIFICATION.READ_AT, coalesce(NOTIFICATION.READ_AT, val(now, NOTIFICATION.READ_AT)))
                        .where(NOTIFICATION.TENANT_ID.eq(actor.tenant()))
                        .and(NOTIFICATION.USER_ID.eq(actor.user()))
                        .and(NOTIFICATION.ID.eq(id))
                        .execute()
                == 1;
    }

    void markAllRead(Actor actor, Instant now) {
        db.update(NOTIFICATION)
                .set(NOTIFICATION.READ_AT, now)
                .where(NOTIFICATION.TENANT_ID.eq(actor.tenant()))
                .and(NOTIFICATION.USER_ID.eq(actor.user()))
                .and(NOTIFICATION.IN_APP)
                .and(NOTIFICATION.READ_AT.isNull())
                .execute();
    }

    Optional<Notification> findUnread(TenantId tenant, UserId user, UUID id) {
        return select(tenant, user)
                .and(NOTIFICATION.ID.eq(id))
                .and(NOTIFICATION.READ_AT.isNull())
                .fetchOptional(mapping(this::toNotification));
    }

    /// Gives what is unread and in no digest yet to this one.
    ///
    /// @return how much that is
    int gather(TenantId tenant, UserId user, UUID digest) {
        return db.update(NOTIFICATION)
                .set(NOTIFICATION.DIGEST_ID, digest)
                .where(NOTIFICATION.TENANT_ID.eq(tenant))
                .and(NOTIFICATION.USER_ID.eq(user))
                .and(NOTIFICATION.DIGEST)
                .and(NOTIFICATION.DIGEST_ID.isNull())
                .and(NOTIFICATION.READ_AT.isNull())
                .execute();
    }

    /// Newest first.
    List<Notification> unreadOf(TenantId tenant, UserId user, UUID digest, int limit) {
        return select(tenant, user)
                .and(NOTIFICATION.DIGEST_ID.eq(digest))
                .and(NOTIFICATION.READ_AT.isNull())
                .orderBy(NOTIFICATION.ID.desc())
                .limit(inline(limit))
                .fetch(mapping(this::toNotification));
    }

    private SelectConditionStep<Record8<UUID, String, String, UUID, String, JSONB, Instant, Instant>> select(
            TenantId tenant, UserId user) {
        return db.select(
                        NOTIFICATION.ID,
                        NOTIFICATION.KIND,
                        NOTIFICATION.OBJECT,
                        NOTIFICATION.RECORD_ID,
                        NOTIFICATION.TITLE,
                        NOTIFICATION.DATA,
                        NOTIFICATION.AT,
                        NOTIFICATION.READ_AT)
                .from(NOTIFICATION)
                .where(NOTIFICATION.TENANT_ID.eq(tenant))
                .and(NOTIFICATION.USER_ID.eq(user));
    }

    private Notification toNotification(
            UUID id,
            String kind,
            String object,
            UUID record,
            String title,
            JSONB data,
            Instant at,
            @Nullable Instant readAt) {
        return new Notification(id, kind, object, record, title, json.readTree(data.data()), at, readAt);
    }
}
