package io.sangam.access;

import static io.sangam.access.db.Tables.SHARE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import io.sangam.identity.KeyInUse;
import io.sangam.identity.Reach;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.ReadThrough;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Which rows, which fields, which actions: asked by every use case, at most three seconds behind the roles.
@Service
public class Access {

    private final RoleRepository roles;
    private final Users users;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final ReadThrough<Actor, Grants> grants =
            new ReadThrough<>(50_000, Actor::tenant, actor -> reading(() -> load(actor)));

    Access(RoleRepository roles, Users users, TransactionOperations transactions, Clock clock) {
        this.roles = roles;
        this.users = users;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The system may do everything; who is unknown or inactive, nothing.
    public Rights rights(Actor actor) {
        return grants(actor).rights();
    }

    /// Which rows of an object the actor may read; stays usable as an index condition under row security.
    public Condition readable(Actor actor, RowOwners owners) {
        var right = rights(actor).module(owners.module());
        return right.level() == Level.NONE
                ? falseCondition()
                : reached(actor, owners, right.scope(), List.of("read", "write"));
    }

    /// Which rows he may change: his level and his reach must both allow it.
    public Condition writable(Actor actor, RowOwners owners) {
        var right = rights(actor).module(owners.module());
        return right.level() == Level.WRITE
                ? reached(actor, owners, right.scope(), List.of("write"))
                : falseCondition();
    }

    /// Which rows he may delete: a share never lets its receiver delete.
    public Condition deletable(Actor actor, RowOwners owners) {
        var right = rights(actor).module(owners.module());
        return right.level() == Level.WRITE && right.actions().contains("delete")
                ? inScope(actor, owners, right.scope())
                : falseCondition();
    }

    /// What [#readable] is made of for this actor, each ground by itself: one of them holds exactly where he may
    /// read.
    public Map<Ground, Condition> grounds(Actor actor, RowOwners owners) {
        var right = rights(actor).module(owners.module());
        var grounds = new EnumMap<Ground, Condition>(Ground.class);
        if (right.level() == Level.NONE) {
            return grounds;
        }
        if (right.scope() == RowScope.ALL) {
            return Map.of(Ground.ALL, trueCondition());
        }
        grounds.put(Ground.OWN, inScope(actor, owners, RowScope.OWN));
        switch (right.scope()) {
            case OWN, ALL -> {}
            case QUEUE -> grounds.put(Ground.QUEUE, nobodys(owners));
            case SUPPORTED -> grounds.put(Ground.SUPPORTED, inScope(actor, owners, RowScope.SUPPORTED));
            case TEAM -> {
                grounds.put(Ground.SUPPORTED, inScope(actor, owners, RowScope.SUPPORTED));
                grounds.put(Ground.TEAM, inScope(actor, owners, RowScope.TEAM));
            }
            case PARTNER -> grounds.put(Ground.PARTNER, inScope(actor, owners, RowScope.PARTNER));
            case TERRITORY -> grounds.put(Ground.TERRITORY, inScope(actor, owners, RowScope.TERRITORY));
        }
        grounds.put(Ground.SHARED, shared(actor, owners, List.of("read", "write")));
        return grounds;
    }

    public void require(Actor actor, String module, Level level) {
        if (rights(actor).module(module).level().compareTo(level) < 0) {
            throw missing(Catalog.word(level) + " " + module);
        }
    }

    public void require(Actor actor, String module, String action) {
        if (!rights(actor).can(module, action)) {
            throw missing(action + " in " + module);
        }
    }

    /// The active users who hold a role.
    public List<UserId> usersWithRole(TenantId tenant, String roleKey) {
        return reading(() -> roles.holders(tenant, roleKey)).stream()
                .filter(id -> users.find(tenant, id).filter(User::active).isPresent())
                .toList();
    }

    public boolean isRole(TenantId tenant, String key) {
        return reading(() -> roles.all(tenant)).stream()
                .anyMatch(role -> role.key().equals(key));
    }

    /// The statuses of a kind of pipeline the actor may set; empty means all.
    public Optional<Set<String>> allowedStatuses(Actor actor, String pipelineKind) {
        return Optional.ofNullable(grants(actor).statuses().get(pipelineKind));
    }

    Grants grants(Actor actor) {
        if (actor.isSystem()) {
            return new Grants(Catalog.everything(), Map.of());
        }
        var held = held(actor);
        return KeyInUse.current()
                .filter(key -> key.owner().equals(actor))
                .map(held::narrowedTo)
                .orElse(held);
    }

    private Grants held(Actor actor) {
        return grants.get(actor);
    }

    /// At once for the transaction that changes a role, and once more when its end shows the change to all.
    void changed() {
        grants.changedAll();
    }

    private Grants load(Actor actor) {
        return users.find(actor.tenant(), actor.user())
                .filter(User::active)
                .map(_ -> Grants.of(roles.ofUser(actor.tenant(), actor.user())))
                .orElse(Grants.NOTHING);
    }

    private Condition reached(Actor actor, RowOwners owners, RowScope scope, Collection<String> shareRights) {
        return scope == RowScope.ALL
                ? trueCondition()
                : or(inScope(actor, owners, scope), shared(actor, owners, shareRights));
    }

    private Condition inScope(Actor actor, RowOwners owners, RowScope scope) {
        return switch (scope) {
            case OWN -> ownedBy(owners, List.of(actor.user()));
            case QUEUE -> ownedBy(owners, List.of(actor.user())).or(nobodys(owners));
            case SUPPORTED -> ownedBy(owners, withSupported(actor, List.of(actor.user())));
            case TEAM -> ownedBy(owners, withSupported(actor, users.under(actor.tenant(), actor.user())));
            case PARTNER -> ofPartner(actor, owners);
            case TERRITORY -> inTerritory(actor, owners);
            case ALL -> trueCondition();
        };
    }

    private static Condition ownedBy(RowOwners owners, List<UserId> people) {
        var single = people.size() == 1;
        return or(owners.users().stream()
                .map(column -> single ? column.eq(people.getFirst()) : column.eq(any(people.toArray(UserId[]::new))))
                .toList());
    }

    /// Who is most responsible is missing.
    private static Condition nobodys(RowOwners owners) {
        return owners.users().getFirst().isNull();
    }

    private List<UserId> withSupported(Actor actor, List<UserId> people) {
        var all = new LinkedHashSet<>(people);
        all.addAll(reach(actor).supports());
        return List.copyOf(all);
    }

    private Reach reach(Actor actor) {
        return users.find(actor.tenant(), actor.user()).map(User::reach).orElse(Reach.OWN);
    }

    private Condition inTerritory(Actor actor, RowOwners owners) {
        var own = ownedBy(owners, List.of(actor.user()));
        var territories = reach(actor).territories();
        return owners.territory() == null || territories.isEmpty()
                ? own
                : own.or(owners.territory().eq(any(territories.toArray(UUID[]::new))));
    }

    /// Without a partner, or with the visibility "own", only his own: fails closed.
    private Condition ofPartner(Actor actor, RowOwners owners) {
        var partner = users.find(actor.tenant(), actor.user())
                .filter(user -> user.reach().wholePartner())
                .map(User::partnerId)
                .orElse(null);
        if (partner == null) {
            return ownedBy(owners, List.of(actor.user()));
        }
        var colleagues =
                users.ofPartner(actor.tenant(), partner).stream().map(User::id).toList();
        var byPeople = ownedBy(owners, colleagues);
        return owners.partner() == null
                ? byPeople
                : byPeople.or(owners.partner().eq(partner));
    }

    /// `id = any(array(select …))` is evaluated once and then is an index condition; `in (select …)` under `or` is
    /// not.
    private Condition shared(Actor actor, RowOwners owners, Collection<String> rights) {
        var teams = users.teamsOf(actor.tenant(), actor.user());
        return owners.id()
                .eq(any(array(select(SHARE.RECORD_ID)
                        .from(SHARE)
                        .where(SHARE.TENANT_ID.eq(actor.tenant()))
                        .and(SHARE.OBJECT.eq(owners.object()))
                        .and(SHARE.USER_ID.eq(actor.user()).or(SHARE.TEAM_ID.in(teams)))
                        .and(SHARE.SHARE_RIGHT.in(rights))
                        .and(SHARE.UNTIL.isNull().or(SHARE.UNTIL.gt(clock.instant()))))));
    }

    private <T> T reading(java.util.function.Supplier<T> work) {
        return transactions.execute(_ -> work.get());
    }

    private static SangamException missing(String right) {
        return new SangamException(AccessError.RIGHT_MISSING, "You lack the right: " + right);
    }
}
