package io.sangam.identity;

import static io.sangam.identity.db.Tables.PASSWORD_LINK;
import static org.jooq.impl.DSL.inline;

import io.sangam.identity.db.tables.records.PasswordLinkRecord;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class LinkRepository {

    private final DSLContext db;

    LinkRepository(DSLContext db) {
        this.db = db;
    }

    void insert(TenantId tenant, PasswordLink link) {
        db.insertInto(PASSWORD_LINK)
                .set(PASSWORD_LINK.TENANT_ID, tenant)
                .set(PASSWORD_LINK.ID, link.id())
                .set(PASSWORD_LINK.USER_ID, link.user())
                .set(PASSWORD_LINK.PURPOSE, link.purpose().key())
                .set(PASSWORD_LINK.TOKEN_HASH, link.tokenHash())
                .set(PASSWORD_LINK.CREATED_AT, link.createdAt())
                .set(PASSWORD_LINK.EXPIRES_AT, link.expiresAt())
                .execute();
    }

    Optional<PasswordLink> find(TenantId tenant, UUID id) {
        return db.selectFrom(PASSWORD_LINK)
                .where(PASSWORD_LINK.TENANT_ID.eq(tenant))
                .and(PASSWORD_LINK.ID.eq(id))
                .fetchOptional(LinkRepository::toLink);
    }

    /// True for one caller only, however many have the same link.
    boolean end(TenantId tenant, UUID id, PasswordLink.EndReason reason, Instant now) {
        return db.update(PASSWORD_LINK)
                        .set(PASSWORD_LINK.ENDED_AT, now)
                        .set(PASSWORD_LINK.END_REASON, reason.key())
                        .where(PASSWORD_LINK.TENANT_ID.eq(tenant))
                        .and(PASSWORD_LINK.ID.eq(id))
                        .and(PASSWORD_LINK.ENDED_AT.isNull())
                        .execute()
                == 1;
    }

    int endOf(
            TenantId tenant,
            UserId user,
            Collection<PasswordLink.Purpose> purposes,
            PasswordLink.EndReason reason,
            Instant now) {
        return db.update(PASSWORD_LINK)
                .set(PASSWORD_LINK.ENDED_AT, now)
                .set(PASSWORD_LINK.END_REASON, reason.key())
                .where(PASSWORD_LINK.TENANT_ID.eq(tenant))
                .and(PASSWORD_LINK.USER_ID.eq(user))
                .and(PASSWORD_LINK.PURPOSE.in(
                        purposes.stream().map(PasswordLink.Purpose::key).toList()))
                .and(PASSWORD_LINK.ENDED_AT.isNull())
                .execute();
    }

    int madeSince(TenantId tenant, UserId user, PasswordLink.Purpose purpose, Instant since) {
        return db.fetchCount(
                PASSWORD_LINK,
                PASSWORD_LINK
                        .TENANT_ID
                        .eq(tenant)
                        .and(PASSWORD_LINK.USER_ID.eq(user))
                        .and(PASSWORD_LINK.PURPOSE.eq(purpose.key()))
                        .and(PASSWORD_LINK.CREATED_AT.gt(since)));
    }

    /// The newest invitation of each who ever had one.
    Map<UserId, PasswordLink> invitations(TenantId tenant, Collection<UserId> users) {
        var newest = new HashMap<UserId, PasswordLink>();
        db.selectFrom(PASSWORD_LINK)
                .where(PASSWORD_LINK.TENANT_ID.eq(tenant))
                .and(PASSWORD_LINK.USER_ID.in(users))
                .and(PASSWORD_LINK.PURPOSE.eq(inline(PasswordLink.Purpose.INVITATION.key())))
                .orderBy(PASSWORD_LINK.ID)
                .forEach(row -> newest.put(row.getUserId(), toLink(row)));
        return newest;
    }

    void purge(TenantId tenant, Instant expiredBefore) {
        db.deleteFrom(PASSWORD_LINK)
                .where(PASSWORD_LINK.TENANT_ID.eq(tenant))
                .and(PASSWORD_LINK.EXPIRES_AT.lt(expiredBefore))
                .execute();
    }

    private static PasswordLink toLink(PasswordLinkRecord row) {
        return new PasswordLink(
                row.getId(),
                row.getUserId(),
                PasswordLink.Purpose.of(row.getPurpose()),
                row.getTokenHash(),
                row.getCreatedAt(),
                row.getExpiresAt(),
                row.getEndReason() == null ? null : PasswordLink.EndReason.of(row.getEndReason()));
    }
}
