package io.sangam.records;

import static io.sangam.records.RecordRepository.holds;

import io.sangam.access.Access;
import io.sangam.database.Gathered;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Reads records of every object: pages, one record as its reader may see it, one record as rules need it. What they
/// add up to are `Aggregates`, who sees one and why is `Sight`.
///
/// Row scope and masks are part of the SQL: what a reader may not see never leaves the database.
@Service
@Transactional(readOnly = true)
public class Records {

    private static final String WRITABLE = "is_writable";

    private final RecordRepository repository;
    private final ReadStatements statements;
    private final ListPages pages;
    private final RecordViews views;
    private final References references;
    private final ObjectTypes types;
    private final Readers readers;
    private final Access access;
    private final Clock clock;

    Records(
            RecordRepository repository,
            ReadStatements statements,
            ListPages pages,
            RecordViews views,
            References references,
            ObjectTypes types,
            Readers readers,
            Access access,
            Clock clock) {
        this.repository = repository;
        this.statements = statements;
        this.pages = pages;
        this.views = views;
        this.references = references;
        this.types = types;
        this.readers = readers;
        this.access = access;
        this.clock = clock;
    }

    /// Without a transaction of its own: one select is one already.
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public RecordPage page(Actor actor, ObjectType type, ListRequest request) {
        return pages.of(actor, type, request);
    }

    /// What [#each] finds, in order: the columns once, then their rows.
    interface Batches {

        void begin(List<FieldSpec<?>> fields);

        void rows(List<Map<String, @Nullable Object>> rows);
    }

    /// All records of a list, some at a time: memory does not grow with their number.
    ///
    /// The rows are those of the moment the statement began. The transaction itself has no
    /// snapshot: rights and names are asked for meanwhile, and what is cached of them must not
    /// be old.
    @Transactional(readOnly = true)
    void each(
            Actor actor,
            ObjectType type,
            Filter filter,
            List<String> sort,
            List<String> wanted,
            int batch,
            Batches batches) {
        var reader = readers.of(actor);
        var ordering = Ordering.of(type, sort, reader);
        var fields = reader.columns(type, wanted);
        var where = readable(type, reader, false).and(compiler(type, reader).compile(filter));
        var selection = new Selection(type, reader, fields, ordering);
        try (var found = repository.open(type, actor.tenant(), selection, where, ordering, batch)) {
            batches.begin(fields);
            var rows = next(found, selection, batch);
            while (!rows.isEmpty()) {
                references.name(actor, fields, rows);
                batches.rows(rows);
                rows = next(found, selection, batch);
            }
        } catch (SQLException e) {
            throw new DataAccessException("A list can't be read to its end", e);
        }
    }

    private static List<Map<String, @Nullable Object>> next(ResultSet found, Selection selection, int batch)
            throws SQLException {
        var rows = new ArrayList<Map<String, @Nullable Object>>(batch);
        while (rows.size() < batch && found.next()) {
            rows.add(selection.read(found).row());
        }
        return rows;
    }

    /// One record with every field its reader may see, whether it is his favourite, and what he may do to it.
    public Map<String, @Nullable Object> view(Actor actor, ObjectType type, UUID id) {
        return findView(actor, type, id).orElseThrow(SangamException::notFound);
    }

    /// The same, empty when there is none for him; also of a record in the trash.
    public Optional<Map<String, @Nullable Object>> findView(Actor actor, ObjectType type, UUID id) {
        // who looks at a record he has written is done
        Gathered.sayAll();
        return views.find(actor, type, id);
    }

    /// What an actor gets to see of a record he has just changed: only its id when the change took it out of his sight.
    public Map<String, @Nullable Object> viewIfReadable(Actor actor, ObjectType type, UUID id) {
        return isReadable(actor, type, id) ? view(actor, type, id) : Map.of("id", id);
    }

    /// One record unmasked, for rules; as not found when the actor may not read it or it is in the trash.
    public RecordState load(Actor actor, ObjectType type, UUID id) {
        return find(actor, type, id, type.deletedAt().isNull()).orElseThrow(SangamException::notFound);
    }

    /// The same for one that is, or is not, in the trash; empty when the actor may not read it.
    public Optional<RecordState> load(Actor actor, ObjectType type, UUID id, boolean deleted) {
        return find(
                actor,
                type,
                id,
                deleted ? type.deletedAt().isNotNull() : type.deletedAt().isNull());
    }

    Optional<RecordState> find(Actor actor, ObjectType type, UUID id, Condition where) {
        var reader = readers.of(actor);
        // once: what is selected here is read below, whatever an administrator does meanwhile
        var fields = type.fields();
        var select = new LinkedHashSet<SelectField<?>>(List.of(type.id(), type.version()));
        fields.forEach(spec -> select.addAll(spec.columns()));
        select.add(writable(type, reader));
        return repository
                .find(
                        type,
                        actor.tenant(),
                        id,
                        select,
                        access.readable(actor, type.owners()).and(where))
                .map(row -> state(type, fields, row, row.get(WRITABLE, Boolean.class)));
    }

    /// What a statement that writes gives back of the row, as rules see it.
    static RecordState stored(ObjectType type, Function<Collection<Field<?>>, Record> write) {
        // once: what is asked for here is read below, whatever an administrator does meanwhile
        var fields = type.fields();
        var columns = new LinkedHashSet<Field<?>>(List.of(type.id(), type.version()));
        fields.forEach(spec -> columns.addAll(spec.columns()));
        return state(type, fields, write.apply(columns), true);
    }

    public boolean isReadable(Actor actor, ObjectType type, UUID id) {
        return repository.exists(
                type,
                actor.tenant(),
                id,
                access.readable(actor, type.owners()).and(type.deletedAt().isNull()));
    }

    /// Whether one record passes a filter: how assignment rules and automations decide. The filter sees what `actor`
    /// sees.
    public boolean matches(Actor actor, ObjectType type, UUID id, Filter filter) {
        return passed(actor, type, id, List.of(filter)).getFirst();
    }

    /// The same for several filters at once: which of them it passes, in their order.
    public List<Boolean> passed(Actor actor, ObjectType type, UUID id, List<Filter> filters) {
        if (filters.isEmpty()) {
            return List.of();
        }
        var own = repository.own(type, actor.tenant(), id);
        var compiler = compiler(type, readers.of(actor));
        var over = own.map(compiler::of).orElse(compiler);
        var judgements = new ArrayList<Field<Boolean>>();
        for (var i = 0; i < filters.size(); i++) {
            judgements.add(holds(over.compile(filters.get(i))).as("passed" + i));
        }
        if (own.isPresent()) {
            return repository.judge(judgements);
        }
        return repository
                .find(type, actor.tenant(), id, judgements, DSL.noCondition())
                .map(row -> judgements.stream().map(row::get).toList())
                .orElseGet(() -> filters.stream().map(_ -> false).toList());
    }

    /// Fails with FILTER_INVALID when the filter can't be used on this object.
    public void checkFilter(Actor actor, ObjectType type, Filter filter) {
        compiler(type, readers.of(actor)).compile(filter);
    }

    /// The ids of up to `limit` records that pass a filter and lie in the actor's scope: what batch jobs work through.
    public List<UUID> ids(Actor actor, ObjectType type, Filter filter, int limit) {
        return ids(actor, type, filter, false, limit);
    }

    /// The same for the trash, when `deleted`.
    public List<UUID> ids(Actor actor, ObjectType type, Filter filter, boolean deleted, int limit) {
        return repository.ids(type, actor.tenant(), selected(actor, type, filter, deleted), limit);
    }

    /// The ids of up to `limit` records in the actor's scope that meet a condition.
    List<UUID> ids(Actor actor, ObjectType type, Condition condition, int limit) {
        return repository.ids(
                type, actor.tenant(), readable(type, readers.of(actor), false).and(condition), limit);
    }

    /// How many records pass a filter and lie in the actor's scope, counting no further than `most`.
    public int countTo(Actor actor, ObjectType type, Filter filter, boolean deleted, int most) {
        return repository.countTo(type, actor.tenant(), selected(actor, type, filter, deleted), most);
    }

    /// The newest records in the actor's scope that meet a condition, with some of their fields.
    List<Map<String, @Nullable Object>> rows(
            Actor actor, ObjectType type, Condition condition, List<FieldSpec<?>> fields, int limit) {
        var reader = readers.of(actor);
        var ordering = Ordering.of(type, List.of("-createdAt"), reader);
        var selection = new Selection(type, reader, fields, ordering);
        var where = readable(type, reader, false).and(condition);
        var listing = statements.listing(type, actor.tenant(), selection, where, ordering.toSql());
        return statements.page(actor.tenant(), listing, selection, limit, clock.instant()).stream()
                .<Map<String, @Nullable Object>>map(Selection.Found::row)
                .toList();
    }

    /// Of these names those of fields the actor may know of, in clear or masked.
    public List<String> known(Actor actor, ObjectType type, Collection<String> names) {
        var visible = readers.of(actor).visible(type).stream()
                .<String>map(FieldSpec::key)
                .toList();
        return names.stream().filter(visible::contains).toList();
    }

    /// These records, of those the actor may read, with the fields of these names he may know of, as he may see them.
    public RecordPage these(Actor actor, ObjectType type, Collection<UUID> ids, Collection<String> names) {
        var reader = readers.of(actor);
        var fields = reader.visible(type).stream()
                .filter(spec -> names.contains(spec.key()))
                .toList();
        var rows = rows(actor, type, type.id().in(ids), fields, ids.size());
        references.name(actor, fields, rows);
        return new RecordPage(rows, Optional.empty(), ids.size(), reader.masked(fields));
    }

    /// Those of these records the actor may read.
    public Set<UUID> readable(Actor actor, ObjectType type, Collection<UUID> ids, boolean deleted) {
        var where = readable(type, readers.of(actor), deleted).and(type.id().in(ids));
        return Set.copyOf(repository.ids(type, actor.tenant(), where, ids.size()));
    }

    /// The rows of a filter, to whom sees them.
    Condition selected(Actor actor, ObjectType type, Filter filter, boolean deleted) {
        var reader = readers.of(actor);
        return readable(type, reader, deleted).and(compiler(type, reader).compile(filter));
    }

    /// How many records have each value of a field, over the whole tenant: for administrators' impact checks.
    public Map<Object, Long> countBy(Actor actor, ObjectType type, String field, Filter filter) {
        var reader = readers.of(actor);
        var where = type.deletedAt().isNull().and(compiler(type, reader).compile(filter));
        var counts = new HashMap<Object, Long>();
        for (var row : repository.groups(type, actor.tenant(), where, type.get(field))) {
            if (row.get("value") != null) {
                counts.put(row.get("value"), row.get("count", Long.class));
            }
        }
        return counts;
    }

    /// The titles of records of one object, of those the actor may read.
    public Map<UUID, String> titles(Actor actor, ObjectType type, Collection<UUID> ids) {
        return references.titles(actor, type, ids);
    }

    private Condition readable(ObjectType type, Reader reader, boolean deleted) {
        return access.readable(reader.actor(), type.owners())
                .and(deleted ? type.deletedAt().isNotNull() : type.deletedAt().isNull());
    }

    private Field<Boolean> writable(ObjectType type, Reader reader) {
        return holds(access.writable(reader.actor(), type.owners())).as(WRITABLE);
    }

    private FilterCompiler compiler(ObjectType type, Reader reader) {
        return new FilterCompiler(type, reader, clock.instant(), spec -> types.options(reader.tenantId(), type, spec));
    }

    private static RecordState state(ObjectType type, List<FieldSpec<?>> fields, Record row, boolean writable) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach(spec -> values.put(spec.key(), FieldValues.read(spec, row)));
        return new RecordState(type, row.get(type.id()), row.get(type.version()), writable, values);
    }
}
