package io.sangam.records;

import static io.sangam.records.db.Tables.COMMENT;
import static io.sangam.records.db.Tables.DUPLICATE;
import static io.sangam.records.db.Tables.MERGE;

import io.sangam.access.Access;
import io.sangam.events.Events;
import io.sangam.identity.SecurityEvents;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.notifications.Notifications;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/// Makes a record nameless for good (ADR 26): words, contacts and what is declared personal go, from the record, its
/// history, its remarks and every copy; statuses, amounts, people of ours and times stay, so that no count changes.
///
/// What was merged into it goes with it, and so does what hangs on it, such as tasks. Records of other kinds about the
/// same person are named in the answer: whoever erases decides about each.
@Service
@Transactional
class Erasures {

    static final String ERASED = "erased";

    /// What stands in the place of a name that may not be empty.
    static final String NAMELESS = "Erased";

    /// More than anybody's tasks.
    private static final int MOST = 10_000;

    /// @param left what may be about the same person and was not touched
    record Erasure(UUID id, int version, List<Left> left) {}

    record Left(String object, UUID id, String title) {}

    private final DSLContext db;
    private final Records records;
    private final RecordRepository rows;
    private final RecordWriter writer;
    private final ActivityRepository activities;
    private final MergeRepository merges;
    private final ContactPointRepository contactPoints;
    private final Related related;
    private final ObjectTypes types;
    private final Access access;
    private final Events events;
    private final Notifications notifications;
    private final SecurityEvents security;
    private final List<Traces> traces;
    private final Clock clock;

    Erasures(
            DSLContext db,
            Records records,
            RecordRepository rows,
            RecordWriter writer,
            ActivityRepository activities,
            MergeRepository merges,
            ContactPointRepository contactPoints,
            Related related,
            ObjectTypes types,
            Access access,
            Events events,
            Notifications notifications,
            SecurityEvents security,
            List<Traces> traces,
            Clock clock) {
        this.db = db;
        this.records = records;
        this.rows = rows;
        this.writer = writer;
        this.activities = activities;
        this.merges = merges;
        this.contactPoints = contactPoints;
        this.related = related;
        this.types = types;
        this.access = access;
        this.events = events;
        this.notifications = notifications;
        this.security = security;
        this.traces = traces;
        this.clock = clock;
    }

    /// @param version as the caller saw it
    /// @param reason why, for the history; without personal data
    Erasure erase(Actor actor, ObjectType type, UUID id, int version, String reason) {
        load(actor, type, id);
        access.require(actor, type.plural(), "erase");
        merges.keeperOf(actor.tenant(), type.key(), id).ifPresent(_ -> {
            throw new SangamException(RecordError.RECORD_MERGED, "It was merged into another; erase that one");
        });
        var merged = merges.allInto(actor.tenant(), type.key(), List.of(id));
        var all = Stream.concat(Stream.of(id), merged.stream()).toList();
        rows.lock(type, actor.tenant(), all);
        var record = load(actor, type, id);
        writer.requireUnchanged(actor, record, version);
        var left = left(actor, record);
        var system = Actor.system(actor.tenant());
        attached(actor.tenant(), all)
                .forEach(each -> erase(actor, load(system, types.get(each.object()), each.id()), reason));
        merged.forEach(each -> erase(actor, load(system, type, each), reason));
        var after = erase(actor, record, reason);
        security.record(actor, ERASED, Map.of("object", type.key(), "id", id));
        return new Erasure(id, after.version(), left);
    }

    /// In the trash or not.
    private RecordState load(Actor actor, ObjectType type, UUID id) {
        return records.load(actor, type, id, false)
                .or(() -> records.load(actor, type, id, true))
                .orElseThrow(SangamException::notFound);
    }

    private RecordState erase(Actor actor, RecordState record, String reason) {
        var type = record.type();
        var tenant = actor.tenant();
        var contacts = contactPoints.of(tenant, type.key(), record.id()).stream()
                .map(ContactPoint::matchKey)
                .collect(Collectors.toSet());
        contactPoints.remove(tenant, type.key(), record.id());
        forget(actor, record);
        events.rename(tenant, record.id(), NAMELESS);
        notifications.forget(tenant, type.key(), record.id());
        traces.forEach(each -> each.erase(tenant, type.key(), record.id(), contacts));
        return writer.erase(actor, record, nameless(type), Map.of("reason", reason));
    }

    /// What is left of the personal fields.
    private static Map<String, @Nullable Object> nameless(ObjectType type) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var spec : type.fields()) {
            if (type.isPersonal(spec)) {
                values.put(
                        spec.key(),
                        spec.key().equals(type.titleField())
                                ? NAMELESS
                                : spec.kind() == FieldKind.TAGS ? List.of() : null);
            }
        }
        return values;
    }

    private void forget(Actor actor, RecordState record) {
        var type = record.type();
        var tenant = actor.tenant();
        db.update(COMMENT)
                .set(COMMENT.TEXT, NAMELESS)
                .set(COMMENT.MENTIONS, new UUID[0])
                .set(COMMENT.VERSION, COMMENT.VERSION.plus(1))
                .set(COMMENT.DELETED_AT, clock.instant())
                .set(COMMENT.UPDATED_BY, actor.user())
                .where(COMMENT.TENANT_ID.eq(tenant))
                .and(COMMENT.OBJECT.eq(type.key()))
                .and(COMMENT.RECORD_ID.eq(record.id()))
                .execute();
        var kept = type.fields().stream()
                .filter(spec -> !type.isPersonal(spec))
                .map(FieldSpec::key)
                .toArray(String[]::new);
        activities.eraseHistory(type.key(), record.id(), kept);
        // what a merge gave the kept one: taken apart, both stay nameless
        db.update(MERGE)
                .set(MERGE.CHANGES, JSONB.valueOf("[]"))
                .set(MERGE.POINTS, new String[0])
                .where(MERGE.TENANT_ID.eq(tenant))
                .and(MERGE.OBJECT.eq(type.key()))
                .and(MERGE.KEPT_ID.eq(record.id()).or(MERGE.MERGED_ID.eq(record.id())))
                .execute();
        db.deleteFrom(DUPLICATE)
                .where(DUPLICATE.TENANT_ID.eq(tenant))
                .and(DUPLICATE.OBJECT.eq(type.key()))
                .and(DUPLICATE.FIRST_ID.eq(record.id()).or(DUPLICATE.SECOND_ID.eq(record.id())))
                .execute();
    }

    /// What may hang on a record of any object, such as tasks, and hangs on one of these.
    private List<RecordRef> attached(TenantId tenant, List<UUID> ids) {
        var system = Actor.system(tenant);
        var found = new ArrayList<RecordRef>();
        for (var other : types.all()) {
            var hanging = other.described().stream()
                    .filter(spec -> spec.kind() == FieldKind.REF && spec.companion() != null)
                    .toList();
            for (var spec : hanging) {
                for (var id : ids) {
                    var filter = new Filter.Test(spec.key(), "eq", JsonNodeFactory.instance.stringNode(id.toString()));
                    Stream.of(false, true)
                            .flatMap(deleted -> records.ids(system, other, filter, deleted, MOST).stream())
                            .map(each -> new RecordRef(other.key(), each))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private List<Left> left(Actor actor, RecordState record) {
        var left = new LinkedHashSet<RecordRef>(
                related.belonging(actor, record.type(), record.id()).keySet());
        for (var spec : record.type().described()) {
            if (spec.kind() == FieldKind.REF
                    && spec.refObject() != null
                    && record.value(spec.key()) instanceof UUID to) {
                types.find(Objects.requireNonNull(spec.refObject()))
                        .ifPresent(type -> left.add(new RecordRef(type.key(), to)));
            }
        }
        var titles = new ArrayList<Left>();
        left.stream()
                .collect(Collectors.groupingBy(RecordRef::object, LinkedHashMap::new, Collectors.toList()))
                .forEach((object, refs) -> records.titles(
                                actor,
                                types.get(object),
                                refs.stream().map(RecordRef::id).collect(Collectors.toSet()))
                        .forEach((id, title) -> titles.add(new Left(object, id, title))));
        return titles;
    }
}
