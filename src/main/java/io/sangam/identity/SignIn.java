package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.EmailAddress;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// The ways to prove who one is. Passwords are hashed between transactions, so that no connection waits for it.
@Service
public class SignIn {

    private final Tenants tenants;
    private final UserRepository users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final PasswordChanges changes;
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
        this.throttle = throttle;
        this.log = log;
        this.directories = directories;
        this.policy = policy;
        this.transactions = transactions;
    }

    /// Fails the same way, after the same work, whether the company, the user or the password is wrong.
    public Tokens login(String slug, String email, String password, Device device) {
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

    private Tokens login(TenantId tenant, String name, String password, Device device, String counted) {
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
        return sessions.open(tenant, user, device);
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
