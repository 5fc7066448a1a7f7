package io.sangam.records;

import static java.util.Objects.requireNonNull;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.access.Sensitivity;
import io.sangam.jobs.Jobs;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The fields a company adds to its objects. Whoever may change pipelines may change them: both say how work is done.
@Service
@Transactional
public class CustomFields {

    /// @param kind never changes
    /// @param key never changes; derived from the label when absent
    record Draft(
            String object,
            @Nullable String key,
            CustomKind kind,
            String label,
            String section,
            @Nullable Sensitivity sensitivity,
            boolean required,
            List<String> requiredIn,
            List<FieldOption> options,
            int decimals) {}

    /// What is null stays.
    record Edit(
            @Nullable String label,
            @Nullable String section,
            @Nullable Sensitivity sensitivity,
            @Nullable Boolean required,
            @Nullable List<String> requiredIn,
            @Nullable List<FieldOption> options,
            @Nullable Boolean active) {}

    /// @param values records that hold a value, those in the trash too
    /// @param uses settings that name the field and must let go of it first
    /// @param views saved views that show it, and will do without
    record Impact(long values, Map<String, Long> options, List<FieldUses.Use> uses, List<String> views) {}

    /// How many fields of a kind an object can have, and how many more.
    record Room(CustomKind kind, int most, int left) {}

    private final CustomFieldRepository repository;
    private final ObjectTypes types;
    private final Access access;
    private final Activities activities;
    private final List<FieldUses> uses;
    private final Jobs jobs;
    private final SlotIndexing indexing;
    private final SlotClearing clearing;
    private final Clock clock;

    CustomFields(
            CustomFieldRepository repository,
            ObjectTypes types,
            Access access,
            Activities activities,
            ObjectProvider<FieldUses> uses,
            Jobs jobs,
            SlotIndexing indexing,
            SlotClearing clearing,
            Clock clock) {
        this.repository = repository;
        this.types = types;
        this.access = access;
        this.activities = activities;
        this.uses = uses.orderedStream().toList();
        this.jobs = jobs;
        this.indexing = indexing;
        this.clearing = clearing;
        this.clock = clock;
    }

    /// A field that is neither sensitive nor required.
    ///
    /// @return its key
    public String add(Actor actor, String object, CustomKind kind, String label, FieldOption... options) {
        return create(
                        actor,
                        new Draft(object, null, kind, label, "custom", null, false, List.of(), List.of(options), 0))
                .key();
    }

    @Transactional(readOnly = true)
    List<CustomField> of(Actor actor, String object) {
        access.require(actor, "pipelines", Level.READ);
        return repository.of(actor.tenant(), extendable(object).key());
    }

    @Transactional(readOnly = true)
    List<Room> room(Actor actor, String object) {
        var taken = taken(actor, object);
        return Stream.of(CustomKind.values())
                .map(kind -> {
                    var slots = kind.slots().slots();
                    return new Room(kind, slots.size(), (int)
                            slots.stream().filter(slot -> !taken.contains(slot)).count());
                })
                .toList();
    }

    CustomField create(Actor actor, Draft draft) {
        access.require(actor, "pipelines", Level.WRITE);
        var type = extendable(draft.object());
        repository.lock(actor.tenant(), type.key());
        var others = repository.of(actor.tenant(), type.key());
        var check = new CustomFieldCheck(types, actor.tenant(), type, others);
        var key = draft.key() == null
                ? CustomFieldCheck.key(draft.label(), each -> repository.isTaken(actor.tenant(), type.key(), each))
                : draft.key();
        var field = new CustomField(
                Ids.next(),
                type.key(),
                key,
                CustomFieldCheck.clean(draft.label()),
                draft.kind(),
                free(actor, type, draft.kind()),
                draft.section(),
                draft.sensitivity() == null ? draft.kind().sensitivity() : draft.sensitivity(),
                draft.required(),
                List.copyOf(draft.requiredIn()),
                CustomFieldCheck.clean(draft.options()),
                draft.kind() == CustomKind.NUMBER ? draft.decimals() : 0,
                others.stream().mapToInt(CustomField::position).max().orElse(-1) + 1,
                CustomField.State.ACTIVE,
                0);
        check.require(field, repository.isTaken(actor.tenant(), type.key(), key));
        repository.insert(actor, field, clock.instant());
        changed(actor, field, "created", changes(null, field));
        jobs.enqueue(actor.tenant(), indexing, new SlotIndexing.Order(type.key(), requireNonNull(field.slot())));
        return field;
    }

    CustomField change(Actor actor, UUID id, int version, Edit edit) {
        access.require(actor, "pipelines", Level.WRITE);
        var before = current(actor, id, version);
        var type = extendable(before.object());
        var after = new CustomField(
                before.id(),
                before.object(),
                before.key(),
                edit.label() == null ? before.label() : CustomFieldCheck.clean(edit.label()),
                before.kind(),
                before.slot(),
                edit.section() == null ? before.section() : edit.section(),
                edit.sensitivity() == null ? before.sensitivity() : edit.sensitivity(),
                edit.required() == null ? before.required() : edit.required(),
                edit.requiredIn() == null ? before.requiredIn() : List.copyOf(edit.requiredIn()),
                edit.options() == null ? before.options() : CustomFieldCheck.clean(edit.options()),
                before.decimals(),
                before.position(),
                edit.active() == null
                        ? before.state()
                        : edit.active() ? CustomField.State.ACTIVE : CustomField.State.INACTIVE,
                before.version());
        var changes = changes(before, after);
        if (changes.isEmpty()) {
            return before;
        }
        new CustomFieldCheck(types, actor.tenant(), type, repository.of(actor.tenant(), type.key()))
                .require(after, false);
        refuseLosingOptions(actor, type, before, after);
        if (after.state() == CustomField.State.INACTIVE && before.state() == CustomField.State.ACTIVE) {
            refuseUsed(actor, type, before);
        }
        store(actor, after);
        changed(actor, after, "updated", changes);
        return repository.find(actor.tenant(), id).orElseThrow();
    }

    /// @param ids all of the object's fields
    List<CustomField> order(Actor actor, String object, List<UUID> ids) {
        access.require(actor, "pipelines", Level.WRITE);
        var type = extendable(object);
        repository.lock(actor.tenant(), type.key());
        var before = repository.of(actor.tenant(), type.key());
        if (before.size() != ids.size()
                || !Set.copyOf(before.stream().map(CustomField::id).toList()).equals(new HashSet<>(ids))) {
            throw SangamException.invalid("ids", "VALUE_OUT_OF_RANGE", "Name each field of the object once");
        }
        for (var i = 0; i < ids.size(); i++) {
            repository.place(actor.tenant(), ids.get(i), i);
        }
        types.fieldsChanged(actor.tenant());
        return repository.of(actor.tenant(), type.key());
    }

    @Transactional(readOnly = true)
    Impact impact(Actor actor, UUID id) {
        access.require(actor, "pipelines", Level.READ);
        var field = find(actor, id);
        var type = extendable(field.object());
        var slot = requireNonNull(field.slot());
        return new Impact(
                repository.values(actor.tenant(), type, slot),
                field.kind().hasOptions()
                        ? new TreeMap<>(repository.valuesByOption(actor.tenant(), type, field, slot))
                        : Map.of(),
                uses(actor, type, field),
                repository.views(actor.tenant(), field.object(), field.key()));
    }

    /// Hides the field for good; a job empties its slot before anybody else gets it.
    ///
    /// @param values how many records lose a value, as the one who deletes it was told
    void delete(Actor actor, UUID id, int version, long values) {
        access.require(actor, "pipelines", Level.WRITE);
        var field = current(actor, id, version);
        var type = extendable(field.object());
        refuseUsed(actor, type, field);
        var held = repository.values(actor.tenant(), type, requireNonNull(field.slot()));
        if (held != values) {
            throw new SangamException(
                            RecordError.FIELD_IMPACT_CHANGED,
                            held + " records hold a value of " + field.label() + "; confirm that they lose it")
                    .with("values", held);
        }
        var deleting = field.with(CustomField.State.DELETING, field.slot());
        store(actor, deleting);
        changed(actor, deleting, "deleted", changes(field, deleting));
        jobs.enqueue(
                actor.tenant(),
                clearing,
                new SlotClearing.Order(id),
                clock.instant().plus(SlotClearing.AFTER));
    }

    private void refuseUsed(Actor actor, ObjectType type, CustomField field) {
        var used = uses(actor, type, field);
        if (!used.isEmpty()) {
            throw new SangamException(
                            RecordError.FIELD_IN_USE,
                            field.label() + " is named in " + used.getFirst().name() + "; take it out there first")
                    .with("uses", used);
        }
    }

    private List<FieldUses.Use> uses(Actor actor, ObjectType type, CustomField field) {
        return uses.stream()
                .flatMap(each -> each.of(actor.tenant(), type, field.key()).stream())
                .toList();
    }

    /// A choice that records have is retired, not removed: it stays readable.
    private void refuseLosingOptions(Actor actor, ObjectType type, CustomField before, CustomField after) {
        var lost = before.options().stream()
                .map(FieldOption::value)
                .filter(value -> after.options().stream()
                        .noneMatch(option -> option.value().equals(value)))
                .toList();
        if (lost.isEmpty()) {
            return;
        }
        var held = repository.valuesByOption(actor.tenant(), type, before, requireNonNull(before.slot()));
        lost.stream().filter(held::containsKey).findFirst().ifPresent(value -> {
            throw new SangamException(
                            RecordError.FIELD_IN_USE,
                            held.get(value) + " records have the choice " + value + "; retire it instead")
                    .with("options", new TreeMap<>(held));
        });
    }

    private String free(Actor actor, ObjectType type, CustomKind kind) {
        var taken = taken(actor, type.key());
        return kind.slots().slots().stream()
                .filter(slot -> !taken.contains(slot))
                .findFirst()
                .orElseThrow(() -> new SangamException(
                                RecordError.FIELD_LIMIT_REACHED,
                                type.label() + " has all of its " + kind.slots().most()
                                        + " fields of this kind; delete one that is not needed")
                        .with("most", kind.slots().most()));
    }

    private Set<String> taken(Actor actor, String object) {
        var taken = new HashSet<String>();
        repository.of(actor.tenant(), object).forEach(field -> taken.add(requireNonNull(field.slot())));
        return taken;
    }

    private ObjectType extendable(String object) {
        var type = types.get(object);
        if (!type.isExtendable()) {
            throw new SangamException(
                    RecordError.OBJECT_NOT_EXTENDABLE, type.label() + " can't be given fields of your own");
        }
        return type;
    }

    private CustomField find(Actor actor, UUID id) {
        return repository
                .find(actor.tenant(), id)
                .filter(field -> field.state() != CustomField.State.DELETED)
                .orElseThrow(SangamException::notFound);
    }

    private CustomField current(Actor actor, UUID id, int version) {
        var field = find(actor, id);
        repository.lock(actor.tenant(), field.object());
        var locked = find(actor, id);
        if (locked.version() != version) {
            throw conflict(locked);
        }
        if (locked.state() == CustomField.State.DELETING) {
            throw new SangamException(RecordError.FIELD_DELETED, locked.label() + " is being deleted");
        }
        return locked;
    }

    private void store(Actor actor, CustomField field) {
        if (!repository.update(actor, field, clock.instant())) {
            throw conflict(field);
        }
    }

    private static SangamException conflict(CustomField current) {
        return new SangamException(
                        KernelError.VERSION_CONFLICT, "Somebody changed this field meanwhile; look at it and try again")
                .with("current", CustomFieldController.FieldView.of(current));
    }

    private void changed(Actor actor, CustomField field, String verb, List<Change> changes) {
        types.fieldsChanged(actor.tenant());
        activities.audit(actor, "field", field.id(), verb, changes);
    }

    private static List<Change> changes(@Nullable CustomField before, CustomField after) {
        var changes = new ArrayList<Change>();
        add(changes, "object", before == null ? null : before.object(), after.object());
        add(changes, "key", before == null ? null : before.key(), after.key());
        add(changes, "label", before == null ? null : before.label(), after.label());
        add(changes, "kind", before == null ? null : before.kind(), after.kind());
        add(changes, "section", before == null ? null : before.section(), after.section());
        add(changes, "sensitivity", before == null ? null : before.sensitivity(), after.sensitivity());
        add(changes, "required", before == null ? null : before.required(), after.required());
        add(changes, "requiredIn", before == null ? List.of() : before.requiredIn(), after.requiredIn());
        add(changes, "options", before == null ? List.of() : before.options(), after.options());
        add(changes, "state", before == null ? null : before.state(), after.state());
        return changes;
    }

    private static void add(List<Change> changes, String name, @Nullable Object before, Object after) {
        if (!after.equals(before)) {
            changes.add(new Change(name, before, after));
        }
    }
}
