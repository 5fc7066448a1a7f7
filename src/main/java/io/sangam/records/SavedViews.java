package io.sangam.records;

import static io.sangam.records.db.Tables.SAVED_VIEW;
import static org.jooq.impl.DSL.inline;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.records.db.tables.records.SavedViewRecord;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Named lists: a filter, an order and columns that somebody keeps for himself or shares with the company.
@Service
@Transactional
public class SavedViews {

    private static final int MAX_VIEWS = 200;

    /// @param filter as the list endpoint takes it; null means every record
    /// @param density `compact`, `cozy` or `roomy`; null means the reader's own
    /// @param kind `list` or `board`; null is a list
    /// @param widths of columns in pixels, by field
    /// @param pinned the fields whose columns stay in sight, besides the title
    /// @param groupBy the field whose values the list is grouped by
    /// @param sums the fields the list's foot adds up; null means all amounts shown
    @Schema(name = "ViewDefinition")
    public record Definition(
            @Schema(ref = "#/components/schemas/Filter") @Nullable
            JsonNode filter,

            @Nullable List<String> sort,
            @Nullable List<String> fields,
            @Nullable String density,
            @Nullable String kind,
            @Nullable Map<String, Integer> widths,
            @Nullable List<String> pinned,
            @Nullable String groupBy,
            @Nullable List<String> sums) {

        public Definition(
                @Nullable JsonNode filter,
                @Nullable List<String> sort,
                @Nullable List<String> fields,
                @Nullable String density) {
            this(filter, sort, fields, density, null, null, null, null, null);
        }
    }

    public record SavedView(
            UUID id,
            String name,
            String object,
            Definition definition,
            boolean shared,
            Person owner,
            int position,
            int version,
            boolean canEdit) {}

    private final DSLContext db;
    private final Records records;
    private final ObjectTypes types;
    private final FilterParser filters;
    private final Readers readers;
    private final People people;
    private final JsonMapper json;
    private final Clock clock;

    SavedViews(
            DSLContext db,
            Records records,
            ObjectTypes types,
            FilterParser filters,
            Readers readers,
            People people,
            JsonMapper json,
            Clock clock) {
        this.db = db;
        this.records = records;
        this.types = types;
        this.filters = filters;
        this.readers = readers;
        this.people = people;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<SavedView> of(Actor actor, ObjectType type) {
        var rows = db.selectFrom(SAVED_VIEW)
                .where(SAVED_VIEW.TENANT_ID.eq(actor.tenant()))
                .and(SAVED_VIEW.OBJECT.eq(type.key()))
                .and(SAVED_VIEW.OWNER_ID.eq(actor.user()).or(SAVED_VIEW.IS_SHARED))
                .orderBy(SAVED_VIEW.POSITION, SAVED_VIEW.NAME, SAVED_VIEW.ID)
                .limit(inline(MAX_VIEWS))
                .fetch();
        var owners = people.named(actor.tenant(), rows.getValues(SAVED_VIEW.OWNER_ID));
        return rows.map(row -> view(actor, row, owners.of(row.getOwnerId())));
    }

    public SavedView add(
            Actor actor, ObjectType type, String name, Definition definition, boolean shared, int position) {
        check(actor, type, definition);
        var now = clock.instant();
        var row = db.newRecord(SAVED_VIEW)
                .setTenantId(actor.tenant())
                .setId(Ids.next())
                .setObject(type.key())
                .setName(name)
                .setDefinition(JSONB.valueOf(json.writeValueAsString(definition)))
                .setIsShared(shared)
                .setOwnerId(actor.user())
                .setPosition(position)
                .setVersion(0)
                .setCreatedAt(now)
                .setCreatedBy(actor.user())
                .setUpdatedAt(now)
                .setUpdatedBy(actor.user());
        row.insert();
        return view(actor, row, person(actor, row));
    }

    SavedView change(
            Actor actor,
            UUID id,
            int version,
            @Nullable String name,
            @Nullable Definition definition,
            @Nullable Boolean shared,
            @Nullable Integer position) {
        var row = own(actor, id, version);
        if (definition != null) {
            check(actor, types.get(row.getObject()), definition);
            row.setDefinition(JSONB.valueOf(json.writeValueAsString(definition)));
        }
        if (name != null) {
            row.setName(name);
        }
        if (shared != null) {
            row.setIsShared(shared);
        }
        if (position != null) {
            row.setPosition(position);
        }
        row.setVersion(version + 1).setUpdatedAt(clock.instant()).setUpdatedBy(actor.user());
        var stored = db.update(SAVED_VIEW)
                .set(row)
                .where(SAVED_VIEW.TENANT_ID.eq(actor.tenant()))
                .and(SAVED_VIEW.ID.eq(id))
                .and(SAVED_VIEW.VERSION.eq(version))
                .execute();
        if (stored == 0) {
            throw conflict();
        }
        return view(actor, row, person(actor, row));
    }

    void delete(Actor actor, UUID id, int version) {
        own(actor, id, version);
        var deleted = db.deleteFrom(SAVED_VIEW)
                .where(SAVED_VIEW.TENANT_ID.eq(actor.tenant()))
                .and(SAVED_VIEW.ID.eq(id))
                .and(SAVED_VIEW.VERSION.eq(version))
                .execute();
        if (deleted == 0) {
            throw conflict();
        }
    }

    private SavedViewRecord own(Actor actor, UUID id, int version) {
        var row = db.selectFrom(SAVED_VIEW)
                .where(SAVED_VIEW.TENANT_ID.eq(actor.tenant()))
                .and(SAVED_VIEW.ID.eq(id))
                .and(SAVED_VIEW.OWNER_ID.eq(actor.user()).or(SAVED_VIEW.IS_SHARED))
                .fetchOptional()
                .orElseThrow(SangamException::notFound);
        if (!mayEdit(actor, row)) {
            throw new SangamException(RecordError.VIEW_NOT_YOURS, "Only its owner may change this view");
        }
        if (row.getVersion() != version) {
            throw conflict();
        }
        return row;
    }

    /// The owner, and administrators for views everybody sees.
    private boolean mayEdit(Actor actor, SavedViewRecord row) {
        return row.getOwnerId().equals(actor.user())
                || readers.of(actor).rights().roles().contains("ADMIN");
    }

    private void check(Actor actor, ObjectType type, Definition definition) {
        if (definition.filter() != null && !definition.filter().isNull()) {
            records.checkFilter(actor, type, filters.parse(definition.filter()));
        }
        if (definition.sort() != null && !definition.sort().isEmpty()) {
            Ordering.of(type, definition.sort(), readers.of(actor));
        }
    }

    private Person person(Actor actor, SavedViewRecord row) {
        return people.named(actor.tenant(), List.of(row.getOwnerId())).of(row.getOwnerId());
    }

    private SavedView view(Actor actor, SavedViewRecord row, Person owner) {
        return new SavedView(
                row.getId(),
                row.getName(),
                row.getObject(),
                json.readValue(row.getDefinition().data(), Definition.class),
                row.getIsShared(),
                owner,
                row.getPosition(),
                row.getVersion(),
                mayEdit(actor, row));
    }

    private static SangamException conflict() {
        return new SangamException(KernelError.VERSION_CONFLICT, "The view was changed meanwhile; reload it");
    }
}
