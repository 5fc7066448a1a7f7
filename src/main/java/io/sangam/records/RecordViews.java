package io.sangam.records;

import static io.sangam.records.RecordRepository.holds;

import io.sangam.access.Access;
import io.sangam.access.RowReach;
import io.sangam.access.Visibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.PhoneNumber;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// One record as its reader may see it: every field he may know of, whether it is his favourite, and what he may do to
/// it. As with lists (see [PreparedLists]) the statement is kept under everything it was made of.
@Component
class RecordViews {

    private static final String WRITABLE = "is_writable";
    private static final String DELETABLE = "is_deletable";
    private static final String FAVOURITE = "is_favourite";

    private final ReadStatements statements;
    private final ReadContexts contexts;
    private final References references;
    private final Access access;
    private final MergeRepository merges;
    private final Clock clock;
    private final Kept<Question, Look> kept = new Kept<>();

    RecordViews(
            ReadStatements statements,
            ReadContexts contexts,
            References references,
            Access access,
            MergeRepository merges,
            Clock clock) {
        this.statements = statements;
        this.contexts = contexts;
        this.references = references;
        this.access = access;
        this.merges = merges;
        this.clock = clock;
    }

    /// All that the statement is made of.
    ///
    /// @param writing which rows he may change
    /// @param deleting which rows he may delete
    private record Question(ReadContext context, RowReach writing, RowReach deleting) {}

    private record Look(List<FieldSpec<?>> fields, ReadStatements.OneOf one) {}

    /// Empty when there is none for him; also of a record in the trash.
    Optional<Map<String, @Nullable Object>> find(Actor actor, ObjectType type, UUID id) {
        var question = new Question(
                contexts.of(actor, type), access.writing(actor, type.owners()), access.deleting(actor, type.owners()));
        var look = kept.of(question, this::put);
        return statements
                .find(actor.tenant(), look.one(), id, clock.instant())
                .map(row -> view(question.context().reader(), type, look.fields(), row));
    }

    /// The statement together.
    private Look put(Question question) {
        var context = question.context();
        var type = context.type();
        var reader = context.reader();
        var actor = reader.actor();
        var asked = ReadStatements.ASKED;
        var fields = reader.visible(type);
        var select = new LinkedHashSet<Field<?>>(List.of(type.id(), type.version(), type.deletedAt()));
        fields.forEach(spec -> select.addAll(selected(spec, reader)));
        select.addAll(type.owners().users());
        select.add(holds(question.writing().in(type.owners(), asked)).as(WRITABLE));
        select.add(holds(question.deleting().in(type.owners(), asked)).as(DELETABLE));
        select.add(holds(Favourites.has(actor, type)).as(FAVOURITE));
        return new Look(
                fields,
                statements.one(
                        type,
                        actor.tenant(),
                        List.copyOf(select),
                        context.reach().in(type.owners(), asked)));
    }

    private static List<Field<?>> selected(FieldSpec<?> spec, Reader reader) {
        return reader.visibility(spec) == Visibility.MASKED ? List.of(FieldValues.masked(spec)) : spec.columns();
    }

    private Map<String, @Nullable Object> view(Reader reader, ObjectType type, List<FieldSpec<?>> fields, Record row) {
        var view = row(type, reader, fields, row);
        references.name(reader.actor(), fields, List.of(view));
        view.put("favourite", row.get(FAVOURITE, Boolean.class));
        view.put("deleted", row.get(type.deletedAt()) != null);
        if (row.get(type.deletedAt()) != null) {
            merges.keeperOf(reader.tenantId(), type.key(), row.get(type.id()))
                    .ifPresent(kept -> view.put("mergedInto", kept));
        }
        view.put("masked", reader.masked(fields));
        zone(reader, fields, view).ifPresent(zone -> view.put("timeZone", zone.getId()));
        view.put("can", can(type, reader, row));
        return view;
    }

    /// Where his first phone number rings, of those the reader sees: a masked one gives away nothing.
    private Optional<ZoneId> zone(Reader reader, List<FieldSpec<?>> fields, Map<String, @Nullable Object> view) {
        return fields.stream()
                .filter(spec -> spec.kind() == FieldKind.PHONE && reader.visibility(spec) == Visibility.CLEAR)
                .map(spec -> view.get(spec.key()))
                .filter(String.class::isInstance)
                .findFirst()
                .flatMap(number -> new PhoneNumber((String) number).zone(clock.instant()));
    }

    private static Map<String, @Nullable Object> row(
            ObjectType type, Reader reader, List<FieldSpec<?>> fields, Record record) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("id", record.get(type.id()));
        row.put("version", record.get(type.version()));
        for (var spec : fields) {
            row.put(
                    spec.key(),
                    reader.visibility(spec) == Visibility.MASKED
                            ? record.get("masked_" + spec.key())
                            : FieldValues.read(spec, record));
        }
        return row;
    }

    private static Map<String, Boolean> can(ObjectType type, Reader reader, Record row) {
        var rights = reader.rights();
        var writable = row.get(WRITABLE, Boolean.class);
        var own = type.owners().users().stream()
                .anyMatch(owner -> reader.actor().user().equals(row.get(owner)));
        var module = type.plural();
        return Map.of(
                "update",
                writable,
                "transition",
                writable,
                "delete",
                row.get(DELETABLE, Boolean.class),
                "assign",
                writable && rights.can(module, "assign"),
                "take",
                writable && row.get(type.owners().users().getFirst()) == null && rights.worksQueue(module),
                "share",
                writable && (own || rights.can(module, "share")),
                "unmask",
                rights.can(module, "unmask"));
    }
}
