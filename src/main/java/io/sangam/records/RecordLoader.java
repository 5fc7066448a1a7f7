package io.sangam.records;

import io.sangam.database.BulkInsert;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.db.tables.records.ActivityRecord;
import io.sangam.records.db.tables.records.CommentRecord;
import io.sangam.records.db.tables.records.FavouriteRecord;
import io.sangam.tenancy.Tenants;
import java.time.Instant;
import java.time.Year;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Puts in, in bulk, what already happened elsewhere: records with the times and people of their own, and their past.
///
/// Nobody is told: no event, no notification, no live frame. Rights and fields are the caller's to have checked.
@Service
@Transactional
public class RecordLoader {

    /// @param version how often it changed since it was made
    /// @param values by field key, typed as [RecordState#values] has them
    public record Loaded(
            UUID id,
            int version,
            Instant createdAt,
            UserId createdBy,
            Instant updatedAt,
            UserId updatedBy,
            Map<String, @Nullable Object> values) {}

    /// An entry of a record's timeline.
    ///
    /// @param changes values as plain JSON
    public record Happening(
            UUID record, Instant at, UserId actor, String verb, Map<String, ?> data, List<Change> changes) {}

    public record Remark(UUID record, Instant at, UserId author, String text, List<UserId> mentions) {}

    public record Favourite(UUID record, Instant at, UserId user) {}

    private final DSLContext db;
    private final RecordRepository repository;
    private final ObjectTypes types;
    private final SearchIndex search;
    private final ContactPointKeeper reached;
    private final Tenants tenants;
    private final JsonMapper json;

    RecordLoader(
            DSLContext db,
            RecordRepository repository,
            ObjectTypes types,
            SearchIndex search,
            ContactPointKeeper reached,
            Tenants tenants,
            JsonMapper json) {
        this.db = db;
        this.repository = repository;
        this.types = types;
        this.search = search;
        this.reached = reached;
        this.tenants = tenants;
        this.json = json;
    }

    /// Numbered in the order of their creation, each in the year it was made.
    public void records(TenantId tenant, ObjectType type, Collection<Loaded> records) {
        var ordered =
                records.stream().sorted(Comparator.comparing(Loaded::createdAt)).toList();
        var numbers = type.numberPrefix()
                .map(prefix -> numbers(tenant, prefix, ordered))
                .orElse(List.of());
        var rows = IntStream.range(0, ordered.size())
                .mapToObj(i -> row(tenant, type, ordered.get(i), numbers.isEmpty() ? null : numbers.get(i)))
                .toList();
        repository.insertAll(type, rows);
        var states = IntStream.range(0, ordered.size())
                .mapToObj(i -> state(type, ordered.get(i), numbers.isEmpty() ? null : numbers.get(i)))
                .toList();
        search.putAll(tenant, states);
        reached.loaded(tenant, type, states);
        types.rules(type).forEach(rules -> rules.afterLoad(tenant, states));
    }

    private static RecordState state(ObjectType type, Loaded loaded, @Nullable String number) {
        var values = new LinkedHashMap<String, @Nullable Object>(loaded.values());
        if (number != null) {
            values.put("number", number);
        }
        return new RecordState(type, loaded.id(), loaded.version(), true, values);
    }

    public void timeline(TenantId tenant, ObjectType type, Collection<Happening> happenings) {
        insert(happenings.stream()
                .map(each -> new ActivityRecord()
                        .setTenantId(tenant)
                        .setId(Ids.at(each.at()))
                        .setObject(type.key())
                        .setRecordId(each.record())
                        .setAt(each.at())
                        .setActorId(each.actor())
                        .setVerb(each.verb())
                        .setData(JSONB.valueOf(json.writeValueAsString(each.data())))
                        .setChanges(JSONB.valueOf(json.writeValueAsString(each.changes()))))
                .toList());
    }

    /// With their entries in the timeline.
    public void comments(TenantId tenant, ObjectType type, Collection<Remark> remarks) {
        var rows = remarks.stream()
                .map(each -> new CommentRecord()
                        .setTenantId(tenant)
                        .setId(Ids.at(each.at()))
                        .setObject(type.key())
                        .setRecordId(each.record())
                        .setText(each.text())
                        .setMentions(each.mentions().stream().map(UserId::value).toArray(UUID[]::new))
                        .setVersion(0)
                        .setCreatedAt(each.at())
                        .setCreatedBy(each.author())
                        .setUpdatedAt(each.at())
                        .setUpdatedBy(each.author()))
                .toList();
        insert(rows);
        timeline(
                tenant,
                type,
                rows.stream()
                        .map(row -> new Happening(
                                row.getRecordId(),
                                row.getCreatedAt(),
                                row.getCreatedBy(),
                                "commented",
                                Map.of("commentId", row.getId()),
                                List.of()))
                        .toList());
    }

    public void favourites(TenantId tenant, ObjectType type, Collection<Favourite> favourites) {
        insert(favourites.stream()
                .map(each -> new FavouriteRecord()
                        .setTenantId(tenant)
                        .setUserId(each.user())
                        .setObject(type.key())
                        .setRecordId(each.record())
                        .setCreatedAt(each.at()))
                .toList());
    }

    private List<String> numbers(TenantId tenant, String prefix, List<Loaded> ordered) {
        var zone = tenants.get(tenant).timeZone();
        var byYear = ordered.stream()
                .map(Loaded::createdAt)
                .collect(Collectors.groupingBy(
                        at -> Year.from(at.atZone(zone)), LinkedHashMap::new, Collectors.toList()));
        return byYear.values().stream()
                .flatMap(times -> tenants.nextNumbers(tenant, prefix, times.getFirst(), times.size()).stream())
                .toList();
    }

    private static Map<Field<?>, @Nullable Object> row(
            TenantId tenant, ObjectType type, Loaded loaded, @Nullable String number) {
        var row = new LinkedHashMap<Field<?>, @Nullable Object>();
        loaded.values().forEach((key, value) -> FieldValues.bind(type.get(key), value, row));
        if (number != null) {
            FieldValues.bind(type.get("number"), number, row);
        }
        row.put(type.tenantId(), tenant);
        row.put(type.id(), loaded.id());
        row.put(type.version(), loaded.version());
        row.put(type.createdAt(), loaded.createdAt());
        row.put(type.createdBy(), loaded.createdBy());
        row.put(type.updatedAt(), loaded.updatedAt());
        row.put(type.updatedBy(), loaded.updatedBy());
        return row;
    }

    private <R extends TableRecord<R>> void insert(List<R> rows) {
        if (!rows.isEmpty()) {
            var table = rows.getFirst().getTable();
            BulkInsert.into(
                    db,
                    table,
                    List.of(table.fields()),
                    rows.stream().map(row -> row.intoList()).toList());
        }
    }
}
