package io.sangam.identity;

import io.sangam.jobs.JobHandler;
import io.sangam.jobs.Jobs;
import io.sangam.kernel.EmailAddress;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.mail.Mails;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Somebody who can't sign in asks for a link, and chooses a password with one.
@Service
class PasswordResets {

    /// Whether or not there is such a company and user, the answer comes after so long.
    private static final Duration ANSWER = Duration.ofMillis(300);

    private final Tenants tenants;
    private final UserRepository users;
    private final LinkRepository links;
    private final PasswordChanges changes;
    private final LoginThrottle throttle;
    private final SecurityLog log;
    private final DirectoryCache directories;
    private final Jobs jobs;
    private final Requested requested;
    private final TransactionOperations transactions;
    private final Clock clock;

    PasswordResets(
            Tenants tenants,
            UserRepository users,
            LinkRepository links,
            PasswordChanges changes,
            LoginThrottle throttle,
            SecurityLog log,
            DirectoryCache directories,
            Jobs jobs,
            Requested requested,
            TransactionOperations transactions,
            Clock clock) {
        this.tenants = tenants;
        this.users = users;
        this.links = links;
        this.changes = changes;
        this.throttle = throttle;
        this.log = log;
        this.directories = directories;
        this.jobs = jobs;
        this.requested = requested;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What somebody sees before he chooses.
    record Invitation(String purpose, String name, String email, String tenant, String tenantName) {}

    private record Holder(PasswordLink link, User user) {}

    /// Looks nobody up: a job does, so that the answer for those who exist is not a moment slower.
    void request(String slug, String email, Device device) {
        var begin = System.nanoTime();
        tenants.activeBySlug(slug.strip().toLowerCase(Locale.ROOT))
                .ifPresent(tenant -> TenantScope.run(
                        tenant,
                        () -> transactions.executeWithoutResult(_ -> jobs.enqueue(
                                tenant,
                                requested,
                                new Requested.Request(
                                        new EmailAddress(email.strip()).norm(), device.ip(), device.userAgent())))));
        waitUntil(begin + ANSWER.toNanos());
    }

    Invitation look(String token) {
        var parsed = parse(token);
        return TenantScope.call(parsed.tenant(), () -> {
            var holder = holder(parsed);
            var tenant = tenants.get(parsed.tenant());
            return new Invitation(
                    holder.link().purpose().key(),
                    holder.user().name(),
                    holder.user().email(),
                    tenant.slug(),
                    tenant.name());
        });
    }

    /// Signs nobody in: that stays the way it is for everyone, with whatever else it asks for.
    void choose(String token, String password, Device device) {
        var parsed = parse(token);
        var tenant = parsed.tenant();
        TenantScope.run(tenant, () -> {
            var user = holder(parsed).user();
            var hash = changes.accepted(tenant, user.id(), user.email(), password, "newPassword");
            transactions.executeWithoutResult(_ -> {
                if (!links.end(tenant, parsed.id(), PasswordLink.EndReason.USED, clock.instant())) {
                    throw used();
                }
                var link = links.find(tenant, parsed.id()).orElseThrow(PasswordResets::unknown);
                changes.set(tenant, user.id(), hash, false, user.id());
                log.record(
                        tenant,
                        link.purpose() == PasswordLink.Purpose.INVITATION
                                ? SecurityLog.Kind.INVITATION_ACCEPTED
                                : SecurityLog.Kind.PASSWORD_RESET,
                        user.id(),
                        device);
                directories.changed(tenant);
            });
            throttle.lift(LoginThrottle.nameOf(tenants.get(tenant).slug(), user.email()));
        });
    }

    private OpaqueToken parse(String token) {
        return OpaqueToken.parse(PasswordLinks.PREFIX, token)
                .filter(parsed -> tenants.isActive(parsed.tenant()))
                .orElseThrow(PasswordResets::unknown);
    }

    private Holder holder(OpaqueToken token) {
        return transactions.execute(_ -> {
            var link = links.find(token.tenant(), token.id())
                    .filter(found -> token.matches(found.tokenHash()))
                    .orElseThrow(PasswordResets::unknown);
            if (link.endReason() != null) {
                throw used();
            }
            if (!link.isOpen(clock.instant())) {
                throw new SangamException(IdentityError.LINK_EXPIRED, "This link has expired; ask for a new one");
            }
            var user =
                    users.find(token.tenant(), link.user()).filter(User::active).orElseThrow(PasswordResets::unknown);
            return new Holder(link, user);
        });
    }

    private static SangamException unknown() {
        return new SangamException(IdentityError.LINK_UNKNOWN, "There is no such link; copy it whole from the mail");
    }

    private static SangamException used() {
        return new SangamException(
                IdentityError.LINK_USED, "This link was used, or a newer one took its place; ask for a new one");
    }

    private static void waitUntil(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, nanos - System.nanoTime())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Finds out who asked, and mails the link if there is such a user. At most five an hour, so that nobody's mailbox
    /// is filled.
    @Component
    static class Requested implements JobHandler<Requested.Request> {

        private static final int HOURLY = 5;

        record Request(String email, String ip, String userAgent) {}

        private final UserRepository users;
        private final LinkRepository links;
        private final PasswordLinks mailed;
        private final Mails mails;
        private final SecurityLog log;
        private final TransactionOperations transactions;
        private final Clock clock;

        Requested(
                UserRepository users,
                LinkRepository links,
                PasswordLinks mailed,
                Mails mails,
                SecurityLog log,
                TransactionOperations transactions,
                Clock clock) {
            this.users = users;
            this.links = links;
            this.mailed = mailed;
            this.mails = mails;
            this.log = log;
            this.transactions = transactions;
            this.clock = clock;
        }

        @Override
        public String name() {
            return "identity.password-reset";
        }

        @Override
        public Class<Request> data() {
            return Request.class;
        }

        @Override
        public void run(TenantId tenant, Request request) {
            if (!mails.isAvailable()) {
                return;
            }
            transactions.executeWithoutResult(_ -> {
                var account = users.credentials(tenant, request.email());
                if (account.isEmpty() || !account.get().active()) {
                    return;
                }
                var user = account.get().user();
                var hour = clock.instant().minus(Duration.ofHours(1));
                if (links.madeSince(tenant, user, PasswordLink.Purpose.RESET, hour) < HOURLY) {
                    mailed.send(tenant, user, PasswordLink.Purpose.RESET);
                    log.record(
                            tenant,
                            SecurityLog.Kind.PASSWORD_RESET_REQUESTED,
                            user,
                            new Device(request.ip(), request.userAgent(), "web"));
                }
            });
        }
    }
}
