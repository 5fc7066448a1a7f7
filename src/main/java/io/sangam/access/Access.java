package io.sangam.access;

import static org.jooq.impl.DSL.trueCondition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sangam.identity.KeyInUse;
import io.sangam.identity.Reach;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.ReadThrough;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Which rows, which fields, which actions: asked by every use case, at most three seconds behind the roles.
@Service
public class Access {

    private static final Set<String> READING = Set.of("read", "write");
    private static final Set<String> WRITING = Set.of("write");

    private final RoleRepository roles;
    private final Users users;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final ReadThrough<Actor, Grants> grants =
            new ReadThrough<>(50_000, Actor::tenant, actor -> reading(() -> load(actor)));
    private final ReadThrough<RoleOf, List<UserId>> holders =
            new ReadThrough<>(10_000, RoleOf::tenant, role -> reading(() -> load(role)));

    private final Cache<Asked, Known> reaches =
            Caffeine.newBuilder().maximumSize(50_000).build();

    private record Asked(Actor actor, RowScope scope, Set<String> shareRights) {}

    /// @param people what it was made of
    private record Known(WeakReference<Object> people, RowReach reach) {}

    private record RoleOf(TenantId tenant, String key) {}

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
        return reach(actor, owners).in(owners, clock.instant());
    }

    /// The same as data.
    public RowReach reach(Actor actor, RowOwners owners) {
        var right = rights(actor).module(owners.module());
        return right.level() == Level.NONE ? RowReach.NOTHING : reached(actor, right.scope(), READING);
    }

    /// Which rows he may change: his level and his reach must both allow it.
    public Condition writable(Actor actor, RowOwners owners) {
        return writing(actor, owners).in(owners, clock.instant());
    }

    /// The same as data.
    public RowReach writing(Actor actor, RowOwners owners) {
        var right = rights(actor).module(owners.module());
        return right.level() == Level.WRITE ? reached(actor, right.scope(), WRITING) : RowReach.NOTHING;
    }

    /// Which rows he may delete: a share never lets its receiver delete.
    public Condition deletable(Actor actor, RowOwners owners) {
        return deleting(actor, owners).in(owners, clock.instant());
    }

    /// The same as data.
    public RowReach deleting(Actor actor, RowOwners owners) {
        var right = rights(actor).module(owners.module());
        return right.level() == Level.WRITE && right.actions().contains("delete")
                ? inScope(actor, right.scope())
                : RowReach.NOTHING;
    }

    /// What [#readable] is made of for this actor, each ground by itself: one of them holds exactly where he may
    /// read.
    public Map<Ground, Condition> grounds(Actor actor, RowOwners owners) {
        var right = rights(actor).module(owners.module());
        if (right.level() == Level.NONE) {
            return Map.of();
        }
        if (right.scope() == RowScope.ALL) {
            return Map.of(Ground.ALL, trueCondition());
        }
        var grounds = new EnumMap<Ground, RowReach>(Ground.class);
        grounds.put(Ground.OWN, inScope(actor, RowScope.OWN));
        switch (right.scope()) {
            case OWN, ALL -> {}
            case QUEUE -> grounds.put(Ground.QUEUE, RowReach.NOTHING.withNobodys());
            case SUPPORTED -> grounds.put(Ground.SUPPORTED, inScope(actor, RowScope.SUPPORTED));
            case TEAM -> {
                grounds.put(Ground.SUPPORTED, inScope(actor, RowScope.SUPPORTED));
                grounds.put(Ground.TEAM, inScope(actor, RowScope.TEAM));
            }
            case PARTNER -> grounds.put(Ground.PARTNER, inScope(actor, RowScope.PARTNER));
            case TERRITORY -> grounds.put(Ground.TERRITORY, inScope(actor, RowScope.TERRITORY));
        }
        var now = clock.instant();
        var conditions = new EnumMap<Ground, Condition>(Ground.class);
        grounds.forEach((ground, reach) -> conditions.put(ground, reach.in(owners, now)));
        var shares = shares(actor, READING);
        conditions.put(Ground.SHARED, RowReach.NOTHING.with(shares).in(owners.apart(), now));
        if (owners.whole() != null) {
            conditions.put(
                    Ground.WHOLE,
                    shares.reach(owners.whole().object(), owners.whole().id(), now));
        }
        return conditions;
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
        return holders.get(new RoleOf(tenant, roleKey)).stream()
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

    /// The largest discount in percent the actor may give on his own; empty means any.
    public Optional<Integer> maxDiscount(Actor actor) {
        return Optional.ofNullable(grants(actor).maxDiscount());
    }

    Grants grants(Actor actor) {
        if (actor.isSystem()) {
            return new Grants(Catalog.everything(), Map.of(), null);
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
        holders.changedAll();
    }

    private Grants load(Actor actor) {
        return users.find(actor.tenant(), actor.user())
                .filter(User::active)
                .map(_ -> Grants.of(roles.ofUser(actor.tenant(), actor.user())))
                .orElse(Grants.NOTHING);
    }

    private List<UserId> load(RoleOf role) {
        return roles.holders(role.tenant(), role.key());
    }

    /// Made once, as long as the people stay as they are, and the same one as long as it is equal: what is kept under
    /// it is found at a glance.
    private RowReach reached(Actor actor, RowScope scope, Set<String> shareRights) {
        if (scope == RowScope.ALL) {
            return RowReach.EVERYTHING;
        }
        var people = users.state(actor.tenant());
        var asked = new Asked(actor, scope, shareRights);
        @Nullable Known before = reaches.getIfPresent(asked);
        if (before != null && before.people().refersTo(people)) {
            return before.reach();
        }
        var reach = inScope(actor, scope).with(shares(actor, shareRights));
        var same = before != null && before.reach().equals(reach) ? before.reach() : reach;
        reaches.put(asked, new Known(new WeakReference<>(people), same));
        return same;
    }

    private RowReach inScope(Actor actor, RowScope scope) {
        var own = RowReach.of(List.of(actor.user()));
        return switch (scope) {
            case OWN -> own;
            case QUEUE -> own.withNobodys();
            case SUPPORTED -> RowReach.of(withSupported(actor, List.of(actor.user())));
            case TEAM -> RowReach.of(withSupported(actor, users.under(actor.tenant(), actor.user())));
            case PARTNER -> ofPartner(actor).orElse(own);
            case TERRITORY -> own.withTerritories(Set.copyOf(reach(actor).territories()));
            case ALL -> RowReach.EVERYTHING;
        };
    }

    private List<UserId> withSupported(Actor actor, List<UserId> people) {
        var all = new LinkedHashSet<>(people);
        all.addAll(reach(actor).supports());
        return List.copyOf(all);
    }

    private Reach reach(Actor actor) {
        return users.find(actor.tenant(), actor.user()).map(User::reach).orElse(Reach.OWN);
    }

    /// Empty without a partner, or with the visibility "own": fails closed.
    private Optional<RowReach> ofPartner(Actor actor) {
        return users.find(actor.tenant(), actor.user())
                .filter(user -> user.reach().wholePartner())
                .map(User::partnerId)
                .map(partner -> RowReach.of(users.ofPartner(actor.tenant(), partner).stream()
                                .map(User::id)
                                .toList())
                        .withPartner(partner));
    }

    private RowReach.Shares shares(Actor actor, Set<String> rights) {
        return new RowReach.Shares(
                actor.tenant(), actor.user(), Set.copyOf(users.teamsOf(actor.tenant(), actor.user())), rights);
    }

    private <T> T reading(java.util.function.Supplier<T> work) {
        return transactions.execute(_ -> work.get());
    }

    private static SangamException missing(String right) {
        return new SangamException(AccessError.RIGHT_MISSING, "You lack the right: " + right);
    }
}
