package io.sangam.identity;

import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.mail.Mails;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Makes links that choose a password, has them mailed, and ends them: by use, by a newer one, and by whatever makes
/// them pointless. Its caller holds the transaction.
@Component
class PasswordLinks {

    static final String PREFIX = "pl_";

    private final LinkRepository repository;
    private final TokenKeys keys;
    private final Mails mails;
    private final LinkLetter letter;
    private final Clock clock;

    PasswordLinks(LinkRepository repository, TokenKeys keys, Mails mails, LinkLetter letter, Clock clock) {
        this.repository = repository;
        this.keys = keys;
        this.mails = mails;
        this.letter = letter;
        this.clock = clock;
    }

    /// Ends the one before and mails the new one. Nobody gets to see its token but the recipient.
    void send(TenantId tenant, UserId user, PasswordLink.Purpose purpose) {
        var now = clock.instant();
        repository.endOf(tenant, user, Set.of(purpose), PasswordLink.EndReason.REPLACED, now);
        var id = Ids.next();
        var token = keys.passwordLink(tenant, id);
        repository.insert(
                tenant, new PasswordLink(id, user, purpose, token.hash(), now, now.plus(purpose.life()), null));
        mails.send(tenant, letter, "password-link " + id, new LinkLetter.Data(id));
    }

    void endAll(TenantId tenant, UserId user, PasswordLink.EndReason reason) {
        var unused = repository.endOf(tenant, user, EnumSet.allOf(PasswordLink.Purpose.class), reason, clock.instant());
    }

    boolean endInvitation(TenantId tenant, UserId user) {
        return repository.endOf(
                        tenant,
                        user,
                        List.of(PasswordLink.Purpose.INVITATION),
                        PasswordLink.EndReason.WITHDRAWN,
                        clock.instant())
                > 0;
    }
}
