package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Asks for the person again before his second factors change: a session left open must not be enough.
@Component
class Proofs {

    private final UserRepository users;
    private final Passwords passwords;
    private final Passkeys passkeys;
    private final LoginThrottle throttle;
    private final TransactionOperations transactions;

    Proofs(
            UserRepository users,
            Passwords passwords,
            Passkeys passkeys,
            LoginThrottle throttle,
            TransactionOperations transactions) {
        this.users = users;
        this.passwords = passwords;
        this.passkeys = passkeys;
        this.throttle = throttle;
        this.transactions = transactions;
    }

    void require(Actor actor, FreshProof proof, Device device) {
        if (proof.passkey() != null) {
            var signature = passkeys.read(proof.passkey());
            var right =
                    signature.isBy(actor) && Boolean.TRUE.equals(transactions.execute(_ -> passkeys.accept(signature)));
            if (!right) {
                throw Passkeys.refused();
            }
            return;
        }
        if (proof.password() == null) {
            throw SangamException.invalid("proof", "VALUE_REQUIRED", "Send your password, or use a passkey");
        }
        requirePassword(actor, proof.password(), device);
    }

    private void requirePassword(Actor actor, String password, Device device) {
        var hash = transactions.execute(_ -> users.passwordHash(actor.tenant(), actor.user()));
        var counted = actor.tenant() + " password of " + actor.user();
        throttle.check(counted, device);
        if (hash.isEmpty() || !passwords.matches(password, hash.get())) {
            throttle.failed(counted, device);
            throw new SangamException(IdentityError.PASSWORD_WRONG, "The password is wrong");
        }
        throttle.succeeded(counted);
    }
}
