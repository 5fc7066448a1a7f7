package io.sangam.notifications;

import static io.sangam.notifications.db.Tables.DIGEST_DUE;
import static io.sangam.notifications.db.Tables.MAIL_DUE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.sangam.jobs.DueRounds;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/// Mails that wait for the end of quiet hours, and digests to come.
@Repository
class NoticeQueues {

    /// @param subject the notification
    record MailDue(TenantId tenant, UUID subject, UserId user, Instant at) implements DueRounds.Place {}

    record DigestDue(TenantId tenant, UserId user, Instant at) implements DueRounds.Place {

        @Override
        public UUID subject() {
            return user.value();
        }
    }

    private final DSLContext db;

    NoticeQueues(DSLContext db) {
        this.db = db;
    }

    void addMail(TenantId tenant, UserId user, UUID notification, Instant at) {
        db.insertInto(MAIL_DUE)
                .set(MAIL_DUE.TENANT_ID, tenant)
                .set(MAIL_DUE.NOTIFICATION_ID, notification)
                .set(MAIL_DUE.USER_ID, user)
                .set(MAIL_DUE.AT, at)
                .execute();
    }

    /// Makes sure a digest comes. The row is written in any case: so a worker who is just taking it waits for this
    /// transaction, and finds what it told.
    void addDigest(TenantId tenant, UserId user, Instant at) {
        db.insertInto(DIGEST_DUE)
                .set(DIGEST_DUE.TENANT_ID, tenant)
                .set(DIGEST_DUE.USER_ID, user)
                .set(DIGEST_DUE.AT, at)
                .onConflict(DIGEST_DUE.TENANT_ID, DIGEST_DUE.USER_ID)
                .doUpdate()
                .set(DIGEST_DUE.AT, least(DIGEST_DUE.AT, DSL.excluded(DIGEST_DUE.AT)))
                .execute();
    }

    void mailsAt(Actor actor, Instant at) {
        db.update(MAIL_DUE)
                .set(MAIL_DUE.AT, at)
                .where(MAIL_DUE.TENANT_ID.eq(actor.tenant()))
                .and(MAIL_DUE.USER_ID.eq(actor.user()))
                .execute();
    }

    void digestAt(Actor actor, Instant at) {
        db.update(DIGEST_DUE)
                .set(DIGEST_DUE.AT, at)
                .where(DIGEST_DUE.TENANT_ID.eq(actor.tenant()))
                .and(DIGEST_DUE.USER_ID.eq(actor.user()))
                .execute();
    }

    /// Across tenants, in the system's scope.
    List<MailDue> mails(Instant now, Optional<MailDue> after, int limit) {
        return db.select(MAIL_DUE.TENANT_ID, MAIL_DUE.NOTIFICATION_ID, MAIL_DUE.USER_ID, MAIL_DUE.AT)
                .from(MAIL_DUE)
                .where(MAIL_DUE.AT.le(now))
                .and(after.map(last -> row(MAIL_DUE.AT, MAIL_DUE.TENANT_ID, MAIL_DUE.NOTIFICATION_ID)
                                .gt(last.at(), last.tenant(), last.subject()))
                        .orElse(noCondition()))
                .orderBy(MAIL_DUE.AT, MAIL_DUE.TENANT_ID, MAIL_DUE.NOTIFICATION_ID)
                .limit(inline(limit))
                .fetch(Records.mapping(MailDue::new));
    }

    /// Across tenants, in the system's scope.
    List<DigestDue> digests(Instant now, Optional<DigestDue> after, int limit) {
        return db.select(DIGEST_DUE.TENANT_ID, DIGEST_DUE.USER_ID, DIGEST_DUE.AT)
                .from(DIGEST_DUE)
                .where(DIGEST_DUE.AT.le(now))
                .and(after.map(last -> row(DIGEST_DUE.AT, DIGEST_DUE.TENANT_ID, DIGEST_DUE.USER_ID)
                                .gt(last.at(), last.tenant(), last.user()))
                        .orElse(noCondition()))
                .orderBy(DIGEST_DUE.AT, DIGEST_DUE.TENANT_ID, DIGEST_DUE.USER_ID)
                .limit(inline(limit))
                .fetch(Records.mapping(DigestDue::new));
    }

    /// False when another worker took it, or it was put off.
    boolean take(MailDue mail, Instant now) {
        return db.deleteFrom(MAIL_DUE)
                        .where(MAIL_DUE.TENANT_ID.eq(mail.tenant()))
                        .and(MAIL_DUE.NOTIFICATION_ID.eq(mail.subject()))
                        .and(MAIL_DUE.AT.le(now))
                        .execute()
                == 1;
    }

    /// False when another worker took it, or it was put off.
    boolean take(DigestDue digest, Instant now) {
        return db.deleteFrom(DIGEST_DUE)
                        .where(DIGEST_DUE.TENANT_ID.eq(digest.tenant()))
                        .and(DIGEST_DUE.USER_ID.eq(digest.user()))
                        .and(DIGEST_DUE.AT.le(now))
                        .execute()
                == 1;
    }
}
