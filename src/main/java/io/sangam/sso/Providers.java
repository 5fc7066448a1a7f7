package io.sangam.sso;

import io.sangam.access.Access;
import io.sangam.access.Administration;
import io.sangam.access.Level;
import io.sangam.identity.SecretBox;
import io.sangam.identity.SecurityEvents;
import io.sangam.identity.UserAccounts;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.outbound.OutboundGuard;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// By whom a company lets its people be recognised. Each change stands in the security log.
@Service
@Transactional
class Providers {

    private static final String MODULE = "system";
    private static final int MOST = 10;
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private final ProviderRepository repository;
    private final OutboundGuard guard;
    private final Discovery discovery;
    private final SecretBox secrets;
    private final Access access;
    private final Administration administration;
    private final UserAccounts accounts;
    private final SecurityEvents log;
    private final Clock clock;

    Providers(
            ProviderRepository repository,
            OutboundGuard guard,
            Discovery discovery,
            SecretBox secrets,
            Access access,
            Administration administration,
            UserAccounts accounts,
            SecurityEvents log,
            Clock clock) {
        this.repository = repository;
        this.guard = guard;
        this.discovery = discovery;
        this.secrets = secrets;
        this.access = access;
        this.administration = administration;
        this.accounts = accounts;
        this.log = log;
        this.clock = clock;
    }

    /// @param roleId what unknown people become; null keeps them outside
    record Wish(
            String name,
            String issuer,
            String clientId,
            List<String> domains,
            @Nullable UUID roleId,
            boolean active) {}

    @Transactional(readOnly = true)
    List<Provider> all(Actor actor) {
        access.require(actor, MODULE, Level.READ);
        return repository.all(actor.tenant());
    }

    @Transactional(readOnly = true)
    boolean passwords(Actor actor) {
        access.require(actor, MODULE, Level.READ);
        return repository.passwords(actor.tenant());
    }

    Provider add(Actor actor, Wish wish, String secret) {
        requireOver(actor, wish.roleId());
        var others = repository.all(actor.tenant());
        if (others.size() >= MOST) {
            throw new SangamException(SsoError.PROVIDER_LIMIT, "A company has at most " + MOST + " providers");
        }
        var provider = checked(others, Ids.next(), wish, 0);
        repository.insert(actor.tenant(), provider, sealed(actor, secret), actor.user(), clock.instant());
        note(actor, "provider_added", provider);
        return provider;
    }

    /// @param secret null keeps the one there is, which only its own issuer may have
    Provider change(Actor actor, UUID id, int version, Wish wish, @Nullable String secret) {
        requireOver(actor, wish.roleId());
        var before = find(actor, id);
        if (before.version() != version) {
            throw conflict(before);
        }
        var after = checked(repository.all(actor.tenant()), id, wish, version);
        if (secret == null && !after.issuer().equals(before.issuer())) {
            throw SangamException.invalid(
                    "clientSecret", "VALUE_MISSING", "Another issuer needs its own client secret; type it in");
        }
        if (!repository.update(actor.tenant(), after, actor.user(), clock.instant())) {
            throw conflict(find(actor, id));
        }
        if (secret != null) {
            repository.setSecret(actor.tenant(), id, sealed(actor, secret));
        }
        discovery.forget(after.issuer());
        note(actor, "provider_changed", after);
        return find(actor, id);
    }

    void delete(Actor actor, UUID id, int version) {
        requireOver(actor, null);
        var before = find(actor, id);
        if (!repository.delete(actor.tenant(), id, version)) {
            throw conflict(before);
        }
        note(actor, "provider_deleted", before);
    }

    /// Without an active provider everybody could be locked out, so then passwords stay.
    void setPasswords(Actor actor, boolean passwords) {
        requireOver(actor, null);
        if (!passwords && repository.all(actor.tenant()).stream().noneMatch(Provider::active)) {
            throw new SangamException(
                    SsoError.PROVIDER_MISSING, "Add a provider that works first; else nobody could sign in");
        }
        repository.setPasswords(actor.tenant(), passwords, actor.user(), clock.instant());
        log.record(actor, "password_policy_changed", Map.of("passwords", passwords));
    }

    /// For somebody who got a new account at the provider: the next sign-in goes by his address again.
    void unlink(Actor actor, UserId user) {
        requireOver(actor, null);
        accounts.get(actor, user);
        if (repository.unlink(actor.tenant(), user) > 0) {
            log.record(actor, "provider_unlinked", Map.of("user", user));
        }
    }

    /// Its secret is read in a transaction of its own; what follows waits for the outside world.
    @Transactional(readOnly = true)
    Provider forTest(Actor actor, UUID id) {
        access.require(actor, MODULE, Level.WRITE);
        return find(actor, id);
    }

    private Provider find(Actor actor, UUID id) {
        return repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
    }

    private void requireOver(Actor actor, @Nullable UUID roleId) {
        access.require(actor, MODULE, Level.WRITE);
        administration.requireOverSignIn(actor, roleId);
    }

    private Provider checked(List<Provider> others, UUID id, Wish wish, int version) {
        var name = wish.name().strip();
        if (others.stream()
                .anyMatch(other -> !other.id().equals(id) && other.name().equalsIgnoreCase(name))) {
            throw new SangamException(SsoError.PROVIDER_NAME_TAKEN, "There is already a provider " + name);
        }
        var issuer = guard.check("issuer", wish.issuer().strip());
        if (issuer.getRawQuery() != null) {
            throw SangamException.invalid("issuer", "URL_INVALID", "An issuer is an address without a question mark");
        }
        var domains = wish.domains().stream()
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
        if (!domains.stream().allMatch(domain -> DOMAIN.matcher(domain).matches())) {
            throw SangamException.invalid(
                    "domains", "DOMAIN_INVALID", "A domain is what follows the @, as example.com");
        }
        if (wish.roleId() != null && domains.isEmpty()) {
            throw SangamException.invalid(
                    "domains", "VALUE_MISSING", "Name the domains whose people get an account by themselves");
        }
        return new Provider(
                id, name, issuer.toString(), wish.clientId().strip(), domains, wish.roleId(), wish.active(), version);
    }

    private byte[] sealed(Actor actor, String secret) {
        return secrets.seal(actor.tenant(), secret.getBytes(StandardCharsets.UTF_8));
    }

    private void note(Actor actor, String kind, Provider provider) {
        log.record(
                actor,
                kind,
                Map.of(
                        "provider", provider.name(),
                        "issuer", provider.issuer(),
                        "domains", provider.domains(),
                        "role", Objects.requireNonNullElse(provider.roleId(), ""),
                        "active", provider.active()));
    }

    private static SangamException conflict(Provider current) {
        return new SangamException(
                        KernelError.VERSION_CONFLICT,
                        "Somebody changed this provider meanwhile; look at it and try again")
                .with("current", current);
    }
}
