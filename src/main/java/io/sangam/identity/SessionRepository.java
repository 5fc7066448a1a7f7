package io.sangam.identity;

import static io.sangam.identity.db.Tables.REFRESH_TOKEN;
import static io.sangam.identity.db.Tables.SESSION;
import static io.sangam.identity.db.Tables.SOCKET_TICKET;
import static io.sangam.identity.db.Tables.USER_ACCOUNT;

import io.sangam.identity.db.tables.records.RefreshTokenRecord;
import io.sangam.identity.db.tables.records.SocketTicketRecord;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class SessionRepository {

    private final DSLContext db;

    SessionRepository(DSLContext db) {
        this.db = db;
    }

    /// @param viewer who looks, and on which of his sessions; null for a session of one's own
    record Viewer(UserId user, UUID session) {}

    void insert(TenantId tenant, Session session, String userAgent, Session.Via via, @Nullable Viewer viewer) {
        db.insertInto(SESSION)
                .set(SESSION.VIA, via.key())
                .set(SESSION.VIEWER_ID, viewer == null ? null : viewer.user())
                .set(SESSION.VIEWER_SESSION_ID, viewer == null ? null : viewer.session())
                .set(SESSION.TENANT_ID, tenant)
                .set(SESSION.ID, session.id())
                .set(SESSION.USER_ID, session.user())
                .set(SESSION.DEVICE, session.device())
                .set(SESSION.PLATFORM, session.platform())
                .set(SESSION.IP, session.ip())
                .set(SESSION.USER_AGENT, userAgent)
                .set(SESSION.CREATED_AT, session.createdAt())
                .set(SESSION.LAST_SEEN_AT, session.lastSeenAt())
                .set(SESSION.EXPIRES_AT, session.expiresAt())
                .execute();
    }

    /// The user's own open sessions, newest first: not those of somebody who looks through his eyes.
    List<Session> open(TenantId tenant, UserId user, Instant now) {
        return db.select(
                        SESSION.ID,
                        SESSION.USER_ID,
                        SESSION.DEVICE,
                        SESSION.PLATFORM,
                        SESSION.IP,
                        SESSION.CREATED_AT,
                        SESSION.LAST_SEEN_AT,
                        SESSION.EXPIRES_AT)
                .from(SESSION)
                .where(SESSION.TENANT_ID.eq(tenant))
                .and(SESSION.USER_ID.eq(user))
                .and(SESSION.VIEWER_ID.isNull())
                .and(isOpen(now))
                .orderBy(SESSION.CREATED_AT.desc())
                .fetch(org.jooq.Records.mapping(Session::new));
    }

    /// A password that was given out binds whoever came in by it, and nobody else.
    Optional<SessionState> state(TenantId tenant, UUID session, Instant now) {
        return db.select(
                        SESSION.USER_ID,
                        USER_ACCOUNT.MUST_CHANGE_PASSWORD,
                        SESSION.LAST_SEEN_AT,
                        SESSION.VIA,
                        SESSION.VIEWER_ID,
                        SESSION.EXPIRES_AT)
                .from(SESSION)
                .join(USER_ACCOUNT)
                .on(USER_ACCOUNT.TENANT_ID.eq(SESSION.TENANT_ID))
                .and(USER_ACCOUNT.ID.eq(SESSION.USER_ID))
                .where(SESSION.TENANT_ID.eq(tenant))
                .and(SESSION.ID.eq(session))
                .and(isOpen(now))
                .and(USER_ACCOUNT.IS_ACTIVE)
                .fetchOptional(row -> new SessionState(
                        row.value1(),
                        row.value2() && row.value4().equals(Session.Via.PASSWORD.key()),
                        row.value3(),
                        // a provider's second factor is the provider's business
                        row.value4().equals(Session.Via.PASSWORD.key()),
                        row.value5() == null ? null : new Viewing(row.value5(), row.value6())));
    }

    /// @param viewer who looked
    record EndedView(UUID id, UserId user, UserId viewer) {}

    List<EndedView> endViews(TenantId tenant, Condition which, Session.EndReason reason, Instant now) {
        return db.update(SESSION)
                .set(SESSION.ENDED_AT, now)
                .set(SESSION.END_REASON, reason.key())
                .where(SESSION.TENANT_ID.eq(tenant))
                .and(SESSION.VIEWER_ID.isNotNull())
                .and(SESSION.ENDED_AT.isNull())
                .and(which)
                .returning(SESSION.ID, SESSION.USER_ID, SESSION.VIEWER_ID)
                .fetch(row -> new EndedView(row.getId(), row.getUserId(), row.getViewerId()));
    }

    void seen(TenantId tenant, UUID session, Instant now) {
        db.update(SESSION)
                .set(SESSION.LAST_SEEN_AT, now)
                .where(SESSION.TENANT_ID.eq(tenant))
                .and(SESSION.ID.eq(session))
                .execute();
    }

    void extend(TenantId tenant, UUID session, Instant now, Instant until) {
        db.update(SESSION)
                .set(SESSION.LAST_SEEN_AT, now)
                .set(SESSION.EXPIRES_AT, until)
                .where(SESSION.TENANT_ID.eq(tenant))
                .and(SESSION.ID.eq(session))
                .execute();
    }

    /// The ids that were open until now, of sessions of one's own.
    List<UUID> end(TenantId tenant, Condition which, Session.EndReason reason, Instant now) {
        return db.update(SESSION)
                .set(SESSION.ENDED_AT, now)
                .set(SESSION.END_REASON, reason.key())
                .where(SESSION.TENANT_ID.eq(tenant))
                .and(which)
                .and(SESSION.VIEWER_ID.isNull())
                .and(SESSION.ENDED_AT.isNull())
                .returning(SESSION.ID)
                .fetch(row -> row.getId());
    }

    void insertToken(OpaqueToken token, UUID session, Instant now, Instant expiresAt) {
        db.insertInto(REFRESH_TOKEN)
                .set(REFRESH_TOKEN.TENANT_ID, token.tenant())
                .set(REFRESH_TOKEN.ID, token.id())
                .set(REFRESH_TOKEN.SESSION_ID, session)
                .set(REFRESH_TOKEN.TOKEN_HASH, token.hash())
                .set(REFRESH_TOKEN.CREATED_AT, now)
                .set(REFRESH_TOKEN.EXPIRES_AT, expiresAt)
                .execute();
    }

    /// Locked, so that of two that use the same token at once the second sees the first.
    Optional<RefreshTokenRecord> lockToken(TenantId tenant, UUID id) {
        return db.selectFrom(REFRESH_TOKEN)
                .where(REFRESH_TOKEN.TENANT_ID.eq(tenant))
                .and(REFRESH_TOKEN.ID.eq(id))
                .forUpdate()
                .fetchOptional();
    }

    void useToken(TenantId tenant, UUID id, UUID successor, Instant now) {
        db.update(REFRESH_TOKEN)
                .set(REFRESH_TOKEN.USED_AT, now)
                .set(REFRESH_TOKEN.SUCCESSOR_ID, successor)
                .where(REFRESH_TOKEN.TENANT_ID.eq(tenant))
                .and(REFRESH_TOKEN.ID.eq(id))
                .execute();
    }

    void insertTicket(OpaqueToken ticket, UUID session, Instant expiresAt) {
        db.deleteFrom(SOCKET_TICKET)
                .where(SOCKET_TICKET.TENANT_ID.eq(ticket.tenant()))
                .and(SOCKET_TICKET.SESSION_ID.eq(session))
                .execute();
        db.insertInto(SOCKET_TICKET)
                .set(SOCKET_TICKET.TENANT_ID, ticket.tenant())
                .set(SOCKET_TICKET.ID, ticket.id())
                .set(SOCKET_TICKET.SESSION_ID, session)
                .set(SOCKET_TICKET.TICKET_HASH, ticket.hash())
                .set(SOCKET_TICKET.EXPIRES_AT, expiresAt)
                .execute();
    }

    Optional<SocketTicketRecord> takeTicket(TenantId tenant, UUID id, byte[] hash) {
        return db.deleteFrom(SOCKET_TICKET)
                .where(SOCKET_TICKET.TENANT_ID.eq(tenant))
                .and(SOCKET_TICKET.ID.eq(id))
                .and(SOCKET_TICKET.TICKET_HASH.eq(hash))
                .returning()
                .fetchOptional();
    }

    void purge(TenantId tenant, Instant endedBefore, Instant now) {
        db.deleteFrom(REFRESH_TOKEN)
                .where(REFRESH_TOKEN.TENANT_ID.eq(tenant))
                .and(REFRESH_TOKEN.EXPIRES_AT.lt(now))
                .execute();
        db.deleteFrom(SESSION)
                .where(SESSION.TENANT_ID.eq(tenant))
                .and(SESSION.ENDED_AT.lt(endedBefore).or(SESSION.EXPIRES_AT.lt(endedBefore)))
                .execute();
    }

    private static Condition isOpen(Instant now) {
        return SESSION.ENDED_AT.isNull().and(SESSION.EXPIRES_AT.gt(now));
    }

    static Condition only(UUID session) {
        return SESSION.ID.eq(session);
    }

    static Condition only(UserId user, UUID session) {
        return SESSION.USER_ID.eq(user).and(SESSION.ID.eq(session));
    }

    static Condition viewedBy(UserId viewer) {
        return SESSION.VIEWER_ID.eq(viewer);
    }

    static Condition viewedOn(Collection<UUID> ownSessions) {
        return SESSION.VIEWER_SESSION_ID.in(ownSessions);
    }

    static Condition allOf(UserId user, @Nullable UUID except) {
        var all = SESSION.USER_ID.eq(user);
        return except == null ? all : all.and(SESSION.ID.ne(except));
    }
}
