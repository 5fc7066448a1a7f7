package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.EmailAddress;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// The ways to prove who one is. Passwords are hashed between transactions, so that no connection waits for it.
@Service
public class SignIn {

    private final Tenants tenants;
    private final UserRepository users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final PasswordChanges changes;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final LoginThrottle throttle;
    private final SecurityLog log;
    private final DirectoryCache directories;
    private final PasswordPolicy policy;
    private final TransactionOperations transactions;

    SignIn(
            Tenants tenants,
            UserRepository users,
            Sessions sessions,
            Passwords passwords,
            PasswordChanges changes,
            SecondFactors factors,
            Passkeys passkeys,
            Challenges challenges,
            LoginThrottle throttle,
            SecurityLog log,
            DirectoryCache directories,
            PasswordPolicy policy,
            TransactionOperations transactions) {
        this.tenants = tenants;
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.changes = changes;
        this.factors = factors;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.throttle = throttle;
        this.log = log;
        this.directories = directories;
        this.policy = policy;
        this.transactions = transactions;
    }

    /// Fails the same way, after the same work, whether the company, the user or the password is wrong.
    public Entry login(String slug, String email, String password, Device device) {
        var name = new EmailAddress(email.strip()).norm();
        var counted = LoginThrottle.nameOf(slug, name);
        throttle.check(counted, device);
        var tenant = tenants.activeBySlug(slug.strip().toLowerCase(Locale.ROOT));
        if (tenant.isEmpty()) {
            passwords.matchNobody(password);
            throttle.failed(counted, device);
            throw loginFailed();
        }
        return TenantScope.call(tenant.get(), () -> login(tenant.get(), name, password, device, counted));
    }

    private Entry login(TenantId tenant, String name, String password, Device device, String counted) {
        var found = inTransaction(() -> users.credentials(tenant, name));
        var right = found.map(account -> passwords.matches(password, account.passwordHash()))
                .orElseGet(() -> {
                    passwords.matchNobody(password);
                    return false;
                });
        if (!right || !found.get().active()) {
            var user = found.map(UserRepository.Credentials::user).orElse(null);
            var closed = throttle.failed(counted, device);
            transactions.executeWithoutResult(_ -> {
                log.record(tenant, SecurityLog.Kind.FAILED_LOGIN, user, device, Sessions.BY_PASSWORD);
                if (closed) {
                    log.record(tenant, SecurityLog.Kind.SIGN_IN_CLOSED, user, device);
                }
            });
            throw loginFailed();
        }
        throttle.succeeded(counted);
        var user = found.get().user();
        // Told only to who knows the password: it says that the account exists.
        if (!inTransaction(() -> policy.allows(tenant, user))) {
            throw new SangamException(
                    IdentityError.PASSWORD_SIGN_IN_OFF, "Your company signs in through its own provider");
        }
        return enter(tenant, user, found.get().passwordHash(), device);
    }

    /// Lets in whom an outside provider vouches for; a second factor is the provider's business. Whoever left the
    /// company stays outside this way too.
    ///
    /// @param details what the security log should say beside who and from where
    public Optional<Tokens> vouchedFor(TenantId tenant, UserId user, Device device, Map<String, ?> details) {
        return inTransaction(() -> users.find(tenant, user)
                .filter(User::active)
                .map(_ -> sessions.open(tenant, user, device, Session.Via.PROVIDER, details)));
    }

    /// In, or to the second step: a challenge that dies with the password it was given for.
    private Entry enter(TenantId tenant, UserId user, String passwordHash, Device device) {
        var methods = inTransaction(() -> factors.methods(tenant, user));
        if (methods.isEmpty()) {
            return sessions.open(tenant, user, device);
        }
        var challenge = challenges.issue(
                Challenges.Purpose.SECOND_STEP, SecondStepToken.bound(tenant, user), bytes(passwordHash));
        return new Entry.SecondStep(new SecondStepToken(tenant, user, challenge).text(), methods, Challenges.LIFE);
    }

    /// The second step with a code of the app or a recovery code.
    Tokens withCode(String challenge, String code, Device device) {
        var token = SecondStepToken.parse(challenge).orElseThrow(SignIn::challengeRefused);
        return TenantScope.call(token.tenant(), () -> {
            requireGenuine(token);
            var counted = SecondFactors.counted(token.actor());
            throttle.check(counted, device);
            var opened = inTransaction(() -> {
                var taken = factors.take(token.tenant(), token.user(), code);
                if (taken == SecondFactors.Taken.NOTHING) {
                    log.record(token.tenant(), SecurityLog.Kind.SECOND_FACTOR_FAILED, token.user(), device);
                    return Optional.<Tokens>empty();
                }
                if (taken == SecondFactors.Taken.RECOVERY_CODE) {
                    log.record(token.tenant(), SecurityLog.Kind.RECOVERY_CODE_USED, token.user(), device);
                }
                spend(token);
                var how = taken == SecondFactors.Taken.CODE ? Sessions.BY_CODE : Sessions.BY_RECOVERY_CODE;
                return Optional.of(opened(token.tenant(), token.user(), device, how));
            });
            if (opened.isEmpty()) {
                throttle.failed(counted, device);
                throw SecondFactors.wrong();
            }
            throttle.succeeded(counted);
            return opened.get();
        });
    }

    /// The second step with a passkey of the same person.
    Tokens withPasskey(String challenge, JsonNode credential, Device device) {
        var token = SecondStepToken.parse(challenge).orElseThrow(SignIn::challengeRefused);
        var signature = passkeys.read(credential);
        if (!signature.isBy(token.actor())) {
            throw Passkeys.refused();
        }
        return TenantScope.call(token.tenant(), () -> {
            requireGenuine(token);
            return accepted(signature, device, () -> spend(token));
        });
    }

    /// A passkey alone: it proves who somebody is and that it is he who holds it.
    Tokens withPasskey(JsonNode credential, Device device) {
        var signature = passkeys.read(credential);
        return TenantScope.call(signature.tenant(), () -> {
            if (!tenants.isActive(signature.tenant())) {
                throw Passkeys.refused();
            }
            return accepted(signature, device, () -> {});
        });
    }

    private Tokens accepted(Passkeys.Signature signature, Device device, Runnable andThen) {
        var opened = inTransaction(() -> {
            var active = users.find(signature.tenant(), signature.user()).filter(User::active);
            if (active.isEmpty() || !policy.allows(signature.tenant(), signature.user())) {
                return Optional.<Tokens>empty();
            }
            if (!passkeys.accept(signature)) {
                log.record(signature.tenant(), SecurityLog.Kind.SECOND_FACTOR_FAILED, signature.user(), device);
                return Optional.<Tokens>empty();
            }
            andThen.run();
            return Optional.of(opened(signature.tenant(), signature.user(), device, Sessions.BY_PASSKEY));
        });
        return opened.orElseThrow(Passkeys::refused);
    }

    private Tokens opened(TenantId tenant, UserId user, Device device, String how) {
        return sessions.open(tenant, user, device, Session.Via.PASSWORD, Map.of("how", how));
    }

    private void requireGenuine(SecondStepToken token) {
        var tenant = token.tenant();
        var genuine = tenants.isActive(tenant)
                && inTransaction(() -> users.find(tenant, token.user())
                        .filter(User::active)
                        .flatMap(_ -> users.passwordHash(tenant, token.user()))
                        .filter(hash -> challenges.isGenuine(
                                token.challenge(), Challenges.Purpose.SECOND_STEP, token.bound(), bytes(hash)))
                        .filter(_ -> !challenges.isSpent(tenant, token.challenge()))
                        .isPresent());
        if (!genuine) {
            throw challengeRefused();
        }
    }

    private void spend(SecondStepToken token) {
        if (!challenges.spend(token.tenant(), token.challenge())) {
            throw challengeRefused();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SangamException challengeRefused() {
        return new SangamException(
                IdentityError.CHALLENGE_INVALID, "That took too long; begin with the password again");
    }

    public Tokens refresh(String refreshToken, Device device) {
        var token = OpaqueToken.parse(Sessions.REFRESH_PREFIX, refreshToken).orElseThrow(SignIn::refreshRefused);
        return TenantScope.call(token.tenant(), () -> {
            if (!tenants.isActive(token.tenant())) {
                throw refreshRefused();
            }
            return switch (sessions.refresh(token, device)) {
                case Sessions.Refresh.Renewed(var tokens) -> tokens;
                case Sessions.Refresh.Reused _, Sessions.Refresh.Refused _ -> throw refreshRefused();
            };
        });
    }

    /// Ends every session of the user, this one too, and begins a new one.
    Tokens changePassword(Actor actor, String current, String fresh, Device device) {
        var tenant = actor.tenant();
        var user = directories.get(tenant).users().get(actor.user());
        var hash = inTransaction(() -> users.passwordHash(tenant, actor.user()));
        if (user == null || hash.isEmpty()) {
            throw SangamException.notFound();
        }
        var counted = LoginThrottle.nameOf(tenants.get(tenant).slug(), user.email());
        throttle.check(counted, device);
        if (!passwords.matches(current, hash.get())) {
            throttle.failed(counted, device);
            throw new SangamException(IdentityError.PASSWORD_WRONG, "The current password is wrong");
        }
        throttle.succeeded(counted);
        var freshHash = changes.accepted(tenant, actor.user(), user.email(), fresh, "newPassword");
        return inTransaction(() -> {
            changes.set(tenant, actor.user(), freshHash, false, actor.user());
            log.record(tenant, SecurityLog.Kind.PASSWORD_CHANGED, actor.user(), device);
            return sessions.open(tenant, actor.user(), device);
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        return transactions.execute(_ -> work.get());
    }

    private static SangamException loginFailed() {
        return new SangamException(IdentityError.LOGIN_FAILED, "Company, e-mail or password is wrong");
    }

    private static SangamException refreshRefused() {
        return new SangamException(IdentityError.REFRESH_TOKEN_INVALID, "Sign in again");
    }
}
