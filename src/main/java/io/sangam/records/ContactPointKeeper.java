package io.sangam.records;

import static java.util.function.Predicate.not;

import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Tenants;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps the contact points of records in step with their fields, and each contact with one record where the object
/// wants that. Called by whatever writes records.
@Component
class ContactPointKeeper {

    private static final UUID NONE = new UUID(0, 0);

    private final ContactPointRepository repository;
    private final Records records;
    private final People people;
    private final Tenants tenants;

    ContactPointKeeper(ContactPointRepository repository, Records records, People people, Tenants tenants) {
        this.repository = repository;
        this.records = records;
        this.people = people;
        this.tenants = tenants;
    }

    /// Refuses contacts another record of the object has claimed, naming it where the actor may see it.
    void claimable(Actor actor, ObjectType type, @Nullable UUID id, Collection<ContactPoint> points) {
        if (!claiming(type) || points.isEmpty()) {
            return;
        }
        var keys = points.stream().map(ContactPoint::matchKey).collect(Collectors.toCollection(LinkedHashSet::new));
        repository.lock(actor.tenant(), keys);
        var taken = new LinkedHashMap<UUID, ContactPoint.@Nullable Kind>();
        repository
                .claims(actor.tenant(), type.key(), keys, id == null ? NONE : id)
                .forEach(match -> taken.putIfAbsent(match.record(), match.kind()));
        if (!taken.isEmpty()) {
            throw new SangamException(
                            RecordError.CONTACT_POINT_TAKEN,
                            "Another " + type.label().toLowerCase(java.util.Locale.ROOT)
                                    + " has this contact already; use that one, or merge the two")
                    .with("holders", shown(actor, type, taken));
        }
    }

    /// What a write would claim, checked before anything is written.
    void beforeWrite(Actor actor, ObjectType type, @Nullable RecordState before, Map<String, @Nullable Object> values) {
        if (type.reached().isPresent() && reaching(type).stream().anyMatch(spec -> values.containsKey(spec.key()))) {
            var after = new LinkedHashMap<String, @Nullable Object>(before == null ? Map.of() : before.values());
            after.putAll(values);
            claimable(actor, type, before == null ? null : before.id(), fields(type, after, country(actor.tenant())));
        }
    }

    /// Keeps the points in step with the fields.
    void written(TenantId tenant, @Nullable RecordState before, RecordState after) {
        var type = after.type();
        if (type.reached().isEmpty()) {
            return;
        }
        if (before == null) {
            repository.begin(
                    tenant, type.key(), after.id(), fields(type, after.values(), country(tenant)), claiming(type));
            return;
        }
        var changed = reaching(type).stream()
                .anyMatch(spec -> !Objects.equals(before.value(spec.key()), after.value(spec.key())));
        if (changed) {
            var points = new ArrayList<>(fields(type, after.values(), country(tenant)));
            var old = fields(type, before.values(), country(tenant));
            // those that are in no field stay: a record may have more numbers than its form shows
            repository.of(tenant, type.key(), after.id()).stream()
                    .filter(not(point ->
                            old.stream().anyMatch(each -> each.matchKey().equals(point.matchKey()))))
                    .filter(not(point ->
                            points.stream().anyMatch(now -> now.matchKey().equals(point.matchKey()))))
                    .forEach(points::add);
            repository.replace(tenant, type.key(), after.id(), points, claiming(type));
        }
    }

    /// What comes out of the trash must be able to claim again what it did, for in the trash it claims nothing.
    void beforeRestore(Actor actor, ObjectType type, UUID id) {
        if (claiming(type)) {
            claimable(actor, type, id, repository.of(actor.tenant(), type.key(), id));
        }
    }

    void trashed(Actor actor, ObjectType type, UUID id, boolean deleted) {
        if (claiming(type)) {
            repository.claim(actor.tenant(), type.key(), id, !deleted);
        }
    }

    void loaded(TenantId tenant, ObjectType type, Collection<RecordState> loaded) {
        if (type.reached().isPresent()) {
            var country = country(tenant);
            repository.add(
                    tenant,
                    type.key(),
                    loaded.stream()
                            .collect(Collectors.toMap(
                                    RecordState::id, record -> fields(type, record.values(), country))),
                    claiming(type));
        }
    }

    List<ContactPoints.Holder> shown(Actor actor, ObjectType type, Map<UUID, ContactPoint.@Nullable Kind> found) {
        var system = Actor.system(actor.tenant());
        var visible = records.titles(actor, type, found.keySet());
        var states = found.keySet().stream()
                .flatMap(id -> records.load(system, type, id, false).stream())
                .toList();
        var names = people.named(
                actor.tenant(),
                states.stream().flatMap(state -> owner(state).stream()).toList());
        return states.stream()
                .map(state -> new ContactPoints.Holder(
                        type.key(),
                        visible.containsKey(state.id()) ? state.id() : null,
                        visible.get(state.id()),
                        owner(state).map(names::of).orElse(null),
                        found.get(state.id()),
                        visible.containsKey(state.id())))
                .toList();
    }

    private static Optional<UserId> owner(RecordState state) {
        return state.type().field("owner").isPresent() ? Optional.ofNullable(state.user("owner")) : Optional.empty();
    }

    /// Gives a record more points, after its fields were written.
    void addTo(TenantId tenant, RecordState record, Collection<ContactPoint> more) {
        var type = record.type();
        var all = new ArrayList<>(repository.of(tenant, type.key(), record.id()));
        more.stream()
                .filter(point -> all.stream()
                        .noneMatch(have -> have.matchKey().equals(point.matchKey()) && have.kind() == point.kind()))
                .map(point -> new ContactPoint(point.kind(), point.value(), point.matchKey(), false))
                .toList()
                .forEach(all::add);
        repository.replace(tenant, type.key(), record.id(), all, claiming(type));
    }

    /// Takes from it the points with these keys that stand in none of its fields.
    void removeFrom(TenantId tenant, RecordState record, Collection<String> keys) {
        var type = record.type();
        var own = fields(type, record.values(), country(tenant)).stream()
                .map(ContactPoint::matchKey)
                .toList();
        var left = repository.of(tenant, type.key(), record.id()).stream()
                .filter(point -> own.contains(point.matchKey()) || !keys.contains(point.matchKey()))
                .toList();
        repository.replace(tenant, type.key(), record.id(), left, claiming(type));
    }

    static boolean claiming(ObjectType type) {
        return type.reached().filter(ObjectType.Reached::once).isPresent();
    }

    String country(TenantId tenant) {
        return tenants.get(tenant).defaultCountry();
    }

    /// The described fields a record is reached by.
    static List<FieldSpec<?>> reaching(ObjectType type) {
        return type.described().stream()
                .filter(spec -> spec.kind() == FieldKind.PHONE || spec.kind() == FieldKind.EMAIL)
                .toList();
    }

    /// The first number is the mobile, as people write it; the others are phones.
    static List<ContactPoint> fields(ObjectType type, Map<String, @Nullable Object> values, String country) {
        var points = new ArrayList<ContactPoint>();
        var first = true;
        for (var spec : reaching(type)) {
            var value = (String) values.get(spec.key());
            if (spec.kind() == FieldKind.EMAIL) {
                if (value != null) {
                    points.add(ContactPoint.of(ContactPoint.Kind.EMAIL, value, true, country, spec.key()));
                }
            } else {
                if (value != null) {
                    var kind = first ? ContactPoint.Kind.MOBILE : ContactPoint.Kind.PHONE;
                    points.add(ContactPoint.of(kind, value, first, country, spec.key()));
                }
                first = false;
            }
        }
        return points;
    }
}
