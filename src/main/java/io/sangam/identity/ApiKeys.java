package io.sangam.identity;

import static java.util.Objects.requireNonNull;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.ReadThrough;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// Keys by which scripts and other systems act for a person. Who may make and end which is decided by `access`.
@Service
@Transactional
public class ApiKeys {

    private static final int MOST_PER_PERSON = 50;
    private static final int MAX_NAME = 100;
    private static final Duration USED_EVERY = Duration.ofMinutes(1);

    private record Id(TenantId tenant, UUID key) {}

    private final ApiKeyRepository repository;
    private final FactorDuty duty;
    private final SecurityLog log;
    private final Tenants tenants;
    private final TransactionOperations transactions;
    private final Clock clock;
    /// Every request asks; whatever ends a key shows within these seconds, in every process.
    private final ReadThrough<Id, Optional<ApiKeyRepository.Live>> live =
            new ReadThrough<>(50_000, Id::tenant, this::load);

    ApiKeys(
            ApiKeyRepository repository,
            FactorDuty duty,
            SecurityLog log,
            Tenants tenants,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.duty = duty;
        this.log = log;
        this.tenants = tenants;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param key says which key it is, `secret` proves it: told once, together `key.secret` or `key:secret`
    public record Created(ApiKey apiKey, String key, String secret) {}

    /// @param mustChangePassword its owner has a one-time password, which opens nothing else for his keys either
    /// @param factorDue its owner has to get a second factor first
    record Presented(KeyInUse key, boolean mustChangePassword, boolean factorDue) {}

    public Created create(
            Actor owner, String name, Set<KeyScope> scopes, Set<String> modules, @Nullable Instant expiresAt) {
        var now = clock.instant();
        var checked = name.strip();
        if (checked.isEmpty() || checked.length() > MAX_NAME) {
            throw SangamException.invalid("name", "NAME_INVALID", "A name has 1 to 100 characters");
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw SangamException.invalid("expiresAt", "VALUE_OUT_OF_RANGE", "A key expires in the future");
        }
        if (repository.count(owner.tenant(), owner.user()) >= MOST_PER_PERSON) {
            throw new SangamException(
                    IdentityError.API_KEY_LIMIT, "A person has at most 50 keys; revoke one you no longer use");
        }
        var token = KeyToken.make(owner.tenant(), Ids.next());
        var key = new ApiKey(
                token.id(), owner.user(), checked, Set.copyOf(scopes), Set.copyOf(modules), now, expiresAt, null, "");
        repository.insert(owner.tenant(), key, token.secretHash());
        log.record(owner, "api_key_created", Map.of("key", checked, "scopes", scopes, "modules", modules));
        return new Created(key, token.key(), token.secretText());
    }

    /// Newest first; of everybody when `user` is null.
    @Transactional(readOnly = true)
    public List<ApiKey> list(TenantId tenant, @Nullable UserId user, @Nullable UUID before, int limit) {
        return repository.list(tenant, user, before, limit);
    }

    @Transactional(readOnly = true)
    public ApiKey get(TenantId tenant, UUID id) {
        return repository.find(tenant, id).orElseThrow(SangamException::notFound);
    }

    /// Refused within three seconds everywhere, here at once.
    public void revoke(Actor actor, ApiKey key) {
        if (repository.revoke(actor.tenant(), key.id(), actor.user(), clock.instant())) {
            log.record(actor, "api_key_revoked", key.user(), Map.of("key", key.name()));
        }
        live.put(new Id(actor.tenant(), key.id()), Optional.empty());
    }

    /// The key a request presents, if it counts. A hit needs no transaction.
    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<Presented> present(KeyToken token, String ip) {
        var id = new Id(token.tenant(), token.id());
        return TenantScope.call(
                token.tenant(),
                () -> live.get(id)
                        .filter(found -> token.matches(found.secretHash()))
                        .filter(found -> !isExpired(found.key()))
                        .map(found -> noteUse(id, found, ip))
                        .map(found -> new Presented(
                                inUse(token.tenant(), found.key()), found.mustChangePassword(), found.factorDue())));
    }

    private Optional<ApiKeyRepository.Live> load(Id id) {
        return requireNonNull(transactions.execute(_ -> tenants.isActive(id.tenant())
                ? repository
                        .live(id.tenant(), id.key(), clock.instant())
                        .map(found -> found.withFactorDue(
                                duty.isDue(new Actor(id.tenant(), found.key().user()))))
                : Optional.<ApiKeyRepository.Live>empty()));
    }

    private ApiKeyRepository.Live noteUse(Id id, ApiKeyRepository.Live found, String ip) {
        var now = clock.instant();
        var due = now.minus(USED_EVERY);
        var last = found.key().lastUsedAt();
        if (last == null || last.isBefore(due)) {
            transactions.executeWithoutResult(_ -> repository.used(id.tenant(), id.key(), ip, now, due));
            live.forget(id);
        }
        return found;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean isExpired(ApiKey key) {
        return key.expiresAt() != null && !key.expiresAt().isAfter(clock.instant());
    }

    private static KeyInUse inUse(TenantId tenant, ApiKey key) {
        return new KeyInUse(new Actor(tenant, key.user()), key.id(), key.name(), key.scopes(), key.modules());
    }
}
