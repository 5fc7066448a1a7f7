package io.sangam.sso;

import com.nimbusds.jwt.JWTClaimsSet;
import io.sangam.access.Administration;
import io.sangam.identity.Device;
import io.sangam.identity.OpaqueToken;
import io.sangam.identity.SecretBox;
import io.sangam.identity.SecurityEvents;
import io.sangam.identity.SignIn;
import io.sangam.identity.Tokens;
import io.sangam.identity.UserAccounts;
import io.sangam.identity.UserAccounts.NewUser;
import io.sangam.kernel.EmailAddress;
import io.sangam.kernel.PublicUrl;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.outbound.Outbound;
import io.sangam.sso.db.tables.records.AttemptRecord;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// Sends people to their company's provider and takes them back: the authorization code flow with PKCE, state, nonce.
///
/// The browser's cookie is the one secret of an attempt. Nonce and PKCE verifier follow from it, and the database holds
/// hashes: who reads the database, the address or the provider's log alone can finish nothing. The provider is asked
/// between transactions, so that no connection waits for it.
@Service
class SsoSignIn {

    static final Duration LIFE = Duration.ofMinutes(10);
    static final String CALLBACK = "/api/v1/sso/callback";

    private static final String STATE = "ss_";
    private static final int SECRET = 32;
    private static final int LONGEST_CODE = 4_000;
    private static final int LONGEST_NAME = 200;

    private final ProviderRepository repository;
    private final Discovery discovery;
    private final IdTokens idTokens;
    private final Outbound outbound;
    private final SecretBox secrets;
    private final Tenants tenants;
    private final UserAccounts accounts;
    private final Administration administration;
    private final SignIn signIn;
    private final SecurityEvents log;
    private final PublicUrl site;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SsoSignIn(
            ProviderRepository repository,
            Discovery discovery,
            IdTokens idTokens,
            Outbound outbound,
            SecretBox secrets,
            Tenants tenants,
            UserAccounts accounts,
            Administration administration,
            SignIn signIn,
            SecurityEvents log,
            PublicUrl site,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.discovery = discovery;
        this.idTokens = idTokens;
        this.outbound = outbound;
        this.secrets = secrets;
        this.tenants = tenants;
        this.accounts = accounts;
        this.administration = administration;
        this.signIn = signIn;
        this.log = log;
        this.site = site;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param location where the browser goes now
    /// @param cookie what it keeps meanwhile, under a name of the attempt's own: two tabs do not disturb each other
    record Begun(URI location, String cookieName, String cookie) {}

    /// @param target the page of ours where he wanted to go
    record Finished(Tokens tokens, String target) {}

    /// What a provider's answer says.
    ///
    /// @param issuer by RFC 9207
    record Returned(
            @Nullable String state,
            @Nullable String code,
            @Nullable String error,
            @Nullable String issuer) {}

    /// An unknown company looks like one without providers.
    List<Provider> options(String slug) {
        return tenants.activeBySlug(slug.strip().toLowerCase(Locale.ROOT))
                .map(tenant -> TenantScope.call(
                        tenant,
                        () -> inTransaction(() -> repository.all(tenant).stream()
                                .filter(Provider::active)
                                .toList())))
                .orElse(List.of());
    }

    Begun begin(String slug, UUID providerId, String target) {
        var tenant = tenants.activeBySlug(slug.strip().toLowerCase(Locale.ROOT)).orElseThrow(SangamException::notFound);
        return TenantScope.call(tenant, () -> begin(tenant, providerId, target));
    }

    private Begun begin(TenantId tenant, UUID providerId, String target) {
        var provider = inTransaction(() -> active(tenant, providerId)).orElseThrow(SangamException::notFound);
        var metadata = discovery.of(provider.issuer());
        var state = OpaqueToken.make(tenant);
        var browser = new byte[SECRET];
        random.nextBytes(browser);
        transactions.executeWithoutResult(_ -> repository.insertAttempt(
                state, providerId, sha256(browser), target, clock.instant().plus(LIFE)));
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", provider.clientId());
        query.put("redirect_uri", redirectUri());
        query.put("scope", "openid email profile");
        query.put("state", state.text(STATE));
        query.put("nonce", derived(browser, "nonce"));
        query.put("code_challenge", text(sha256(verifier(browser).getBytes(StandardCharsets.US_ASCII))));
        query.put("code_challenge_method", "S256");
        var address = metadata.authorization();
        var glue = address.getRawQuery() == null ? "?" : "&";
        return new Begun(URI.create(address + glue + encoded(query)), cookieName(state), text(browser));
    }

    /// The cookie of the attempt that comes back; null when it can't be one of ours.
    static @Nullable String cookieName(@Nullable String state) {
        return state == null
                ? null
                : OpaqueToken.parse(STATE, state).map(SsoSignIn::cookieName).orElse(null);
    }

    /// @param cookie of that attempt, if the browser has it
    Finished finish(Returned returned, @Nullable String cookie, Device device) {
        var state = Optional.ofNullable(returned.state())
                .flatMap(text -> OpaqueToken.parse(STATE, text))
                .orElseThrow(SsoSignIn::expired);
        return TenantScope.call(state.tenant(), () -> finish(state, returned, cookie, device));
    }

    private Finished finish(OpaqueToken state, Returned returned, @Nullable String cookie, Device device) {
        var tenant = state.tenant();
        var attempt = tenants.isActive(tenant)
                ? inTransaction(() -> repository.takeAttempt(state)).orElseThrow(SsoSignIn::expired)
                : SsoSignIn.<AttemptRecord>refuse();
        var provider = inTransaction(() -> active(tenant, attempt.getProviderId()));
        try {
            if (!clock.instant().isBefore(attempt.getExpiresAt()) || provider.isEmpty()) {
                throw expired();
            }
            var tokens = finish(tenant, provider.get(), attempt, returned, cookie, device);
            return new Finished(tokens, attempt.getTarget());
        } catch (SangamException refusal) {
            var details = Map.of(
                    "provider", provider.map(Provider::name).orElse(""),
                    "reason", refusal.code().name(),
                    "detail", refusal.getMessage());
            transactions.executeWithoutResult(_ -> log.record(tenant, "sso_failed", null, device, details));
            throw refusal;
        }
    }

    private Tokens finish(
            TenantId tenant,
            Provider provider,
            AttemptRecord attempt,
            Returned returned,
            @Nullable String cookie,
            Device device) {
        var browser = secret(cookie)
                .filter(found -> MessageDigest.isEqual(sha256(found), attempt.getBrowserHash()))
                .orElseThrow(() ->
                        new SangamException(SsoError.SSO_OTHER_BROWSER, "The sign-in was begun in another browser"));
        var metadata = discovery.of(provider.issuer());
        if (returned.issuer() == null
                ? metadata.namesItself()
                : !returned.issuer().equals(provider.issuer())) {
            throw new SangamException(SsoError.SSO_TOKEN_INVALID, "Another provider has answered");
        }
        if (returned.error() != null) {
            // Its own words may be anything: they are neither shown nor kept.
            throw new SangamException(SsoError.SSO_DENIED, "The provider did not let him in");
        }
        var code = returned.code();
        if (code == null || code.length() > LONGEST_CODE) {
            throw new SangamException(SsoError.SSO_TOKEN_INVALID, "The provider sent no code");
        }
        var answer = exchange(tenant, provider, metadata, code, browser);
        var accessToken = answer.path("access_token").asString("");
        var claims = idTokens.verified(
                metadata,
                provider.clientId(),
                derived(browser, "nonce"),
                answer.path("id_token").asString(""),
                accessToken.isEmpty() ? null : accessToken);
        var person = person(metadata, claims, accessToken);
        return inTransaction(() -> signIn.vouchedFor(
                        tenant,
                        user(tenant, provider, claims.getSubject(), person),
                        device,
                        Map.of("provider", provider.name())))
                .orElseThrow(() -> noAccount("The account is closed"));
    }

    private JsonNode exchange(
            TenantId tenant, Provider provider, Discovery.Metadata metadata, String code, byte[] browser) {
        var secret = new String(
                secrets.open(
                        tenant,
                        inTransaction(() -> repository.secret(tenant, provider.id()))
                                .orElseThrow(SsoSignIn::expired)),
                StandardCharsets.UTF_8);
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri());
        form.put("code_verifier", verifier(browser));
        var headers = new LinkedHashMap<>(Map.of("Accept", "application/json"));
        if (metadata.secretInBody()) {
            form.put("client_id", provider.clientId());
            form.put("client_secret", secret);
        } else {
            var pair = encoded(provider.clientId()) + ":" + encoded(secret);
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        var reply = outbound.postForm(Discovery.endpoint(provider.issuer()), metadata.token(), headers, form);
        return discovery.parse(Discovery.body(reply));
    }

    /// @param email null unless the provider has verified it
    /// @param told the address as told, verified or not
    private record Person(
            @Nullable String email,
            @Nullable String told,
            @Nullable String name) {}

    private Person person(Discovery.Metadata metadata, JWTClaimsSet claims, String accessToken) {
        try {
            if (claims.getClaim("email") != null || metadata.userInfo() == null || accessToken.isEmpty()) {
                var verified = claims.getClaim("email_verified");
                return person(
                        claims.getStringClaim("email"),
                        verified != null && "true".equals(verified.toString()),
                        claims.getStringClaim("name"));
            }
        } catch (ParseException _) {
            throw new SangamException(SsoError.SSO_TOKEN_INVALID, "Its claims are no texts");
        }
        var reply = outbound.get(
                Discovery.endpoint(metadata.issuer()),
                metadata.userInfo(),
                Map.of("Authorization", "Bearer " + accessToken, "Accept", "application/json"));
        var info = discovery.parse(Discovery.body(reply));
        if (!claims.getSubject().equals(info.path("sub").asString(""))) {
            throw new SangamException(SsoError.SSO_TOKEN_INVALID, "The provider tells about somebody else");
        }
        return person(
                info.hasNonNull("email") ? info.path("email").asString("") : null,
                "true".equals(info.path("email_verified").asString("")),
                info.hasNonNull("name") ? info.path("name").asString("") : null);
    }

    private static Person person(@Nullable String email, boolean verified, @Nullable String name) {
        var address = email == null
                ? null
                : EmailAddress.parse(email).map(EmailAddress::norm).orElse(null);
        return new Person(verified ? address : null, address, name);
    }

    /// Once linked, the subject decides: addresses change hands. A provider's domains bind the linked too, as far as it
    /// tells an address.
    private UserId user(TenantId tenant, Provider provider, String subject, Person person) {
        var linked = linked(tenant, provider, subject, person);
        if (linked.isPresent()) {
            return linked.get();
        }
        var email = person.email();
        if (email == null) {
            throw new SangamException(
                    SsoError.SSO_EMAIL_UNVERIFIED, "The provider vouches for no e-mail address of this person");
        }
        if (!provider.vouchesFor(email)) {
            throw foreignDomain();
        }
        // Two tabs at once, and a double click: the second waits, and finds what the first has made.
        repository.lockNewcomer(tenant, email);
        var meanwhile = linked(tenant, provider, subject, person);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        var user = accounts.holder(tenant, email).orElseGet(() -> newcomer(tenant, provider, email, person.name()));
        if (!repository.link(tenant, provider.issuer(), subject, user, clock.instant())) {
            throw noAccount("The address belongs to an account that signs in as somebody else there");
        }
        return user;
    }

    private Optional<UserId> linked(TenantId tenant, Provider provider, String subject, Person person) {
        var linked = repository.linked(tenant, provider.issuer(), subject);
        if (linked.isPresent()) {
            if (person.told() != null && !provider.vouchesFor(person.told())) {
                throw foreignDomain();
            }
            repository.used(tenant, provider.issuer(), subject, clock.instant());
        }
        return linked;
    }

    private UserId newcomer(TenantId tenant, Provider provider, String email, @Nullable String name) {
        if (provider.roleId() == null) {
            throw noAccount("There is no account with this address");
        }
        var called = name == null || name.isBlank() ? email.substring(0, email.indexOf('@')) : name.strip();
        return administration
                .createFromOutside(
                        tenant,
                        NewUser.named(called.substring(0, Math.min(LONGEST_NAME, called.length())), email),
                        provider.roleId())
                .id();
    }

    private Optional<Provider> active(TenantId tenant, UUID id) {
        return repository.find(tenant, id).filter(Provider::active);
    }

    String redirectUri() {
        return site.origin() + CALLBACK;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return transactions.execute(_ -> work.get());
    }

    private static String cookieName(OpaqueToken state) {
        return "sangam_sso_" + Long.toHexString(state.id().getLeastSignificantBits());
    }

    private static Optional<byte[]> secret(@Nullable String cookie) {
        try {
            return Optional.ofNullable(cookie)
                    .filter(text -> text.length() < 100)
                    .map(Base64.getUrlDecoder()::decode);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String verifier(byte[] browser) {
        return derived(browser, "verifier");
    }

    private static String derived(byte[] browser, String purpose) {
        var digest = digest();
        digest.update((purpose + " ").getBytes(StandardCharsets.US_ASCII));
        return text(digest.digest(browser));
    }

    private static byte[] sha256(byte[] bytes) {
        return digest().digest(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static <T> T refuse() {
        throw expired();
    }

    private static SangamException expired() {
        return new SangamException(SsoError.SSO_EXPIRED, "The sign-in took too long, or was finished already");
    }

    private static SangamException foreignDomain() {
        return new SangamException(
                SsoError.SSO_DOMAIN_REFUSED, "The company does not take addresses of this domain from this provider");
    }

    private static SangamException noAccount(String reason) {
        return new SangamException(SsoError.SSO_NO_ACCOUNT, reason);
    }
}
