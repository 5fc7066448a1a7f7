package io.sangam.identity;

import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// What holds for each new password somebody chooses, whichever way he came to choose it.
@Component
class PasswordChanges {

    private final UserRepository users;
    private final PasswordLinks links;
    private final Sessions sessions;
    private final Passwords passwords;
    private final TransactionOperations transactions;
    private final Clock clock;

    PasswordChanges(
            UserRepository users,
            PasswordLinks links,
            Sessions sessions,
            Passwords passwords,
            TransactionOperations transactions,
            Clock clock) {
        this.users = users;
        this.links = links;
        this.sessions = sessions;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The hash of an acceptable password that is none of the last three (R35). Hashing takes its time, so it has no
    /// transaction.
    String accepted(TenantId tenant, UserId user, String email, String password, String field) {
        passwords.requireAcceptable(password, email, field);
        List<String> recent = transactions.execute(_ -> users.recentHashes(tenant, user));
        for (var i = 0; i < recent.size(); i++) {
            if (passwords.matches(password, recent.get(i))) {
                throw i == 0
                        ? SangamException.invalid(
                                field, "PASSWORD_UNCHANGED", "The new password must differ from the current one")
                        : SangamException.invalid(
                                field, "PASSWORD_REUSED", "Choose a password that is none of your last three");
            }
        }
        return passwords.hash(password);
    }

    /// Within the caller's transaction: the new password counts, every session and every link of the old one ends.
    void set(TenantId tenant, UserId user, String hash, boolean mustChange, UserId by) {
        users.setPassword(tenant, user, hash, mustChange, by, clock.instant());
        links.endAll(tenant, user, PasswordLink.EndReason.PASSWORD_CHANGED);
        sessions.endAll(tenant, user, Session.EndReason.PASSWORD_CHANGED, null);
    }
}
