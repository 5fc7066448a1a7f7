package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Tenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// What people have beside their password: an authenticator app, recovery codes, passkeys.
@Service
public class SecondFactors {

    private static final String ISSUER = "Sangam";
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_LENGTH = 12;
    /// Without letters and digits that are mistaken for each other; twelve of them are 59 bits.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final Duration PENDING = Duration.ofMinutes(15);

    private final FactorRepository repository;
    private final FactorDuty duty;
    private final UserRepository users;
    private final Sessions sessions;
    private final SecretBox box;
    private final TokenKeys keys;
    private final LoginThrottle throttle;
    private final SecurityLog log;
    private final Tenants tenants;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(
            FactorRepository repository,
            FactorDuty duty,
            UserRepository users,
            Sessions sessions,
            SecretBox box,
            TokenKeys keys,
            LoginThrottle throttle,
            SecurityLog log,
            Tenants tenants,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.duty = duty;
        this.users = users;
        this.sessions = sessions;
        this.box = box;
        this.keys = keys;
        this.throttle = throttle;
        this.log = log;
        this.tenants = tenants;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param required the company wants one
    record Factors(
            @Nullable Instant authenticatorSince, int recoveryCodesLeft, List<Passkey> passkeys, boolean required) {}

    /// What an authenticator app is shown, once.
    record Enrolment(String secret, String uri, String qrCode) {}

    enum Taken {
        CODE,
        RECOVERY_CODE,
        NOTHING
    }

    @Transactional(readOnly = true)
    public boolean isDue(Actor actor) {
        return duty.isDue(actor);
    }

    /// Everybody of the company who has an authenticator app or a passkey.
    @Transactional(readOnly = true)
    public Set<UserId> holders(TenantId tenant) {
        return repository.holders(tenant);
    }

    /// For who lost his devices. Signs him out everywhere: whoever found them is.
    @Transactional
    public void reset(Actor actor, UserId user) {
        repository.removeEverything(actor.tenant(), user);
        sessions.endAll(actor.tenant(), user, Session.EndReason.REVOKED, null);
        log.record(actor.tenant(), SecurityLog.Kind.SECOND_FACTOR_RESET, user, actor.user());
    }

    @Transactional(readOnly = true)
    Factors of(Actor actor, boolean required) {
        var tenant = actor.tenant();
        var totp = repository.totp(tenant, actor.user());
        return new Factors(
                totp.map(row -> row.getSince()).orElse(null),
                repository.unusedRecoveryCodes(tenant, actor.user()),
                repository.passkeys(tenant, actor.user()).stream()
                        .map(row -> new Passkey(
                                row.getId(), row.getName(), row.getCreatedAt(), row.getLastUsedAt(), row.getBackedUp()))
                        .toList(),
                required);
    }

    /// In the caller's transaction; empty when a password is all he has.
    List<FactorMethod> methods(TenantId tenant, UserId user) {
        var methods = new ArrayList<FactorMethod>();
        if (repository.hasTotp(tenant, user)) {
            methods.add(FactorMethod.AUTHENTICATOR);
        }
        if (repository.hasPasskey(tenant, user)) {
            methods.add(FactorMethod.PASSKEY);
        }
        if (!methods.isEmpty() && repository.unusedRecoveryCodes(tenant, user) > 0) {
            methods.add(FactorMethod.RECOVERY_CODE);
        }
        return methods;
    }

    @Transactional
    Enrolment begin(Actor actor) {
        var tenant = actor.tenant();
        var secret = Totp.secret();
        repository.setPending(tenant, actor.user(), box.seal(tenant, secret), clock.instant());
        var email = users.find(tenant, actor.user()).map(User::email).orElseThrow(SangamException::notFound);
        var uri = Totp.uri(ISSUER, email + " (" + tenants.get(tenant).slug() + ")", secret);
        return new Enrolment(Totp.base32(secret), uri, QrCode.svg(uri));
    }

    /// The app showed a code that fits: from now on it counts. Answers fresh recovery codes.
    List<String> confirm(Actor actor, String code, Device device) {
        var now = clock.instant();
        var pending = transactions
                .execute(_ -> repository.totp(actor.tenant(), actor.user()))
                .filter(row -> row.getPending() != null && row.getPendingAt().isAfter(now.minus(PENDING)))
                .orElseThrow(() -> new SangamException(
                        IdentityError.SECOND_FACTOR_NOT_SET, "Begin anew: nothing waits for a code, or no longer"))
                .getPending();
        var counted = counted(actor);
        throttle.check(counted, device);
        var step = Totp.matching(box.open(actor.tenant(), pending), code, now);
        if (step.isEmpty()) {
            throttle.failed(counted, device);
            throw wrong();
        }
        throttle.succeeded(counted);
        return transactions.execute(_ -> {
            repository.confirm(actor.tenant(), actor.user(), step.getAsLong(), now);
            log.record(actor.tenant(), SecurityLog.Kind.SECOND_FACTOR_ENROLLED, actor.user(), device);
            return freshCodes(actor, device);
        });
    }

    void removeAuthenticator(Actor actor, String code, Device device) {
        if (!Boolean.TRUE.equals(transactions.execute(_ -> repository.hasTotp(actor.tenant(), actor.user())))) {
            throw new SangamException(IdentityError.SECOND_FACTOR_NOT_SET, "There is no authenticator app to turn off");
        }
        var counted = counted(actor);
        throttle.check(counted, device);
        var taken = transactions.execute(_ -> {
            var found = take(actor.tenant(), actor.user(), code);
            if (found != Taken.NOTHING) {
                repository.removeTotp(actor.tenant(), actor.user());
                forgetUselessCodes(actor);
                log.record(actor.tenant(), SecurityLog.Kind.SECOND_FACTOR_REMOVED, actor.user(), device);
            }
            return found;
        });
        if (taken == Taken.NOTHING) {
            throttle.failed(counted, device);
            throw wrong();
        }
        throttle.succeeded(counted);
    }

    @Transactional
    List<String> regenerate(Actor actor, Device device) {
        if (methods(actor.tenant(), actor.user()).isEmpty()) {
            throw new SangamException(
                    IdentityError.SECOND_FACTOR_NOT_SET, "Recovery codes belong to an authenticator app or a passkey");
        }
        return freshCodes(actor, device);
    }

    /// For the first passkey of somebody who has nothing else to fall back on.
    List<String> codesUnlessThereAre(Actor actor, Device device) {
        return repository.unusedRecoveryCodes(actor.tenant(), actor.user()) > 0 ? List.of() : freshCodes(actor, device);
    }

    /// In the caller's transaction: uses up a code of the app or a recovery code, whichever it is.
    Taken take(TenantId tenant, UserId user, String code) {
        var totp = repository.totp(tenant, user).filter(row -> row.getSecret() != null);
        if (totp.isPresent()) {
            var secret = box.open(tenant, totp.get().getSecret());
            var step = Totp.matching(secret, code, clock.instant());
            if (step.isPresent()) {
                return repository.takeStep(tenant, user, step.getAsLong()) ? Taken.CODE : Taken.NOTHING;
            }
        }
        return repository.useRecoveryCode(tenant, user, hash(tenant, user, code), clock.instant())
                ? Taken.RECOVERY_CODE
                : Taken.NOTHING;
    }

    /// Without any factor left there is nothing they could stand for.
    void forgetUselessCodes(Actor actor) {
        if (methods(actor.tenant(), actor.user()).isEmpty()) {
            repository.replaceRecoveryCodes(actor.tenant(), actor.user(), List.of(), clock.instant());
        }
    }

    /// By what wrong codes of one person are counted.
    static String counted(Actor actor) {
        return "second factor of " + actor.tenant() + " " + actor.user();
    }

    static SangamException wrong() {
        return new SangamException(
                IdentityError.SECOND_FACTOR_WRONG, "This code does not fit, or was used already; wait for the next");
    }

    private List<String> freshCodes(Actor actor, Device device) {
        var codes = new ArrayList<String>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            codes.add(recoveryCode());
        }
        repository.replaceRecoveryCodes(
                actor.tenant(),
                actor.user(),
                codes.stream()
                        .map(code -> hash(actor.tenant(), actor.user(), code))
                        .toList(),
                clock.instant());
        log.record(actor.tenant(), SecurityLog.Kind.RECOVERY_CODES_MADE, actor.user(), device);
        return codes;
    }

    private String recoveryCode() {
        var text = new StringBuilder();
        for (int i = 0; i < RECOVERY_LENGTH; i++) {
            if (i > 0 && i % 4 == 0) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private byte[] hash(TenantId tenant, UserId user, String code) {
        var plain = code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return keys.recoveryCode(tenant + " " + user + " " + plain);
    }
}
