package io.sangam.assignment;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.Activities;
import io.sangam.records.Change;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who works when. Whoever administers assignment plans it; everybody sees his own.
@Service
@Transactional
public class Shifts {

    private static final Planned NONE = new Planned(ShiftWeek.NONE, 0);

    /// @param version for the next change; 0 before the first
    public record Planned(ShiftWeek week, int version) {}

    private final ShiftRepository repository;
    private final Users users;
    private final Tenants tenants;
    private final Access access;
    private final Activities activities;
    private final Clock clock;

    Shifts(
            ShiftRepository repository,
            Users users,
            Tenants tenants,
            Access access,
            Activities activities,
            Clock clock) {
        this.repository = repository;
        this.users = users;
        this.tenants = tenants;
        this.access = access;
        this.activities = activities;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Planned of(Actor actor, UserId user) {
        if (!user.equals(actor.user())) {
            access.require(actor, AssignmentRules.MODULE, Level.READ);
        }
        requireKnown(actor.tenant(), user);
        return planned(actor.tenant(), user);
    }

    /// The whole week, instead of the one before.
    ///
    /// @param version as it was read
    public Planned plan(Actor actor, UserId user, int version, ShiftWeek week) {
        access.require(actor, AssignmentRules.MODULE, Level.WRITE);
        requireKnown(actor.tenant(), user);
        var before = planned(actor.tenant(), user);
        if (!repository.put(actor.tenant(), user, version, week, actor.user(), clock.instant())) {
            throw new SangamException(
                            KernelError.VERSION_CONFLICT,
                            "Somebody planned these shifts meanwhile; look at them and try again")
                    .with("current", planned(actor.tenant(), user));
        }
        if (!before.week().equals(week)) {
            activities.audit(
                    actor, "shifts", user.value(), "updated", List.of(new Change("week", before.week(), week)));
        }
        return new Planned(week, version + 1);
    }

    /// Who of these has a shift some time, and none now. On a company's holiday no shift begins.
    @Transactional(readOnly = true)
    Set<UserId> off(TenantId tenant, Collection<UserId> people) {
        var company = tenants.get(tenant);
        var calendar = company.settings().calendar();
        var now = clock.instant();
        return repository.of(tenant).entrySet().stream()
                .filter(each -> people.contains(each.getKey()))
                .filter(each -> {
                    var zone = users.find(tenant, each.getKey()).map(User::timeZone);
                    return !each.getValue().isOn(now, zone.orElse(company.timeZone()), calendar::isHoliday);
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Planned planned(TenantId tenant, UserId user) {
        return repository.find(tenant, user).orElse(NONE);
    }

    private void requireKnown(TenantId tenant, UserId user) {
        if (users.find(tenant, user).isEmpty()) {
            throw SangamException.notFound();
        }
    }
}
