package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.access.Access;
import io.sangam.access.Sensitivity;
import io.sangam.access.Visibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// How records are reached, and who has a contact already. The phone and e-mail fields of an object that is
/// [ObjectType#reached] are contact points by themselves; a record may have more than its form shows.
@Service
@Transactional
public class ContactPoints {

    /// A record that has a contact, or a name, already. Out of the reader's scope it shows its owner only, so that he
    /// knows whom to ask; in it, it can be merged with.
    ///
    /// @param kind of the contact both have; absent when it is the name
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Holder(
            String object,
            @Nullable UUID id,
            @Nullable String title,
            @Nullable Person owner,
            ContactPoint.@Nullable Kind kind,
            boolean visible) {}

    private final ContactPointRepository repository;
    private final Records records;
    private final RecordRepository rows;
    private final RecordWriter writer;
    private final ContactPointKeeper keeper;
    private final Access access;

    ContactPoints(
            ContactPointRepository repository,
            Records records,
            RecordRepository rows,
            RecordWriter writer,
            ContactPointKeeper keeper,
            Access access) {
        this.repository = repository;
        this.records = records;
        this.rows = rows;
        this.writer = writer;
        this.keeper = keeper;
        this.access = access;
    }

    /// Makes two at the same moment with one of these contacts wait for each other, until the end of the transaction.
    public void lock(TenantId tenant, Collection<String> keys) {
        repository.lock(tenant, keys);
    }

    /// The same, and the keys of the objects that have records with one of these contacts: most enquiries are of people
    /// nobody knows.
    public Set<String> lockedHolding(TenantId tenant, Collection<String> keys) {
        return keys.isEmpty() ? Set.of() : repository.lockedObjects(tenant, keys);
    }

    /// The records that have one of these contacts, newest first, whoever may see them; also those in the trash.
    @Transactional(readOnly = true)
    public List<UUID> holding(TenantId tenant, ObjectType type, Collection<String> keys) {
        return keys.isEmpty() ? List.of() : repository.records(tenant, type.key(), keys);
    }

    /// The same for many contacts, by contact; one that nobody has is left out.
    @Transactional(readOnly = true)
    public Map<String, List<UUID>> holdingEach(TenantId tenant, ObjectType type, Collection<String> keys) {
        return keys.isEmpty() ? Map.of() : repository.holders(tenant, type.key(), keys);
    }

    /// Those whose title is just this one, however it is capitalised.
    @Transactional(readOnly = true)
    public List<UUID> titled(TenantId tenant, ObjectType type, String title) {
        return rows.titled(type, tenant, title.strip());
    }

    /// By what a record with these fields would be reached.
    @Transactional(readOnly = true, noRollbackFor = SangamException.class)
    public List<ContactPoint> ofFields(
            Actor actor, ObjectType type, Map<String, @Nullable Object> values, Collection<ContactPoint> besides) {
        var all = new ArrayList<>(ContactPointKeeper.fields(type, values, keeper.country(actor.tenant())));
        besides.stream()
                .filter(point -> all.stream()
                        .noneMatch(have -> have.matchKey().equals(point.matchKey()) && have.kind() == point.kind()))
                .forEach(all::add);
        return all;
    }

    /// Asks the database nothing, so it needs no transaction.
    @Transactional(readOnly = true, noRollbackFor = SangamException.class, propagation = Propagation.SUPPORTS)
    List<ContactPoint> parse(Actor actor, List<Reachable.NewContactPoint> given) {
        var country = keeper.country(actor.tenant());
        var points = new ArrayList<ContactPoint>();
        for (var i = 0; i < given.size(); i++) {
            var point = given.get(i);
            points.add(ContactPoint.of(
                    point.kind(), point.value(), point.primary(), country, "contactPoints/" + i + "/value"));
        }
        return points;
    }

    /// Those of these texts that are complete already, for the warning while typing.
    @Transactional(readOnly = true, noRollbackFor = SangamException.class)
    public List<ContactPoint> typed(
            Actor actor, @Nullable String phone, @Nullable String alternativePhone, @Nullable String email) {
        var country = keeper.country(actor.tenant());
        return Stream.of(
                        typed(ContactPoint.Kind.MOBILE, phone, country),
                        typed(ContactPoint.Kind.PHONE, alternativePhone, country),
                        typed(ContactPoint.Kind.EMAIL, email, country))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ContactPoint> typed(ContactPoint.Kind kind, @Nullable String text, String country) {
        return Optional.ofNullable(text)
                .filter(each -> !each.isBlank())
                .flatMap(each -> ContactPoint.find(kind, each, true, country));
    }

    /// As the actor may see them.
    @Transactional(readOnly = true)
    public List<ContactPoint> of(Actor actor, ObjectType type, UUID id) {
        records.load(actor, type, id);
        var rights = access.rights(actor);
        return repository.of(actor.tenant(), type.key(), id).stream()
                .flatMap(point -> rights.visibility(point.sensitivity()).show(point.value()).stream()
                        .map(value -> new ContactPoint(point.kind(), value, point.matchKey(), point.primary())))
                .toList();
    }

    /// Puts a new record's own beside those of its fields.
    public void add(Actor actor, RecordState record, Collection<ContactPoint> points) {
        put(actor, record.type(), record.id(), points);
    }

    /// Replaces a record's contact points; the first phones and the first e-mail become its fields.
    public List<ContactPoint> change(Actor actor, ObjectType type, UUID id, int version, List<ContactPoint> points) {
        if (!records.load(actor, type, id).writable()) {
            throw new SangamException(RecordError.RECORD_NOT_WRITABLE, "You may read this record, not change it");
        }
        if (Stream.of(Sensitivity.PHONE, Sensitivity.EMAIL)
                .anyMatch(each -> access.rights(actor).visibility(each) != Visibility.CLEAR)) {
            throw new SangamException(
                    RecordError.RECORD_NOT_WRITABLE, "Whoever sees masked contacts can't replace them");
        }
        var phones = points.stream()
                .filter(point -> point.kind() != ContactPoint.Kind.EMAIL)
                .sorted((a, b) -> Boolean.compare(b.primary(), a.primary()))
                .map(ContactPoint::value)
                .distinct()
                .iterator();
        var emails = points.stream()
                .filter(point -> point.kind() == ContactPoint.Kind.EMAIL)
                .sorted((a, b) -> Boolean.compare(b.primary(), a.primary()))
                .map(ContactPoint::value)
                .iterator();
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var spec : ContactPointKeeper.reaching(type)) {
            var next = spec.kind() == FieldKind.EMAIL ? emails : phones;
            values.put(spec.key(), next.hasNext() ? next.next() : null);
        }
        // before the record is: whoever waits for a contact holds no record
        keeper.claimable(actor, type, id, points);
        writer.update(actor, type, id, version, values);
        put(actor, type, id, points);
        return repository.of(actor.tenant(), type.key(), id);
    }

    private void put(Actor actor, ObjectType type, UUID id, Collection<ContactPoint> points) {
        keeper.claimable(actor, type, id, points);
        repository.replace(actor.tenant(), type.key(), id, points, ContactPointKeeper.claiming(type));
    }

    /// Records with one of these contacts or, where a name is given, with just this name: for the warning while typing.
    @Transactional(readOnly = true)
    public List<Holder> holders(
            Actor actor,
            ObjectType type,
            Collection<ContactPoint> points,
            @Nullable String name,
            Optional<UUID> except) {
        access.require(actor, type.plural(), "create");
        var tenant = actor.tenant();
        var found = new LinkedHashMap<UUID, ContactPoint.@Nullable Kind>();
        for (var point : points) {
            holding(tenant, type, Set.of(point.matchKey())).forEach(id -> found.putIfAbsent(id, point.kind()));
        }
        if (name != null && !name.isBlank()) {
            rows.titled(type, tenant, name.strip()).forEach(id -> found.putIfAbsent(id, null));
        }
        except.ifPresent(found::remove);
        return keeper.shown(actor, type, found);
    }
}
