package io.sangam.approvals;

import io.sangam.access.Access;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.sangam.records.Sight;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Who decides a step: the people it names who are still there, may read the record and did not ask themselves. Whoever
/// is away that day is joined by his manager. When the step names nobody like that, administrators decide.
@Component
class Deciders {

    private static final String ADMINISTRATORS = "ADMIN";

    /// @param users nobody, when not even an administrator may
    /// @param administrators because the step named nobody
    record People(Set<UserId> users, boolean administrators) {}

    private final Users users;
    private final Access access;
    private final Sight sight;
    private final Tenants tenants;
    private final Clock clock;

    Deciders(Users users, Access access, Sight sight, Tenants tenants, Clock clock) {
        this.users = users;
        this.access = access;
        this.sight = sight;
        this.tenants = tenants;
        this.clock = clock;
    }

    People of(TenantId tenant, Approver approver, UserId asker, ObjectType type, UUID record) {
        var named = fit(tenant, named(tenant, approver, asker), asker, type, record);
        return named.isEmpty()
                ? new People(fit(tenant, access.usersWithRole(tenant, ADMINISTRATORS), asker, type, record), true)
                : new People(named, false);
    }

    /// Whether somebody may decide about a record at all.
    boolean isFit(TenantId tenant, UserId user, UserId asker, ObjectType type, UUID record) {
        return !fit(tenant, List.of(user), asker, type, record).isEmpty();
    }

    private Collection<UserId> named(TenantId tenant, Approver approver, UserId asker) {
        return switch (approver) {
            case Approver.ByUser(var user) -> withManager(tenant, user);
            case Approver.ByRole(var role) -> access.usersWithRole(tenant, role);
            case Approver.ByManager() ->
                managerOf(tenant, asker)
                        .map(manager -> withManager(tenant, manager))
                        .orElse(List.of());
        };
    }

    /// With his own manager while he is away, so that nothing waits for a holiday to end.
    private List<UserId> withManager(TenantId tenant, UserId user) {
        return isAway(tenant, user)
                ? Stream.concat(Stream.of(user), managerOf(tenant, user).stream())
                        .toList()
                : List.of(user);
    }

    private boolean isAway(TenantId tenant, UserId id) {
        return users.find(tenant, id)
                .filter(user -> {
                    var zone = Objects.requireNonNullElseGet(
                            user.timeZone(), () -> tenants.get(tenant).timeZone());
                    return !user.worksOn(LocalDate.ofInstant(clock.instant(), zone));
                })
                .isPresent();
    }

    private Optional<UserId> managerOf(TenantId tenant, UserId user) {
        return users.find(tenant, user).map(User::managerId);
    }

    private Set<UserId> fit(TenantId tenant, Collection<UserId> people, UserId asker, ObjectType type, UUID record) {
        var there = people.stream()
                .filter(user -> !user.equals(asker)
                        && users.find(tenant, user).filter(User::active).isPresent())
                .toList();
        return sight.whoRead(tenant, type, record, there);
    }
}
