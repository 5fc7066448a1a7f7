package io.sangam.access;

import static io.sangam.access.AccessError.LAST_ADMINISTRATOR;
import static io.sangam.access.AccessError.NOT_YOURSELF;
import static io.sangam.access.AccessError.RIGHTS_EXCEED_YOURS;

import io.sangam.events.Events;
import io.sangam.identity.Invitations;
import io.sangam.identity.SecondFactors;
import io.sangam.identity.User;
import io.sangam.identity.UserAccounts;
import io.sangam.identity.UserAccounts.NewUser;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who may change whose account and roles. Nobody hands out, takes from, or takes over more than he holds himself, and
/// a company never loses its last administrator.
@Service
@Transactional
public class Administration {

    private static final String USERS = "users";

    private final Access access;
    private final RoleRepository roles;
    private final UserAccounts accounts;
    private final Invitations invitations;
    private final SecondFactors factors;
    private final Users users;
    private final Events events;
    private final Clock clock;

    Administration(
            Access access,
            RoleRepository roles,
            UserAccounts accounts,
            Invitations invitations,
            SecondFactors factors,
            Users users,
            Events events,
            Clock clock) {
        this.access = access;
        this.roles = roles;
        this.accounts = accounts;
        this.invitations = invitations;
        this.factors = factors;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /// For the command that creates a company: its first administrator, with a password for one sign-in.
    public UserAccounts.Created createAdministrator(TenantId tenant, NewUser order) {
        var created = accounts.create(Actor.system(tenant), order);
        assign(Actor.system(tenant), created.user().id(), idsOf(tenant, List.of(Role.ADMIN)));
        return created;
    }

    /// For sample companies, whose passwords are made beforehand and kept in a file.
    public User createUser(TenantId tenant, NewUser order, Collection<String> roleKeys, String password) {
        var user = accounts.createWithPassword(Actor.system(tenant), order, password);
        assign(Actor.system(tenant), user.id(), idsOf(tenant, roleKeys));
        return user;
    }

    /// For somebody an outside provider vouches for.
    public User createFromOutside(TenantId tenant, NewUser order, UUID roleId) {
        rolesOf(tenant, Set.of(roleId));
        var user = accounts.createWithoutPassword(Actor.system(tenant), order);
        assign(Actor.system(tenant), user.id(), Set.of(roleId));
        return user;
    }

    /// Who decides by whom people are recognised could come in as any of them: only an administrator may, and hands out
    /// no role that holds more than he does.
    @Transactional(readOnly = true)
    public void requireOverSignIn(Actor actor, @Nullable UUID roleId) {
        var wanted = new ArrayList<>(roleId == null ? List.<Role>of() : rolesOf(actor.tenant(), Set.of(roleId)));
        roles.all(actor.tenant()).stream()
                .filter(role -> role.key().equals(Role.ADMIN))
                .forEach(wanted::add);
        requireCovered(actor, wanted);
    }

    @Transactional(readOnly = true)
    public boolean isAdministrator(TenantId tenant, UserId user) {
        return roles.holders(tenant, Role.ADMIN).contains(user);
    }

    @Transactional(readOnly = true)
    public List<Role> roles(TenantId tenant) {
        return roles.all(tenant);
    }

    @Transactional(readOnly = true)
    public Map<UserId, List<UUID>> assignments(TenantId tenant) {
        return roles.assignments(tenant);
    }

    /// @param oneTimePassword null when he was invited by mail
    record Created(User user, @Nullable String oneTimePassword) {}

    /// Invites him, where mails reach anybody.
    Created create(Actor actor, NewUser order, Set<UUID> roleIds) {
        access.require(actor, USERS, Level.WRITE);
        requireCovered(actor, rolesOf(actor.tenant(), roleIds));
        if (invitations.arePossible()) {
            var user = accounts.createInvited(actor, order);
            assign(actor, user.id(), roleIds);
            invitations.send(actor, user.id());
            return new Created(user, null);
        }
        var created = accounts.create(actor, order);
        assign(actor, created.user().id(), roleIds);
        return new Created(created.user(), created.oneTimePassword());
    }

    void invite(Actor actor, UserId id) {
        requireOver(actor, id);
        invitations.send(actor, id);
    }

    void withdrawInvitation(Actor actor, UserId id) {
        requireOver(actor, id);
        invitations.withdraw(actor, id);
    }

    void reopen(Actor actor, UserId id) {
        requireOver(actor, id);
        accounts.reopen(actor, id);
    }

    @Transactional(readOnly = true)
    Map<UserId, Invitations.Invitation> invitations(TenantId tenant, Collection<UserId> of) {
        return invitations.pending(tenant, of);
    }

    @Transactional(readOnly = true)
    Map<UserId, Instant> closed(TenantId tenant, List<User> of) {
        return accounts.closed(tenant, of);
    }

    /// @param roleIds all his roles from now on; null leaves them
    User change(Actor actor, UserId id, int version, UnaryOperator<User> step, @Nullable Set<UUID> roleIds) {
        requireOver(actor, id);
        var user = accounts.change(actor, id, version, step);
        if (roleIds != null) {
            setRoles(actor, id, roleIds);
        }
        return user;
    }

    private void setRoles(Actor actor, UserId id, Set<UUID> roleIds) {
        var wanted = rolesOf(actor.tenant(), roleIds);
        requireCovered(actor, wanted);
        if (wanted.stream().noneMatch(role -> role.key().equals(Role.ADMIN))) {
            requireAnotherAdministrator(actor.tenant(), id);
        }
        assign(actor, id, roleIds);
        accounts.rolesChanged(actor, id);
    }

    /// What becomes of somebody's open work.
    ///
    /// @param to who gets it; by the assignment rules, if null
    record HandOver(@Nullable UserId to) {}

    /// @param handOver null leaves his work his
    User deactivate(Actor actor, UserId id, int version, @Nullable HandOver handOver) {
        requireOver(actor, id);
        if (actor.user().equals(id)) {
            throw new SangamException(NOT_YOURSELF, "Nobody can deactivate himself");
        }
        requireAnotherAdministrator(actor.tenant(), id);
        if (handOver != null && handOver.to() != null) {
            requireHeir(actor, id, handOver.to());
        }
        var user = accounts.deactivate(actor, id, version);
        access.changed();
        events.publish(new UserEvent.Deactivated(actor, id.value()));
        if (handOver != null) {
            events.publish(new UserEvent.WorkLeft(actor, id.value(), handOver.to()));
        }
        return user;
    }

    private void requireHeir(Actor actor, UserId leaver, UserId heir) {
        if (heir.equals(leaver)
                || users.find(actor.tenant(), heir).filter(User::active).isEmpty()) {
            throw SangamException.invalid("handOver/to", "USER_UNKNOWN", "There is no such other active colleague");
        }
    }

    User activate(Actor actor, UserId id, int version) {
        requireOver(actor, id);
        var user = accounts.activate(actor, id, version);
        access.changed();
        return user;
    }

    String resetPassword(Actor actor, UserId id) {
        requireOver(actor, id);
        if (actor.user().equals(id)) {
            throw new SangamException(NOT_YOURSELF, "Change your own password with the current one");
        }
        return accounts.resetPassword(actor, id);
    }

    private void assign(Actor actor, UserId user, Collection<UUID> roleIds) {
        roles.setRoles(actor.tenant(), user, roleIds, actor.user(), clock.instant());
        access.changed();
    }

    /// Whoever manages users reaches those with rights like his own or less.
    /// Takes away his authenticator app, recovery codes and passkeys.
    void resetSecondFactor(Actor actor, UserId id) {
        requireOver(actor, id);
        if (actor.user().equals(id)) {
            throw new SangamException(NOT_YOURSELF, "Turn your own off in your profile");
        }
        factors.reset(actor, id);
    }

    /// Whoever touches somebody's account holds everything he holds.
    void requireOver(Actor actor, UserId id) {
        access.require(actor, USERS, Level.WRITE);
        accounts.get(actor, id);
        requireCovered(actor, roles.ofUser(actor.tenant(), id));
    }

    private void requireCovered(Actor actor, List<Role> wanted) {
        if (!actor.isSystem() && !access.grants(actor).cover(Grants.of(wanted))) {
            throw new SangamException(
                    RIGHTS_EXCEED_YOURS,
                    "You lack some of the rights of: "
                            + wanted.stream().map(Role::name).collect(Collectors.joining(", ")));
        }
    }

    private void requireAnotherAdministrator(TenantId tenant, UserId leaving) {
        roles.lockAdministrators(tenant);
        var administrators = roles.holders(tenant, Role.ADMIN);
        var others = administrators.stream()
                .filter(id -> !id.equals(leaving))
                .filter(id -> accounts.get(Actor.system(tenant), id).active())
                .count();
        if (administrators.contains(leaving) && others == 0) {
            throw new SangamException(LAST_ADMINISTRATOR, "A company needs at least one active administrator");
        }
    }

    private List<Role> rolesOf(TenantId tenant, Set<UUID> ids) {
        var found = roles.all(tenant).stream()
                .filter(role -> ids.contains(role.id()))
                .toList();
        if (found.size() != ids.size()) {
            throw SangamException.invalid("roleIds", "ROLE_UNKNOWN", "There is no such role");
        }
        return found;
    }

    private Set<UUID> idsOf(TenantId tenant, Collection<String> keys) {
        var found = roles.all(tenant).stream()
                .filter(role -> keys.contains(role.key()))
                .map(Role::id)
                .collect(Collectors.toSet());
        if (found.size() != new HashSet<>(keys).size()) {
            throw SangamException.invalid("roles", "ROLE_UNKNOWN", "There is no such role among " + keys);
        }
        return found;
    }
}
