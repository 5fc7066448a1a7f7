package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.access.Visibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What happened to a record: written once, read as the timeline (everything) and as the history (fields before and
/// after).
@Service
@Transactional
public class Activities {

    private static final int PAGE = 50;

    /// Shown to one reader: hidden fields are gone, masked values are masked.
    ///
    /// @param data what the verb needs; for `updated` the `changes`
    /// @param of the record it happened to, where that is another one than was asked for
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Activity(
            UUID id,
            Instant at,
            Person actor,
            String verb,
            @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> data,
            @Nullable Subject of) {}

    public record Subject(String object, UUID id, String title) {}

    public record HistoryEntry(UUID id, Instant at, Person actor, String action, List<FieldChange> changes) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record FieldChange(
            String field,
            String label,
            @Nullable Object before,
            @Nullable Object after) {}

    public record Feed<T>(List<T> entries, Optional<String> nextCursor) {}

    private final ActivityRepository repository;
    private final Comments.Texts comments;
    private final People people;
    private final Readers readers;
    private final ObjectTypes types;
    private final Clock clock;

    Activities(
            ActivityRepository repository,
            Comments.Texts comments,
            People people,
            Readers readers,
            ObjectTypes types,
            Clock clock) {
        this.repository = repository;
        this.comments = comments;
        this.people = people;
        this.readers = readers;
        this.types = types;
        this.clock = clock;
    }

    /// Writes one activity in the caller's transaction. `verb` is past tense camelCase: `taskCreated`.
    public void record(Actor actor, ObjectType type, UUID id, String verb, Map<String, ?> data) {
        repository.insert(actor, type.key(), id, clock.instant(), verb, data, List.of());
    }

    /// The same for things that are no described object, such as a pipeline or a role.
    public void audit(Actor actor, String object, UUID id, String verb, List<Change> changes) {
        repository.insert(actor, object, id, clock.instant(), verb, Map.of(), changes);
    }

    void recordChanges(Actor actor, ObjectType type, UUID id, String verb, Map<String, ?> data, List<Change> changes) {
        repository.insert(actor, type.key(), id, clock.instant(), verb, data, changes);
    }

    void recordCreated(Actor actor, ObjectType type, List<ActivityRepository.Created> created) {
        repository.insertCreated(actor, type.key(), clock.instant(), created);
    }

    /// When a person last did anything to each of these records, or one of these things happened to it; absent for
    /// those
    /// nothing is known of.
    @Transactional(readOnly = true)
    public Map<UUID, Instant> lastTouched(
            TenantId tenant, ObjectType type, Collection<UUID> ids, Collection<String> verbs) {
        return repository.lastTouched(tenant, type.key(), ids, verbs);
    }

    /// The caller has made sure that the actor may read the record, and the others.
    ///
    /// @param others whose activities stand among its own, with their titles
    @Transactional(readOnly = true)
    Feed<Activity> timeline(
            Actor actor,
            ObjectType type,
            UUID id,
            Map<RecordRef, String> others,
            Optional<String> cursor,
            Collection<String> verbs) {
        var reader = readers.of(actor);
        var found =
                found(actor.tenant(), new RecordRef(type.key(), id), others, cursor.map(Activities::position), verbs);
        var stored = found.stream().map(ActivityRepository.Found::activity).toList();
        var texts = comments.of(actor.tenant(), commentIds(stored));
        var users = new ArrayList<UserId>();
        found.forEach(each -> users.addAll(mentioned(types.get(each.object()), List.of(each.activity()), List.of())));
        texts.values().forEach(text -> users.addAll(text.mentions()));
        var names = people.named(actor.tenant(), users);
        var shown = found.stream()
                .limit(PAGE)
                .map(each -> new Activity(
                        each.activity().id(),
                        each.activity().at(),
                        names.of(each.activity().actor()),
                        each.activity().verb(),
                        data(types.get(each.object()), reader, each.activity(), texts, names),
                        subject(each, others)))
                .filter(each -> !(each.verb().equals("updated")
                        && List.of().equals(each.data().get("changes"))))
                .toList();
        return feed(stored, shown);
    }

    private List<ActivityRepository.Found> found(
            TenantId tenant,
            RecordRef own,
            Map<RecordRef, String> others,
            Optional<UUID> before,
            Collection<String> verbs) {
        if (others.isEmpty()) {
            return repository.of(tenant, own.object(), own.id(), before, verbs, false, PAGE + 1).stream()
                    .map(each -> new ActivityRepository.Found(own.object(), own.id(), each))
                    .toList();
        }
        var sources = Stream.concat(Stream.of(own), others.keySet().stream()).toList();
        return repository.feed(tenant, sources, before, verbs, PAGE + 1);
    }

    private static @Nullable Subject subject(ActivityRepository.Found found, Map<RecordRef, String> others) {
        var title = others.get(new RecordRef(found.object(), found.record()));
        return title == null ? null : new Subject(found.object(), found.record(), title);
    }

    @Transactional(readOnly = true)
    Feed<HistoryEntry> history(Actor actor, ObjectType type, UUID id, Optional<String> cursor) {
        var reader = readers.of(actor);
        var stored = repository.of(
                actor.tenant(), type.key(), id, cursor.map(Activities::position), List.of(), true, PAGE + 1);
        var names = people.named(actor.tenant(), mentioned(type, stored, List.of()));
        var shown = stored.stream()
                .limit(PAGE)
                .map(each -> new HistoryEntry(
                        each.id(), each.at(), names.of(each.actor()), each.verb(), changes(type, reader, each, names)))
                .filter(each -> !each.changes().isEmpty())
                .toList();
        return feed(stored, shown);
    }

    private static <T> Feed<T> feed(List<ActivityRepository.Stored> stored, List<T> shown) {
        var next = stored.size() > PAGE ? Optional.of(stored.get(PAGE - 1).id().toString()) : Optional.<String>empty();
        return new Feed<>(shown, next);
    }

    private static UUID position(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            throw new io.sangam.kernel.SangamException(
                    RecordError.CURSOR_INVALID, "The cursor does not belong to this list; start again without one");
        }
    }

    private static List<UUID> commentIds(List<ActivityRepository.Stored> stored) {
        return stored.stream()
                .map(each -> each.data().get("commentId"))
                .filter(Objects::nonNull)
                .map(id -> UUID.fromString(id.toString()))
                .toList();
    }

    static List<UserId> mentioned(
            ObjectType type, List<ActivityRepository.Stored> stored, Collection<Comments.Text> texts) {
        var users = new ArrayList<UserId>();
        for (var each : stored) {
            users.add(each.actor());
            for (var change : each.changes()) {
                if (isUser(type, change.field())) {
                    Stream.of(change.before(), change.after())
                            .filter(Objects::nonNull)
                            .flatMap(value -> value instanceof List<?> several ? several.stream() : Stream.of(value))
                            .map(id -> UserId.of(id.toString()))
                            .forEach(users::add);
                }
            }
        }
        texts.forEach(text -> users.addAll(text.mentions()));
        return users;
    }

    private static boolean isUser(ObjectType type, String field) {
        return type.field(field).filter(spec -> isUser(spec)).isPresent();
    }

    private static Map<String, @Nullable Object> data(
            ObjectType type,
            Reader reader,
            ActivityRepository.Stored stored,
            Map<UUID, Comments.Text> texts,
            People.Names names) {
        var data = new LinkedHashMap<String, @Nullable Object>(stored.data());
        if (!stored.changes().isEmpty()) {
            data.put("changes", changes(type, reader, stored, names));
        }
        if (data.get("commentId") != null) {
            var text = texts.get(UUID.fromString(data.get("commentId").toString()));
            data.put("text", text == null ? null : text.text());
            data.put("edited", text != null && text.edited());
            data.put("version", text == null ? null : text.version());
            data.put(
                    "mentions",
                    text == null
                            ? List.of()
                            : text.mentions().stream().map(names::of).toList());
        }
        return data;
    }

    static List<FieldChange> changes(
            ObjectType type, Reader reader, ActivityRepository.Stored stored, People.Names names) {
        return stored.changes().stream()
                .filter(change -> type.field(change.field())
                        .filter(spec -> reader.visibility(spec) != Visibility.HIDDEN)
                        .isPresent())
                .map(change -> shown(type.get(change.field()), reader, change, names))
                .toList();
    }

    private static FieldChange shown(FieldSpec<?> spec, Reader reader, Change change, People.Names names) {
        var visibility = reader.visibility(spec);
        return new FieldChange(
                change.field(),
                spec.label(),
                shown(spec, FieldValues.masked(change.before(), visibility), names),
                shown(spec, FieldValues.masked(change.after(), visibility), names));
    }

    private static @Nullable Object shown(FieldSpec<?> spec, @Nullable Object value, People.Names names) {
        return switch (value) {
            case null -> null;
            case List<?> several
            when isUser(spec) ->
                several.stream().map(id -> names.of(UserId.of(id.toString()))).toList();
            case Object id when isUser(spec) -> names.of(UserId.of(id.toString()));
            default -> value;
        };
    }

    private static boolean isUser(FieldSpec<?> spec) {
        return spec.kind() == FieldKind.USER || spec.kind() == FieldKind.USERS;
    }

    /// Verbs a timeline may be narrowed to, from the query parameter `kinds`.
    static List<String> verbs(String kinds) {
        return Stream.of(kinds.split(",")).filter(kind -> !kind.isBlank()).collect(Collectors.toList());
    }
}
