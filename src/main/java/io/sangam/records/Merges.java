package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.access.Access;
import io.sangam.access.Visibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes two records of one object one (ADR 25): the kept one gets the chosen values, and everything that refers to the
/// other; the merged one lies in the trash until, within 30 days, it is split off again.
///
/// Nothing here knows an object: what refers to a record is read off the descriptions of all objects.
@Service
@Transactional
public class Merges {

    static final String MERGED = "merged";
    static final String SPLIT = "split";
    private static final String AWAY = "mergedAway";
    private static final String MERGE_ID = "mergeId";

    /// One of the two, as the caller saw it.
    public record Side(UUID id, int version) {}

    /// A field whose values differ.
    ///
    /// @param kept whether the kept one's value stays unless the other is chosen: it does unless it is empty
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Difference(String field, String label, boolean kept) {}

    /// @param comes how many of what comes along, by the object's key; `comment` for remarks
    public record Preview(
            Map<String, @Nullable Object> kept,
            Map<String, @Nullable Object> merged,
            List<Difference> differences,
            Map<String, Integer> comes) {}

    /// @param undoUntil until when it can be taken apart
    public record Done(
            UUID id, String object, UUID kept, UUID merged, String title, Person by, Instant at, Instant undoUntil) {}

    private final MergeRepository repository;
    private final RecordRepository rows;
    private final Records records;
    private final RecordWriter writer;
    private final ContactPointRepository contactPoints;
    private final ContactPointKeeper keeper;
    private final ObjectTypes types;
    private final Readers readers;
    private final People people;
    private final Access access;
    private final PastValues past;
    private final Clock clock;

    Merges(
            MergeRepository repository,
            RecordRepository rows,
            Records records,
            RecordWriter writer,
            ContactPointRepository contactPoints,
            ContactPointKeeper keeper,
            ObjectTypes types,
            Readers readers,
            People people,
            Access access,
            PastValues past,
            Clock clock) {
        this.repository = repository;
        this.rows = rows;
        this.records = records;
        this.writer = writer;
        this.contactPoints = contactPoints;
        this.keeper = keeper;
        this.types = types;
        this.readers = readers;
        this.people = people;
        this.access = access;
        this.past = past;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Preview preview(Actor actor, ObjectType type, UUID kept, UUID merged) {
        requireRight(actor, type);
        requireTwo(kept, merged);
        var first = records.load(actor, type, kept);
        var second = records.load(actor, type, merged);
        var reader = readers.of(actor);
        var differences = mergeable(type, reader).stream()
                .filter(spec -> !second.isEmpty(spec.key()) && differs(first, second, spec))
                .map(spec -> new Difference(spec.key(), spec.label(), !first.isEmpty(spec.key())))
                .toList();
        var comes = new LinkedHashMap<String, Integer>();
        for (var reference : references(type)) {
            comes.merge(reference.type().key(), repository.count(actor.tenant(), reference, merged), Integer::sum);
        }
        comes.merge("comment", repository.comments(actor.tenant(), type.key(), merged), Integer::sum);
        comes.values().removeIf(count -> count == 0);
        return new Preview(records.view(actor, type, kept), records.view(actor, type, merged), differences, comes);
    }

    /// @param chosen the fields whose value is taken from the merged one; of the others the kept one's stays,
    /// unless it is empty
    /// @throws SangamException VERSION_CONFLICT when one of them is not as the caller saw it
    public UUID merge(Actor actor, ObjectType type, Side kept, Side merged, Set<String> chosen) {
        requireRight(actor, type);
        requireTwo(kept.id(), merged.id());
        var tenant = actor.tenant();
        // both before the locks: a stranger's id answers 404 whatever else is wrong
        records.load(actor, type, kept.id());
        records.load(actor, type, merged.id());
        lockContacts(tenant, type, kept.id(), merged.id());
        rows.lock(type, tenant, List.of(kept.id(), merged.id()));
        var first = unchanged(actor, type, kept);
        var second = unchanged(actor, type, merged);
        var values = values(type, readers.of(actor), first, second, chosen);
        var id = Ids.next();
        var pointsOfKept = contactPoints.of(tenant, type.key(), first.id());
        var pointsOfMerged = contactPoints.of(tenant, type.key(), second.id());
        writer.trash(actor, second, AWAY, data(id, first));
        var after = writer.update(actor, type, first.id(), first.version(), values, MERGED, data(id, second));
        // also those the chosen values pushed out of a field
        keeper.addTo(
                tenant,
                after,
                Stream.concat(pointsOfKept.stream(), pointsOfMerged.stream()).toList());
        var had = pointsOfKept.stream().map(ContactPoint::matchKey).toList();
        var points = pointsOfMerged.stream()
                .map(ContactPoint::matchKey)
                .filter(key -> !had.contains(key))
                .distinct()
                .toList();
        repository.insert(actor, id, type, first.id(), second.id(), changes(first, after), points, clock.instant());
        for (var reference : references(type)) {
            var moved = repository.move(tenant, reference, second.id(), first.id(), null);
            repository.note(tenant, id, reference.name(), moved);
            tell(actor, reference, moved, second.id(), first.id());
        }
        repository.moveKept(tenant, id, type.key(), second.id(), first.id());
        return id;
    }

    /// A true split: what came with the merged one goes back to it, and what the kept one has got since stays with the
    /// kept one. A value the merge gave the kept one goes back unless somebody changed it since.
    ///
    /// @return the two records
    public List<RecordRef> undo(Actor actor, UUID id) {
        var tenant = actor.tenant();
        var merge = repository.lock(tenant, id).orElseThrow(SangamException::notFound);
        var type = types.get(merge.object());
        requireRight(actor, type);
        if (merge.undoneAt() != null) {
            throw new SangamException(RecordError.UNDO_IMPOSSIBLE, "The two were taken apart already");
        }
        if (merge.at().isBefore(clock.instant().minus(Undo.WITHIN))) {
            throw new SangamException(RecordError.UNDO_TOO_LATE, "What is older than 30 days can't be undone");
        }
        records.load(actor, type, merge.kept(), true)
                .flatMap(_ -> repository.keeperOf(tenant, type.key(), merge.kept()))
                .ifPresent(_ -> {
                    throw new SangamException(
                            RecordError.UNDO_CONTRADICTED,
                            "The kept one was merged into another since; take that apart first");
                });
        records.load(actor, type, merge.kept());
        lockContacts(tenant, type, merge.kept(), merge.merged());
        rows.lock(type, tenant, List.of(merge.kept(), merge.merged()));
        var kept = records.load(actor, type, merge.kept());
        writer.requireUnchanged(actor, kept, kept.version());
        var merged = records.load(Actor.system(tenant), type, merge.merged(), true)
                .orElseThrow(() -> new SangamException(RecordError.UNDO_IMPOSSIBLE, "The merged one is gone"));
        repository.undone(actor, id, clock.instant());
        var after = writer.update(
                actor, type, kept.id(), kept.version(), before(actor, kept, merge.changes()), SPLIT, data(id, merged));
        keeper.removeFrom(tenant, after, merge.points());
        writer.takeFromTrash(actor, merged, SPLIT, data(id, kept));
        var moves = repository.moves(tenant, id);
        for (var reference : references(type)) {
            var back = repository.move(
                    tenant, reference, kept.id(), merged.id(), moves.getOrDefault(reference.name(), List.of()));
            tell(actor, reference, back, kept.id(), merged.id());
        }
        repository.moveBack(tenant, moves, type.key(), kept.id(), merged.id());
        return List.of(new RecordRef(type.key(), kept.id()), new RecordRef(type.key(), merged.id()));
    }

    /// What was merged into a record and can still be taken apart, newest first.
    @Transactional(readOnly = true)
    public List<Done> of(Actor actor, ObjectType type, UUID id) {
        records.load(actor, type, id);
        var found = repository.into(actor.tenant(), type.key(), id);
        var names = people.named(
                actor.tenant(), found.stream().map(MergeRepository.Stored::by).toList());
        var system = Actor.system(actor.tenant());
        var since = clock.instant().minus(Undo.WITHIN);
        return found.stream()
                .filter(each -> each.at().isAfter(since))
                .map(each -> new Done(
                        each.id(),
                        each.object(),
                        each.kept(),
                        each.merged(),
                        records.load(system, type, each.merged(), true)
                                .map(RecordState::title)
                                .orElse(""),
                        names.of(each.by()),
                        each.at(),
                        each.at().plus(Undo.WITHIN)))
                .toList();
    }

    /// The record it was merged into, also by way of others; itself, when it was not.
    @Transactional(readOnly = true)
    public UUID keeperOf(TenantId tenant, ObjectType type, UUID id) {
        return repository
                .keeperOf(tenant, type.key(), id)
                .map(keeper -> keeperOf(tenant, type, keeper))
                .orElse(id);
    }

    private void requireRight(Actor actor, ObjectType type) {
        if (!type.isMergeable()) {
            throw new SangamException(RecordError.MERGE_IMPOSSIBLE, type.label() + " records can't be merged");
        }
        access.require(actor, type.plural(), "merge");
    }

    private static void requireTwo(UUID kept, UUID merged) {
        if (kept.equals(merged)) {
            throw new SangamException(RecordError.MERGE_IMPOSSIBLE, "A record can't be merged with itself");
        }
    }

    /// Before the records are: whoever waits for a contact holds no record.
    private void lockContacts(TenantId tenant, ObjectType type, UUID kept, UUID merged) {
        contactPoints.lock(
                tenant,
                Stream.of(kept, merged)
                        .flatMap(id -> contactPoints.of(tenant, type.key(), id).stream())
                        .map(ContactPoint::matchKey)
                        .toList());
    }

    private RecordState unchanged(Actor actor, ObjectType type, Side side) {
        var record = records.load(actor, type, side.id());
        writer.requireUnchanged(actor, record, side.version());
        return record;
    }

    private static List<FieldSpec<?>> mergeable(ObjectType type, Reader reader) {
        return type.fields().stream()
                .filter(spec -> spec.isEditable() && reader.visibility(spec) == Visibility.CLEAR)
                .toList();
    }

    private static Map<String, @Nullable Object> values(
            ObjectType type, Reader reader, RecordState kept, RecordState merged, Set<String> chosen) {
        var known = mergeable(type, reader).stream().map(FieldSpec::key).toList();
        if (!known.containsAll(chosen)) {
            throw new SangamException(RecordError.FIELDS_INVALID, "`fields` names fields the caller may write");
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var spec : type.fields()) {
            if (spec.isEditable()) {
                var value = value(spec, kept, merged, chosen.contains(spec.key()));
                if (!Objects.equals(value, kept.value(spec.key()))) {
                    values.put(spec.key(), value);
                }
            }
        }
        return values;
    }

    private static @Nullable Object value(FieldSpec<?> spec, RecordState kept, RecordState merged, boolean chosen) {
        var first = kept.value(spec.key());
        var second = merged.value(spec.key());
        if (names(spec, first, merged)) {
            first = null;
        }
        if (names(spec, second, kept)) {
            second = null;
        }
        if (spec.kind() == FieldKind.TAGS
                && !chosen
                && first instanceof List<?> some
                && second instanceof List<?> more) {
            return Stream.concat(some.stream(), more.stream()).distinct().toList();
        }
        return (chosen || first == null) && second != null ? second : first;
    }

    /// Whether a reference points to that very record.
    private static boolean names(FieldSpec<?> spec, @Nullable Object value, RecordState record) {
        return spec.kind() == FieldKind.REF
                && (record.id().equals(value) && record.type().key().equals(spec.refObject())
                        || new RecordRef(record.type().key(), record.id()).equals(value));
    }

    private static boolean differs(RecordState kept, RecordState merged, FieldSpec<?> spec) {
        return !Objects.equals(kept.value(spec.key()), merged.value(spec.key()));
    }

    private static List<Change> changes(RecordState before, RecordState after) {
        return before.type().fields().stream()
                .filter(spec -> spec.isEditable() && differs(before, after, spec))
                .map(spec -> new Change(
                        spec.key(),
                        FieldValues.plain(before.value(spec.key())),
                        FieldValues.plain(after.value(spec.key()))))
                .toList();
    }

    private Map<String, @Nullable Object> before(Actor actor, RecordState now, List<Change> changes) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var change : changes) {
            now.type()
                    .field(change.field())
                    .filter(_ -> past.holds(now, change))
                    .ifPresent(spec -> values.put(spec.key(), past.before(actor.tenant(), spec, change)));
        }
        return values;
    }

    private static Map<String, Object> data(UUID merge, RecordState other) {
        return Map.of(MERGE_ID, merge, "id", other.id(), "title", other.title());
    }

    /// The merge an activity tells of, so that undoing its change set takes the two apart.
    static UUID mergeOf(ActivityRepository.Stored activity) {
        return UUID.fromString(String.valueOf(activity.data().get(MERGE_ID)));
    }

    private void tell(Actor actor, MergeRepository.Reference reference, Collection<UUID> moved, UUID from, UUID to) {
        if (!moved.isEmpty()) {
            types.rules(reference.type())
                    .forEach(rules -> rules.afterMove(
                            actor,
                            List.copyOf(moved),
                            new RecordRef(reference.target(), from),
                            new RecordRef(reference.target(), to)));
        }
    }

    /// All fields of all objects that may refer to a record of this one.
    private List<MergeRepository.Reference> references(ObjectType target) {
        var found = new ArrayList<MergeRepository.Reference>();
        for (var type : types.all()) {
            for (var spec : type.described()) {
                if (spec.kind() == FieldKind.REF
                        && (spec.companion() != null || target.key().equals(spec.refObject()))) {
                    @SuppressWarnings("unchecked") // what a reference is stored as
                    var column = (Field<UUID>) spec.column();
                    found.add(new MergeRepository.Reference(type, spec.key(), column, spec.companion(), target.key()));
                }
            }
        }
        return found;
    }
}
