package io.sangam.mail;

import static io.sangam.mail.db.Tables.CAUGHT;
import static io.sangam.mail.db.Tables.MESSAGE;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import io.sangam.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class MailRepository {

    static final String SENT = "sent";
    static final String DROPPED = "dropped";

    /// @param data JSON for its letter
    record Pending(UUID id, String kind, String data) {}

    record CaughtMail(UUID id, String recipient, String subject, String text, Instant at) {}

    private final DSLContext db;

    MailRepository(DSLContext db) {
        this.db = db;
    }

    /// False when the cause has its mail already. One that was dropped comes back: there is a reason again.
    boolean insert(TenantId tenant, UUID id, String kind, String key, String data, Instant now) {
        return db.insertInto(MESSAGE)
                        .set(MESSAGE.TENANT_ID, tenant)
                        .set(MESSAGE.ID, id)
                        .set(MESSAGE.KIND, kind)
                        .set(MESSAGE.KEY, key)
                        .set(MESSAGE.DATA, JSONB.valueOf(data))
                        .set(MESSAGE.CREATED_AT, now)
                        .onConflict(MESSAGE.TENANT_ID, MESSAGE.KEY)
                        .doUpdate()
                        .set(MESSAGE.ID, excluded(MESSAGE.ID))
                        .set(MESSAGE.DATA, excluded(MESSAGE.DATA))
                        .set(MESSAGE.CREATED_AT, excluded(MESSAGE.CREATED_AT))
                        .setNull(MESSAGE.OUTCOME)
                        .setNull(MESSAGE.SETTLED_AT)
                        .where(MESSAGE.OUTCOME.eq(inline(DROPPED)))
                        .execute()
                == 1;
    }

    Optional<Pending> pending(TenantId tenant, UUID id) {
        return db.select(MESSAGE.ID, MESSAGE.KIND, MESSAGE.DATA)
                .from(MESSAGE)
                .where(MESSAGE.TENANT_ID.eq(tenant))
                .and(MESSAGE.ID.eq(id))
                .and(MESSAGE.OUTCOME.isNull())
                .fetchOptional(row ->
                        new Pending(row.value1(), row.value2(), row.value3().data()));
    }

    void settle(TenantId tenant, UUID id, String outcome, Instant now) {
        db.update(MESSAGE)
                .set(MESSAGE.OUTCOME, outcome)
                .set(MESSAGE.SETTLED_AT, now)
                .where(MESSAGE.TENANT_ID.eq(tenant))
                .and(MESSAGE.ID.eq(id))
                .execute();
    }

    void keep(TenantId tenant, Mail mail, Instant now) {
        db.insertInto(CAUGHT)
                .set(CAUGHT.TENANT_ID, tenant)
                .set(CAUGHT.ID, mail.id())
                .set(CAUGHT.RECIPIENT, mail.address())
                .set(CAUGHT.SUBJECT, mail.subject())
                .set(CAUGHT.TEXT, mail.text() + attached(mail))
                .set(CAUGHT.AT, now)
                .onConflict(CAUGHT.TENANT_ID, CAUGHT.ID)
                .doNothing()
                .execute();
    }

    /// Files are named, not kept.
    private static String attached(Mail mail) {
        return mail.attachments().stream()
                .map(each -> "\n[%s, %d bytes]".formatted(each.name(), each.content().length))
                .collect(Collectors.joining());
    }

    /// Of all companies, newest first; needs the system scope.
    List<CaughtMail> caught(@Nullable UUID before, int limit) {
        return db.select(CAUGHT.ID, CAUGHT.RECIPIENT, CAUGHT.SUBJECT, CAUGHT.TEXT, CAUGHT.AT)
                .from(CAUGHT)
                .where(before == null ? noCondition() : CAUGHT.ID.lt(before))
                .orderBy(CAUGHT.ID.desc())
                .limit(inline(limit))
                .fetch(Records.mapping(CaughtMail::new));
    }

    void purge(TenantId tenant, Instant settledBefore, Instant caughtBefore) {
        db.deleteFrom(MESSAGE)
                .where(MESSAGE.TENANT_ID.eq(tenant))
                .and(MESSAGE.SETTLED_AT.lt(settledBefore))
                .execute();
        db.deleteFrom(CAUGHT)
                .where(CAUGHT.TENANT_ID.eq(tenant))
                .and(CAUGHT.AT.lt(caughtBefore))
                .execute();
    }
}
