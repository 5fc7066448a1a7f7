package io.sangam.records;

import io.sangam.access.Access;
import io.sangam.access.Visibility;
import io.sangam.events.Events;
import io.sangam.events.Realtime;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.SangamException.FieldError;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Writes records of every object. Each write checks right and version, and leaves activity, event and live frame
/// behind it, all in one transaction.
///
/// Callers' JSON comes in by [#parse]; domain code passes values it vouches for, by field key.
@Service
@Transactional
public class RecordWriter {

    static final String UNDONE = "undone";

    private final RecordRepository repository;
    private final Records records;
    private final ObjectTypes types;
    private final Readers readers;
    private final Access access;
    private final People people;
    private final Tenants tenants;
    private final Activities activities;
    private final SearchIndex search;
    private final ContactPointKeeper reached;
    private final RecordTerritories territories;
    private final MergeRepository merges;
    private final Events events;
    private final Realtime realtime;
    private final Clock clock;

    RecordWriter(
            RecordRepository repository,
            Records records,
            ObjectTypes types,
            Readers readers,
            Access access,
            People people,
            Tenants tenants,
            Activities activities,
            SearchIndex search,
            ContactPointKeeper reached,
            RecordTerritories territories,
            MergeRepository merges,
            Events events,
            Realtime realtime,
            Clock clock) {
        this.repository = repository;
        this.records = records;
        this.types = types;
        this.readers = readers;
        this.access = access;
        this.people = people;
        this.tenants = tenants;
        this.activities = activities;
        this.search = search;
        this.reached = reached;
        this.territories = territories;
        this.merges = merges;
        this.events = events;
        this.realtime = realtime;
        this.clock = clock;
    }

    /// Reads a caller's values: every field must exist for him, be writable, and hold its kind. All faults are told at
    /// once.
    ///
    /// @param body field key → value; members named in `besides` are left to the caller
    /// @return typed values, as [RecordState#values] has them
    @Transactional(readOnly = true, noRollbackFor = SangamException.class, propagation = Propagation.SUPPORTS)
    public Map<String, @Nullable Object> parse(Actor actor, ObjectType type, JsonNode body, String... besides) {
        if (!body.isObject()) {
            throw new SangamException(KernelError.REQUEST_MALFORMED, "The body is a JSON object of fields");
        }
        var reader = readers.of(actor);
        var values = new LinkedHashMap<String, @Nullable Object>();
        var errors = new ArrayList<FieldError>();
        for (var member : body.properties()) {
            var name = member.getKey();
            if (!List.of(besides).contains(name)) {
                try {
                    values.put(name, parse(reader, type, name, member.getValue()));
                } catch (FieldValues.Refused e) {
                    errors.add(new FieldError("/" + name, e.code(), String.valueOf(e.getMessage())));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new SangamException(
                    KernelError.VALIDATION_FAILED, errors.getFirst().message(), errors);
        }
        return values;
    }

    private @Nullable Object parse(Reader reader, ObjectType type, String name, JsonNode node)
            throws FieldValues.Refused {
        var spec = type.field(name)
                .filter(each -> reader.visibility(each) != Visibility.HIDDEN)
                .orElseThrow(() -> new FieldValues.Refused("FIELD_UNKNOWN", "There is no field " + name));
        if (!spec.isEditable() || reader.visibility(spec) == Visibility.MASKED) {
            throw new FieldValues.Refused("FIELD_READ_ONLY", spec.label() + " can't be written");
        }
        var value = FieldValues.parse(
                spec, node, reader.tenant().defaultCountry(), reader.tenant().currency());
        if (value == null && spec.isRequired()) {
            throw new FieldValues.Refused("VALUE_REQUIRED", spec.label() + " is needed");
        }
        if (value instanceof UserId user && !people.isActive(reader.tenantId(), user)) {
            throw new FieldValues.Refused("USER_UNKNOWN", spec.label() + " is no active colleague");
        }
        if (spec.kind() == FieldKind.USERS
                && value instanceof List<?> users
                && !people.areKnown(reader.tenantId(), users)) {
            throw new FieldValues.Refused("USER_UNKNOWN", spec.label() + " names somebody who is no colleague");
        }
        if (spec.kind() == FieldKind.REF && value != null && !refers(reader, spec, value)) {
            throw new FieldValues.Refused("RECORD_UNKNOWN", spec.label() + " is no record you may see");
        }
        return value;
    }

    private boolean refers(Reader reader, FieldSpec<?> spec, Object value) {
        var ref = value instanceof RecordRef given
                ? given
                : new RecordRef(Objects.requireNonNull(spec.refObject(), spec.key()), (UUID) value);
        return types.find(ref.object())
                .filter(target -> records.isReadable(reader.actor(), target, ref.id()))
                .isPresent();
    }

    /// @param values by field key, as from [#parse]; may also name fields no caller may write
    public RecordState create(Actor actor, ObjectType type, Map<String, @Nullable Object> values) {
        access.require(actor, type.plural(), "create");
        var complete = new LinkedHashMap<String, @Nullable Object>(values);
        // a later version of something keeps its number
        type.numberPrefix()
                .filter(_ -> complete.get("number") == null)
                .ifPresent(prefix -> complete.put("number", tenants.nextNumber(actor.tenant(), prefix)));
        territories.complete(actor.tenant(), type, complete);
        types.rules(type).forEach(rules -> rules.beforeWrite(actor, null, complete));
        requireFields(type, complete, actor);
        refuseRetired(type, Map.of(), complete);
        reached.beforeWrite(actor, type, null, complete);
        var id = Ids.next();
        var now = clock.instant();
        var row = row(actor, type, id, now, complete);
        var created = Records.stored(type, columns -> repository.insert(type, row, columns));
        activities.recordChanges(actor, type, id, "created", Map.of(), changes(type, Map.of(), complete));
        events.publish(new RecordEvent.Created(actor, type.key(), id));
        tellBrowsers(actor, type, id, "created", 0);
        search.putNew(actor.tenant(), created);
        reached.written(actor.tenant(), null, created);
        types.rules(type).forEach(rules -> rules.afterWrite(actor, null, created));
        return created;
    }

    /// The same for many at once, in few statements: each keeps its own activity, event and live frame.
    ///
    /// @return in the order given
    public List<RecordState> createAll(Actor actor, ObjectType type, List<NewRecord> fresh) {
        if (fresh.isEmpty()) {
            return List.of();
        }
        access.require(actor, type.plural(), "create");
        var now = clock.instant();
        var numbers = type.numberPrefix()
                .map(prefix -> tenants.nextNumbers(actor.tenant(), prefix, now, fresh.size()))
                .orElse(List.of());
        var rows = new ArrayList<Map<Field<?>, @Nullable Object>>();
        var activity = new ArrayList<ActivityRepository.Created>();
        var created = new ArrayList<RecordState>();
        for (var i = 0; i < fresh.size(); i++) {
            var complete =
                    new LinkedHashMap<String, @Nullable Object>(fresh.get(i).values());
            if (!numbers.isEmpty()) {
                complete.put("number", numbers.get(i));
            }
            territories.complete(actor.tenant(), type, complete);
            types.rules(type).forEach(rules -> rules.beforeWrite(actor, null, complete));
            requireFields(type, complete, actor);
            refuseRetired(type, Map.of(), complete);
            reached.beforeWrite(actor, type, null, complete);
            var id = Ids.next();
            rows.add(row(actor, type, id, now, complete));
            activity.add(new ActivityRepository.Created(
                    id, changes(type, Map.of(), complete), fresh.get(i).changes()));
            complete.put("createdAt", now);
            complete.put("createdBy", actor.user());
            complete.put("updatedAt", now);
            complete.put("updatedBy", actor.user());
            created.add(new RecordState(type, id, 0, true, complete));
            events.publish(new RecordEvent.Created(actor, type.key(), id));
            tellBrowsers(actor, type, id, "created", 0);
        }
        repository.insertAll(type, rows);
        activities.recordCreated(actor, type, activity);
        search.putAll(actor.tenant(), created);
        reached.loaded(actor.tenant(), type, created);
        types.rules(type).forEach(rules -> rules.afterCreate(actor, created));
        return created;
    }

    /// Changes fields as an edit: the timeline says `updated`.
    public RecordState update(
            Actor actor, ObjectType type, UUID id, int version, Map<String, @Nullable Object> values) {
        return update(actor, type, id, version, values, "updated", Map.of());
    }

    /// Changes fields as part of something that has a name of its own, such as `transitioned` or `reassigned`.
    ///
    /// @param version the version the caller saw; VERSION_CONFLICT with the current record when it has moved on
    public RecordState update(
            Actor actor,
            ObjectType type,
            UUID id,
            int version,
            Map<String, @Nullable Object> values,
            String verb,
            Map<String, ?> data) {
        var before = records.load(actor, type, id);
        requireUnchanged(actor, before, version);
        return update(actor, before, values, verb, data);
    }

    /// The same for a record the caller has just read or written, and may change.
    public RecordState update(
            Actor actor, RecordState before, Map<String, @Nullable Object> values, String verb, Map<String, ?> data) {
        var type = before.type();
        var id = before.id();
        var version = before.version();
        var complete = new LinkedHashMap<String, @Nullable Object>(values);
        territories.complete(actor.tenant(), type, complete);
        types.rules(type).forEach(rules -> rules.beforeWrite(actor, before, complete));
        requireInStatus(actor, before, complete);
        if (!verb.equals(UNDONE)) {
            refuseRetired(type, before.values(), complete);
        }
        var changes = changes(type, before.values(), complete);
        if (changes.isEmpty() && verb.equals("updated")) {
            return before;
        }
        reached.beforeWrite(actor, type, before, complete);
        var after = write(actor, type, id, version, complete);
        activities.recordChanges(actor, type, id, verb, data, changes);
        events.publish(new RecordEvent.Updated(
                actor,
                type.key(),
                id,
                version + 1,
                changes.stream().map(Change::field).toList()));
        tellBrowsers(actor, type, id, "updated", version + 1);
        search.put(actor.tenant(), before, after);
        reached.written(actor.tenant(), before, after);
        types.rules(type).forEach(rules -> rules.afterWrite(actor, before, after));
        return after;
    }

    private static Map<Field<?>, @Nullable Object> row(
            Actor actor, ObjectType type, UUID id, Instant now, Map<String, @Nullable Object> values) {
        var row = new LinkedHashMap<Field<?>, @Nullable Object>();
        values.forEach((key, value) -> FieldValues.bind(type.get(key), value, row));
        row.put(type.tenantId(), actor.tenant());
        row.put(type.id(), id);
        row.put(type.version(), 0);
        row.put(type.createdAt(), now);
        row.put(type.createdBy(), actor.user());
        row.put(type.updatedAt(), now);
        row.put(type.updatedBy(), actor.user());
        return row;
    }

    private RecordState write(
            Actor actor, ObjectType type, UUID id, int version, Map<String, @Nullable Object> values) {
        var row = new LinkedHashMap<Field<?>, @Nullable Object>();
        values.forEach((key, value) -> FieldValues.bind(type.get(key), value, row));
        return store(actor, type, id, version, row);
    }

    private RecordState store(Actor actor, ObjectType type, UUID id, int version, Map<Field<?>, @Nullable Object> row) {
        row.put(type.updatedAt(), clock.instant());
        row.put(type.updatedBy(), actor.user());
        return Records.stored(
                type,
                columns -> repository
                        .update(type, actor.tenant(), id, version, row, columns)
                        .orElseThrow(() -> conflict(actor, type, id)));
    }

    /// Moves a record to the trash, from where [#restore] brings it back.
    public void delete(Actor actor, ObjectType type, UUID id, int version) {
        access.require(actor, type.plural(), "delete");
        mark(actor, type, id, version, true);
        activities.record(actor, type, id, "deleted", Map.of());
        events.publish(new RecordEvent.Deleted(actor, type.key(), id));
        tellBrowsers(actor, type, id, "deleted", version + 1);
    }

    /// Takes back what was made a moment ago: to the trash, without the right to delete.
    void takeBack(Actor actor, ObjectType type, UUID id) {
        var made = records.load(actor, type, id);
        if (!made.writable()) {
            throw new SangamException(RecordError.RECORD_NOT_WRITABLE, "You may read this record, not delete it");
        }
        trash(actor, made, "deleted", Map.of("undone", true));
    }

    /// To the trash as part of something that has a name of its own.
    void trash(Actor actor, RecordState record, String verb, Map<String, ?> data) {
        var type = record.type();
        write(actor, type, record.id(), record.version(), clock.instant());
        activities.record(actor, type, record.id(), verb, data);
        events.publish(new RecordEvent.Deleted(actor, type.key(), record.id()));
        tellBrowsers(actor, type, record.id(), "deleted", record.version() + 1);
    }

    /// And back.
    void takeFromTrash(Actor actor, RecordState record, String verb, Map<String, ?> data) {
        var type = record.type();
        write(actor, type, record.id(), record.version(), (@Nullable Instant) null);
        activities.record(actor, type, record.id(), verb, data);
        events.publish(new RecordEvent.Restored(actor, type.key(), record.id()));
        tellBrowsers(actor, type, record.id(), "restored", record.version() + 1);
    }

    /// Empties fields for good: no rule of a module is asked, and none may refuse. Values stay in no history.
    RecordState erase(Actor actor, RecordState before, Map<String, @Nullable Object> values, Map<String, ?> data) {
        var type = before.type();
        var after = write(actor, type, before.id(), before.version(), values);
        activities.record(actor, type, before.id(), Erasures.ERASED, data);
        events.publish(
                new RecordEvent.Updated(actor, type.key(), before.id(), after.version(), List.copyOf(values.keySet())));
        tellBrowsers(actor, type, before.id(), "updated", after.version());
        if (records.isReadable(Actor.system(actor.tenant()), type, before.id())) {
            search.put(actor.tenant(), after);
        }
        return after;
    }

    /// Refuses a record the actor may not write, or that is not as he saw it.
    @Transactional(readOnly = true, noRollbackFor = SangamException.class)
    public void requireUnchanged(Actor actor, RecordState record, int version) {
        if (!record.writable()) {
            throw new SangamException(RecordError.RECORD_NOT_WRITABLE, "You may read this record, not change it");
        }
        if (record.version() != version) {
            throw conflict(actor, record.type(), record.id());
        }
    }

    public void restore(Actor actor, ObjectType type, UUID id) {
        access.require(actor, type.plural(), "delete");
        var trashed = records.find(actor, type, id, DSL.noCondition()).orElseThrow(SangamException::notFound);
        if (records.isReadable(actor, type, id)) {
            throw new SangamException(RecordError.RECORD_NOT_DELETED, "The record is not in the trash");
        }
        if (merges.keeperOf(actor.tenant(), type.key(), id).isPresent()) {
            throw new SangamException(
                    RecordError.RECORD_MERGED, "It was merged into another; take the two apart instead");
        }
        mark(actor, type, id, trashed.version(), false);
        activities.record(actor, type, id, "restored", Map.of());
        events.publish(new RecordEvent.Restored(actor, type.key(), id));
        tellBrowsers(actor, type, id, "restored", trashed.version() + 1);
    }

    private void mark(Actor actor, ObjectType type, UUID id, int version, boolean deleted) {
        var where = deleted ? type.deletedAt().isNull() : type.deletedAt().isNotNull();
        if (records.find(actor, type, id, where).isEmpty()) {
            throw SangamException.notFound();
        }
        if (records.find(actor, type, id, access.deletable(actor, type.owners()))
                .isEmpty()) {
            throw new SangamException(RecordError.RECORD_NOT_WRITABLE, "You may read this record, not delete it");
        }
        if (!deleted) {
            reached.beforeRestore(actor, type, id);
        }
        write(actor, type, id, version, deleted ? clock.instant() : null);
    }

    private void write(Actor actor, ObjectType type, UUID id, int version, @Nullable Instant deletedAt) {
        var row = new LinkedHashMap<Field<?>, @Nullable Object>();
        row.put(type.deletedAt(), deletedAt);
        var stored = store(actor, type, id, version, row);
        if (deletedAt == null) {
            search.put(actor.tenant(), stored);
        } else {
            search.remove(actor.tenant(), type, id);
        }
        reached.trashed(actor, type, id, deletedAt != null);
        types.rules(type).forEach(rules -> rules.afterTrash(actor, id, deletedAt != null));
    }

    private SangamException conflict(Actor actor, ObjectType type, UUID id) {
        return new SangamException(
                        KernelError.VERSION_CONFLICT,
                        "Somebody changed this record meanwhile; look at it and try again")
                .with("current", records.view(actor, type, id));
    }

    private void requireFields(ObjectType type, Map<String, @Nullable Object> values, Actor actor) {
        var reader = readers.of(actor);
        var status = type.statusField().map(field -> values.get(field.key())).orElse(null);
        refuseMissing(type.fields().stream()
                .filter(spec -> spec.isRequired() || spec.requiredIn().contains(String.valueOf(status)))
                // strangers and rules can't be asked: what they bring in is kept all the same
                .filter(spec -> !(spec.isCustom() && actor.isSystem()))
                .filter(spec -> spec.exists(reader.tenant().preset()) && values.get(spec.key()) == null)
                .toList());
    }

    /// What the company asks for in a status: by whoever moves a record there, or empties the field while it is there.
    private static void requireInStatus(Actor actor, RecordState before, Map<String, @Nullable Object> values) {
        var field = before.type().statusField().map(FieldSpec::key);
        if (field.isEmpty() || actor.isSystem()) {
            return;
        }
        var now = before.status();
        var status = values.getOrDefault(field.get(), now);
        refuseMissing(before.type().fields().stream()
                .filter(spec -> spec.requiredIn().contains(String.valueOf(status)))
                .filter(spec -> values.containsKey(spec.key())
                        ? values.get(spec.key()) == null
                        : !now.equals(status) && before.isEmpty(spec.key()))
                .toList());
    }

    /// A retired choice stays where it is and goes nowhere else; only undoing puts it back.
    private static void refuseRetired(
            ObjectType type, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        var errors = new ArrayList<FieldError>();
        after.forEach((key, value) -> type.get(key).options().stream()
                .filter(option -> !option.isOffered())
                .filter(option -> holds(value, option) && !holds(before.get(key), option))
                .forEach(option -> errors.add(new FieldError(
                        "/" + key, "VALUE_NOT_AN_OPTION", option.label() + " can't be chosen any more"))));
        if (!errors.isEmpty()) {
            throw new SangamException(
                    KernelError.VALIDATION_FAILED, errors.getFirst().message(), errors);
        }
    }

    private static boolean holds(@Nullable Object value, FieldOption option) {
        return value instanceof List<?> list
                ? list.contains(option.value())
                : option.value().equals(value);
    }

    private static void refuseMissing(List<FieldSpec<?>> fields) {
        var missing = fields.stream()
                .map(spec -> new FieldError("/" + spec.key(), "VALUE_REQUIRED", spec.label() + " is needed"))
                .toList();
        if (!missing.isEmpty()) {
            throw new SangamException(
                    KernelError.VALIDATION_FAILED, missing.getFirst().message(), missing);
        }
    }

    private static List<Change> changes(
            ObjectType type, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        var changes = new ArrayList<Change>();
        after.forEach((key, value) -> {
            var old = before.get(key);
            if (!Objects.equals(old, value)) {
                changes.add(new Change(type.get(key).key(), FieldValues.plain(old), FieldValues.plain(value)));
            }
        });
        return changes;
    }

    private void tellBrowsers(Actor actor, ObjectType type, UUID id, String what, int version) {
        realtime.aboutRecord(
                actor.tenant(),
                type.key() + "." + what,
                type.key(),
                id,
                Map.of("id", id, "version", version, "by", actor.user()));
    }
}
