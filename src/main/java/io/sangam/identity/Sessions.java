package io.sangam.identity;

import static java.util.Objects.requireNonNull;

import io.sangam.events.SessionEnded;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.ReadThrough;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// Sessions begin with a sign-in, live on as long as their refresh tokens are used in turn, and end at once everywhere.
@Service
@Transactional
class Sessions {

    static final String REFRESH_PREFIX = "rt_";
    /// How somebody signed in, for his own history and the security log.
    static final String BY_PASSWORD = "password";

    static final String BY_CODE = "code";
    static final String BY_RECOVERY_CODE = "recovery_code";
    static final String BY_PASSKEY = "passkey";
    static final Duration REFRESH_LIFE = Duration.ofDays(30);
    /// Two tabs, or a lost answer: within this time the same successor is handed out again.
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    /// What became of a refresh token.
    sealed interface Refresh {
        record Renewed(Tokens tokens) implements Refresh {}

        /// Somebody else has it too: the session is over.
        record Reused() implements Refresh {}

        record Refused() implements Refresh {}
    }

    private record Key(TenantId tenant, UUID session) {}

    private final SessionRepository repository;
    private final UserRepository users;
    private final AccessTokens accessTokens;
    private final TokenKeys keys;
    private final FactorDuty duty;
    private final SecurityLog log;
    private final Tenants tenants;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final Clock clock;
    /// Every request asks; whatever ends a session shows within these seconds, in every process.
    private final ReadThrough<Key, Optional<SessionState>> states = new ReadThrough<>(50_000, Key::tenant, this::read);

    Sessions(
            SessionRepository repository,
            UserRepository users,
            AccessTokens accessTokens,
            TokenKeys keys,
            FactorDuty duty,
            SecurityLog log,
            Tenants tenants,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.users = users;
        this.accessTokens = accessTokens;
        this.keys = keys;
        this.duty = duty;
        this.log = log;
        this.tenants = tenants;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    Tokens open(TenantId tenant, UserId user, Device device) {
        return open(tenant, user, device, Session.Via.PASSWORD, Map.of());
    }

    /// @param details what the security log should say beside who and from where
    Tokens open(TenantId tenant, UserId user, Device device, Session.Via via, Map<String, ?> details) {
        var now = clock.instant();
        var session = new Session(
                Ids.next(), user, device.label(), device.platform(), device.ip(), now, now, now.plus(REFRESH_LIFE));
        repository.insert(tenant, session, device.userAgent(), via, null);
        var refresh = OpaqueToken.make(tenant);
        repository.insertToken(refresh, session.id(), now, now.plus(REFRESH_LIFE));
        users.setLastLogin(tenant, user, now);
        var all = new HashMap<String, Object>(details);
        all.putIfAbsent("how", via.key());
        log.record(tenant, SecurityLog.Kind.LOGIN, user, user, device, all);
        var mustChange = via == Session.Via.PASSWORD && users.mustChangePassword(tenant, user);
        return tokens(tenant, user, session.id(), refresh, mustChange);
    }

    Refresh refresh(OpaqueToken token, Device device) {
        var tenant = token.tenant();
        var now = clock.instant();
        var stored = repository
                .lockToken(tenant, token.id())
                .filter(row -> token.matches(row.getTokenHash()))
                .orElse(null);
        if (stored == null || !stored.getExpiresAt().isAfter(now)) {
            return new Refresh.Refused();
        }
        var session = stored.getSessionId();
        var state = repository.state(tenant, session, now).orElse(null);
        if (state == null) {
            return new Refresh.Refused();
        }
        var secret = keys.successor(token.secret());
        if (stored.getUsedAt() == null) {
            var successor = new OpaqueToken(tenant, Ids.next(), secret);
            repository.useToken(tenant, token.id(), successor.id(), now);
            repository.insertToken(successor, session, now, now.plus(REFRESH_LIFE));
            repository.extend(tenant, session, now, now.plus(REFRESH_LIFE));
            return new Refresh.Renewed(tokens(tenant, state.user(), session, successor, state.mustChangePassword()));
        }
        if (now.isBefore(stored.getUsedAt().plus(GRACE))) {
            var successor = new OpaqueToken(tenant, stored.getSuccessorId(), secret);
            return new Refresh.Renewed(tokens(tenant, state.user(), session, successor, state.mustChangePassword()));
        }
        end(tenant, SessionRepository.only(session), Session.EndReason.REFRESH_REUSE);
        log.record(tenant, SecurityLog.Kind.REFRESH_REUSE, state.user(), device);
        return new Refresh.Reused();
    }

    void logout(Actor actor, UUID session, Device device) {
        end(actor.tenant(), SessionRepository.only(session), Session.EndReason.LOGOUT);
        log.record(actor.tenant(), SecurityLog.Kind.LOGOUT, actor.user(), device);
    }

    /// Ends one of the actor's own sessions.
    void revoke(Actor actor, UUID session, Device device) {
        var ended = end(actor.tenant(), SessionRepository.only(actor.user(), session), Session.EndReason.REVOKED);
        if (ended.isEmpty()) {
            throw SangamException.notFound();
        }
        log.record(actor.tenant(), SecurityLog.Kind.SESSION_REVOKED, actor.user(), device);
    }

    void endAll(TenantId tenant, UserId user, Session.EndReason reason, @Nullable UUID except) {
        end(tenant, SessionRepository.allOf(user, except), reason);
    }

    List<Session> of(Actor actor) {
        return repository.open(actor.tenant(), actor.user(), clock.instant());
    }

    /// The state of a session that is open; at most three seconds old. A hit needs no transaction.
    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<SessionState> state(TenantId tenant, UUID session) {
        return states.get(new Key(tenant, session));
    }

    private Optional<SessionState> read(Key key) {
        return requireNonNull(transactions.execute(_ -> load(key)));
    }

    private Optional<SessionState> load(Key key) {
        var now = clock.instant();
        var state = tenants.isActive(key.tenant())
                ? repository.state(key.tenant(), key.session(), now)
                : Optional.<SessionState>empty();
        state.map(SessionState::lastSeenAt)
                .filter(seen -> seen.isBefore(now.minus(SEEN_EVERY)))
                .ifPresent(_ -> repository.seen(key.tenant(), key.session(), now));
        return state.map(
                open -> open.withFactorDue(open.factorDue() && duty.isDue(new Actor(key.tenant(), open.user()))));
    }

    /// What this process knows of a session is out of date.
    @Transactional(propagation = Propagation.SUPPORTS)
    void forget(TenantId tenant, UUID session) {
        states.forget(new Key(tenant, session));
    }

    /// A session that ends by itself and can't be renewed.
    UUID openView(TenantId tenant, UserId viewed, SessionRepository.Viewer viewer, Device device, Duration life) {
        var now = clock.instant();
        var session = new Session(
                Ids.next(), viewed, device.label(), device.platform(), device.ip(), now, now, now.plus(life));
        repository.insert(tenant, session, device.userAgent(), Session.Via.VIEW, viewer);
        return session.id();
    }

    /// @param how for the security log: `ended`, `expired`, `replaced` by another, `signed_out`
    void endViews(TenantId tenant, Condition which, String how, Device device) {
        var reason = how.equals("ended") ? Session.EndReason.LOGOUT : Session.EndReason.REVOKED;
        for (var view : repository.endViews(tenant, which, reason, clock.instant())) {
            announceEnd(tenant, view.id());
            log.record(
                    tenant,
                    SecurityLog.Kind.VIEW_AS_ENDED,
                    view.user(),
                    view.viewer(),
                    device,
                    Map.of("session", view.id(), "how", how));
        }
    }

    /// With a session end the views that were opened on it.
    private List<UUID> end(TenantId tenant, Condition which, Session.EndReason reason) {
        var ended = repository.end(tenant, which, reason, clock.instant());
        ended.forEach(session -> announceEnd(tenant, session));
        endViews(tenant, which.or(SessionRepository.viewedOn(ended)), "signed_out", Device.NONE);
        return ended;
    }

    private void announceEnd(TenantId tenant, UUID session) {
        states.put(new Key(tenant, session), Optional.empty());
        events.publishEvent(new SessionEnded(tenant, session));
    }

    private Tokens tokens(TenantId tenant, UserId user, UUID session, OpaqueToken refresh, boolean mustChange) {
        return new Tokens(
                accessTokens.issue(tenant, user, session), refresh.text(REFRESH_PREFIX), AccessTokens.LIFE, mustChange);
    }
}
