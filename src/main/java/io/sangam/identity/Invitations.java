package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.mail.Mails;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// New people choose their first password by a link in a mail. Who may invite whom is decided by `access`.
@Service
@Transactional
public class Invitations {

    public enum State {
        OPEN,
        EXPIRED,
        WITHDRAWN
    }

    public record Invitation(State state, Instant sentAt, Instant expiresAt) {}

    private final PasswordLinks links;
    private final LinkRepository repository;
    private final UserRepository users;
    private final Mails mails;
    private final SecurityLog log;
    private final Clock clock;

    Invitations(
            PasswordLinks links,
            LinkRepository repository,
            UserRepository users,
            Mails mails,
            SecurityLog log,
            Clock clock) {
        this.links = links;
        this.repository = repository;
        this.users = users;
        this.mails = mails;
        this.log = log;
        this.clock = clock;
    }

    /// Whether mails reach anybody here.
    public boolean arePossible() {
        return mails.isAvailable();
    }

    /// Also again; the link before stops working.
    public void send(Actor actor, UserId id) {
        if (!mails.isAvailable()) {
            throw new SangamException(
                    IdentityError.MAIL_NOT_SET_UP, "There is no mail server; give a one-time password instead");
        }
        var user = users.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
        if (!user.active() || user.lastLoginAt() != null || !users.mustChangePassword(actor.tenant(), id)) {
            throw new SangamException(
                    IdentityError.INVITATION_NOT_NEEDED, "Only somebody active who never chose a password is invited");
        }
        links.send(actor.tenant(), id, PasswordLink.Purpose.INVITATION);
        log.record(actor.tenant(), SecurityLog.Kind.USER_INVITED, id, actor.user());
    }

    public void withdraw(Actor actor, UserId id) {
        if (!links.endInvitation(actor.tenant(), id)) {
            throw new SangamException(IdentityError.INVITATION_NOT_OPEN, "There is no open invitation to withdraw");
        }
        log.record(actor.tenant(), SecurityLog.Kind.INVITATION_WITHDRAWN, id, actor.user());
    }

    /// Of those who were invited and have not come yet.
    @Transactional(readOnly = true)
    public Map<UserId, Invitation> pending(TenantId tenant, Collection<UserId> of) {
        var now = clock.instant();
        return repository.invitations(tenant, of).entrySet().stream()
                .filter(each -> isPending(each.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, each -> view(each.getValue(), now)));
    }

    private static boolean isPending(PasswordLink link) {
        return switch (link.endReason()) {
            case null -> true;
            case WITHDRAWN, EMAIL_CHANGED -> true;
            case USED, REPLACED, PASSWORD_CHANGED, DEACTIVATED -> false;
        };
    }

    private static Invitation view(PasswordLink link, Instant now) {
        var state = link.endReason() != null ? State.WITHDRAWN : link.isOpen(now) ? State.OPEN : State.EXPIRED;
        return new Invitation(state, link.createdAt(), link.expiresAt());
    }
}
