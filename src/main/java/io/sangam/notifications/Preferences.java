package io.sangam.notifications;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who wants to be told of what by which way, and when to be left alone.
@Service
@Transactional
class Preferences {

    private static final String SYSTEM = "system";

    private final PreferenceRepository repository;
    private final NoticeQueues queues;
    private final NoticeKinds kinds;
    private final Access access;
    private final Users users;
    private final Tenants tenants;
    private final Clock clock;

    Preferences(
            PreferenceRepository repository,
            NoticeQueues queues,
            NoticeKinds kinds,
            Access access,
            Users users,
            Tenants tenants,
            Clock clock) {
        this.repository = repository;
        this.queues = queues;
        this.kinds = kinds;
        this.access = access;
        this.users = users;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Preference own(Actor actor) {
        return of(actor.tenant(), actor.user());
    }

    @Transactional(readOnly = true)
    Preference of(TenantId tenant, UserId user) {
        return repository.of(tenant, List.of(user)).getOrDefault(user, Preference.NONE);
    }

    @Transactional(readOnly = true)
    Preference.OfCompany ofCompany(TenantId tenant) {
        return repository.readOfCompany(tenant);
    }

    /// Mails and digests that wait already wait by the new hours.
    Preference change(Actor actor, Preference wanted) {
        kinds.check(wanted.choices());
        wanted.digest().check();
        if (wanted.quietHours() != null) {
            wanted.quietHours().check();
        }
        var now = clock.instant();
        if (!repository.store(actor, wanted, now)) {
            throw conflict("Your settings were changed meanwhile; reload them", own(actor));
        }
        queues.mailsAt(actor, over(actor.tenant(), actor.user(), wanted, now));
        queues.digestAt(actor, digestAfter(actor.tenant(), actor.user(), wanted, now));
        return own(actor);
    }

    @Transactional(readOnly = true)
    Preference.OfCompany readOfCompany(Actor actor) {
        access.require(actor, SYSTEM, Level.READ);
        return repository.readOfCompany(actor.tenant());
    }

    Preference.OfCompany changeOfCompany(Actor actor, int version, Map<String, Channels> choices) {
        access.require(actor, SYSTEM, Level.WRITE);
        kinds.check(choices);
        if (!repository.storeOfCompany(actor, version, choices, clock.instant())) {
            throw conflict(
                    "The company's choices were changed meanwhile; reload them",
                    repository.readOfCompany(actor.tenant()));
        }
        return repository.readOfCompany(actor.tenant());
    }

    /// When his quiet hours that are on at that moment end; that moment when none are.
    Instant over(TenantId tenant, UserId user, Preference preference, Instant at) {
        var quiet = preference.quietHours();
        if (quiet == null) {
            return at;
        }
        var company = tenants.get(tenant);
        return quiet.over(at, zone(tenant, user), company.settings().calendar(), company.timeZone());
    }

    /// His next digest after that moment, outside his quiet hours.
    Instant digestAfter(TenantId tenant, UserId user, Preference preference, Instant at) {
        return over(tenant, user, preference, preference.digest().next(at, zone(tenant, user)));
    }

    ZoneId zone(TenantId tenant, UserId user) {
        return users.find(tenant, user)
                .map(User::timeZone)
                .orElseGet(() -> tenants.get(tenant).timeZone());
    }

    private static SangamException conflict(String message, Record current) {
        return new SangamException(KernelError.VERSION_CONFLICT, message).with("current", current);
    }
}
