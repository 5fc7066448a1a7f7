package io.sangam.assignment;

import com.fasterxml.jackson.annotation.JsonValue;
import io.sangam.access.Access;
import io.sangam.identity.Presence;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.FieldSpec;
import io.sangam.records.Filter;
import io.sangam.records.ObjectType;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Who can be given a record of an object now, and who is passed over and why.
@Component
class Candidates {

    /// Grouped counts are cut off at so many values.
    private static final int COUNTED_AT_ONCE = 200;

    enum Skip {
        INACTIVE,
        AWAY,
        BUSY,
        OFF_SHIFT,
        NO_RIGHT,
        FULL;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param open how many open records each of the fit has; empty unless it was needed
    record Field(List<UserId> fit, Map<UserId, Skip> skipped, Map<UserId, Long> open) {}

    private final Users users;
    private final Access access;
    private final Tenants tenants;
    private final Records records;
    private final Shifts shifts;
    private final Clock clock;

    Candidates(Users users, Access access, Tenants tenants, Records records, Shifts shifts, Clock clock) {
        this.users = users;
        this.access = access;
        this.tenants = tenants;
        this.records = records;
        this.shifts = shifts;
        this.clock = clock;
    }

    /// The people a target names, fit or not.
    List<UserId> named(TenantId tenant, ObjectType type, Target target) {
        return switch (target) {
            case Target.ToUser(var user) -> List.of(user);
            case Target.ToTeam(var team) -> members(tenant, team);
            case Target.ToRole(var role) -> access.usersWithRole(tenant, role);
            case Target.RoundRobin(var people, var team) -> named(tenant, type, people, team);
            case Target.LeastLoaded(var people, var team) -> named(tenant, type, people, team);
        };
    }

    private List<UserId> named(TenantId tenant, ObjectType type, @Nullable List<UserId> people, @Nullable UUID team) {
        if (people != null && !people.isEmpty()) {
            return people;
        }
        return team == null ? defaultPool(tenant, type) : members(tenant, team);
    }

    private List<UserId> defaultPool(TenantId tenant, ObjectType type) {
        return access.usersWithRole(
                tenant,
                type.pool()
                        .orElseGet(() ->
                                tenants.get(tenant).settings().assignment().role()));
    }

    private List<UserId> members(TenantId tenant, UUID team) {
        return users.inTeam(tenant, team).stream().map(User::id).toList();
    }

    /// @param counting whether open records are needed even without a limit
    /// @param onShift whether only those are fit who are on shift
    Field fit(TenantId tenant, ObjectType type, Collection<UserId> people, boolean counting, boolean onShift) {
        var limit = tenants.get(tenant).settings().assignment().maxOpen();
        var open = counting || limit > 0 ? openRecords(tenant, type, people) : Map.<UserId, Long>of();
        var off = onShift ? shifts.off(tenant, people) : Set.<UserId>of();
        var fit = new ArrayList<UserId>();
        var skipped = new HashMap<UserId, Skip>();
        for (var person : people) {
            var skip = skip(tenant, type, person, off.contains(person));
            if (skip.isEmpty() && limit > 0 && open.getOrDefault(person, 0L) >= limit) {
                skip = Optional.of(Skip.FULL);
            }
            skip.ifPresentOrElse(why -> skipped.put(person, why), () -> fit.add(person));
        }
        return new Field(fit, skipped, open);
    }

    private Optional<Skip> skip(TenantId tenant, ObjectType type, UserId id, boolean offShift) {
        var user = users.find(tenant, id).filter(User::active);
        if (user.isEmpty()) {
            return Optional.of(Skip.INACTIVE);
        }
        var zone = Objects.requireNonNullElseGet(
                user.get().timeZone(), () -> tenants.get(tenant).timeZone());
        if (!user.get().worksOn(LocalDate.ofInstant(clock.instant(), zone))) {
            return Optional.of(Skip.AWAY);
        }
        if (user.get().presence() == Presence.BUSY) {
            return Optional.of(Skip.BUSY);
        }
        if (offShift) {
            return Optional.of(Skip.OFF_SHIFT);
        }
        return access.rights(new Actor(tenant, id)).canWrite(type.plural())
                ? Optional.empty()
                : Optional.of(Skip.NO_RIGHT);
    }

    private Map<UserId, Long> openRecords(TenantId tenant, ObjectType type, Collection<UserId> people) {
        var owner = ownerField(type);
        var counts = new HashMap<UserId, Long>();
        var all = List.copyOf(people);
        for (int from = 0; from < all.size(); from += COUNTED_AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + COUNTED_AT_ONCE));
            records.countBy(Actor.system(tenant), type, owner.key(), openOf(type, owner, some))
                    .forEach((user, count) -> counts.put((UserId) user, count));
        }
        return counts;
    }

    private static Filter openOf(ObjectType type, FieldSpec<?> owner, List<UserId> people) {
        var json = JsonNodeFactory.instance;
        var ids = json.arrayNode();
        people.forEach(person -> ids.add(person.toString()));
        var theirs = new Filter.Test(owner.key(), "in", ids);
        return type.statusField()
                .<Filter>map(
                        status -> new Filter.And(List.of(new Filter.Test(status.key(), "group", unfinished()), theirs)))
                .orElse(theirs);
    }

    /// The groups of statuses in which there is something left to do.
    static JsonNode unfinished() {
        return JsonNodeFactory.instance.arrayNode().add("open").add("progress").add("waiting");
    }

    /// The field of whoever is most responsible for a record.
    private static FieldSpec<?> ownerField(ObjectType type) {
        var column = type.owners().users().getFirst();
        return type.fields().stream()
                .filter(field -> field.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no field for its owner"));
    }
}
