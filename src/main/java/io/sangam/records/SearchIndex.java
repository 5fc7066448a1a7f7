package io.sangam.records;

import static io.sangam.records.db.Tables.SEARCH_ENTRY;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.sangam.database.BulkInsert;
import io.sangam.jobs.Schedule;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import java.time.LocalTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// Where records are found by their words. Written with the record, in its transaction.
@Repository
class SearchIndex {

    private static final List<Field<?>> COLUMNS =
            List.of(SEARCH_ENTRY.TENANT_ID, SEARCH_ENTRY.OBJECT, SEARCH_ENTRY.RECORD_ID, SEARCH_ENTRY.GRAMS);

    private final DSLContext db;
    private final JsonMapper json;

    SearchIndex(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// The fields whose values are words to search by. Long texts are read, not looked for.
    static List<FieldSpec<?>> fields(ObjectType type) {
        return type.fields().stream()
                .filter(spec -> switch (spec.kind()) {
                    case TEXT, EMAIL, PHONE, URL, TAGS -> true;
                    default -> false;
                })
                .toList();
    }

    void put(TenantId tenant, RecordState record) {
        db.insertInto(SEARCH_ENTRY)
                .set(SEARCH_ENTRY.TENANT_ID, tenant)
                .set(SEARCH_ENTRY.OBJECT, record.type().key())
                .set(SEARCH_ENTRY.RECORD_ID, record.id())
                .set(SEARCH_ENTRY.GRAMS, grams(tenant, record))
                .onConflict(SEARCH_ENTRY.TENANT_ID, SEARCH_ENTRY.OBJECT, SEARCH_ENTRY.RECORD_ID)
                .doUpdate()
                .set(SEARCH_ENTRY.GRAMS, excluded(SEARCH_ENTRY.GRAMS))
                .execute();
    }

    /// Of a record that has just been made.
    void putNew(TenantId tenant, RecordState record) {
        BulkInsert.missingSoonInto(db, SEARCH_ENTRY, COLUMNS, List.of(entry(tenant, record)));
    }

    /// After a change; nothing to do unless it changed a word.
    void put(TenantId tenant, RecordState before, RecordState after) {
        var changed = fields(after.type()).stream()
                .anyMatch(spec -> !Objects.equals(
                        before.values().get(spec.key()), after.values().get(spec.key())));
        if (changed) {
            put(tenant, after);
        }
    }

    void putAll(TenantId tenant, Collection<RecordState> records) {
        BulkInsert.missingInto(
                db,
                SEARCH_ENTRY,
                COLUMNS,
                records.stream().map(record -> entry(tenant, record)).toList());
    }

    private static List<Object> entry(TenantId tenant, RecordState record) {
        return List.of(tenant, record.type().key(), record.id(), grams(tenant, record));
    }

    void remove(TenantId tenant, ObjectType type, UUID id) {
        db.deleteFrom(SEARCH_ENTRY)
                .where(SEARCH_ENTRY.TENANT_ID.eq(tenant))
                .and(SEARCH_ENTRY.OBJECT.eq(type.key()))
                .and(SEARCH_ENTRY.RECORD_ID.eq(id))
                .execute();
    }

    private static Long[] grams(TenantId tenant, RecordState record) {
        var grams = new LinkedHashSet<Long>();
        for (var spec : fields(record.type())) {
            switch (record.values().get(spec.key())) {
                case String text
                when spec.kind() == FieldKind.PHONE -> grams.addAll(Grams.ofDigits(tenant, text.replaceAll("\\D", "")));
                case String text -> Grams.words(text).forEach(word -> grams.addAll(Grams.ofWord(tenant, word)));
                case List<?> tags ->
                    tags.forEach(tag ->
                            Grams.words(tag.toString()).forEach(word -> grams.addAll(Grams.ofWord(tenant, word))));
                case null, default -> {}
            }
        }
        return grams.toArray(Long[]::new);
    }

    /// What may hold all pieces of one of these choices, by object: its newest, when there are more than `most`.
    Map<String, List<UUID>> proposed(Collection<ObjectType> types, List<Set<Long>> choices, int most) {
        var object = field(name("object"), String.class);
        var record = field(name("record_id"), UUID.class);
        return db.select(object, record)
                .from(
                        "records.search({0}, {1}::jsonb, {2})",
                        val(types.stream().map(ObjectType::key).toArray(String[]::new)),
                        val(json.writeValueAsString(choices)),
                        inline(most))
                .fetchGroups(object, record);
    }

    /// That a record has no entry yet.
    static Condition isMissing(ObjectType type) {
        return notExists(selectOne()
                .from(SEARCH_ENTRY)
                .where(SEARCH_ENTRY.TENANT_ID.eq(type.tenantId()))
                .and(SEARCH_ENTRY.OBJECT.eq(inline(type.key())))
                .and(SEARCH_ENTRY.RECORD_ID.eq(type.id())));
    }

    /// Enters what was there before the index, or was put in past it.
    @Configuration(proxyBeanMethods = false)
    static class Completion {

        private static final int BATCH = 500;

        @Bean
        Schedule completeSearch(
                SearchIndex index,
                RecordRepository repository,
                Records records,
                ObjectTypes types,
                TransactionOperations transactions) {
            return new Schedule.Daily("records.search", LocalTime.of(3, 30), tenant -> {
                for (var type : types.all()) {
                    var more = true;
                    while (more) {
                        more = transactions.execute(_ -> {
                            var missing = repository.ids(
                                    type, tenant.id(), type.deletedAt().isNull().and(isMissing(type)), BATCH);
                            var system = Actor.system(tenant.id());
                            index.putAll(
                                    tenant.id(),
                                    missing.stream()
                                            .map(id -> records.load(system, type, id))
                                            .toList());
                            return missing.size() == BATCH;
                        });
                    }
                }
            });
        }
    }
}
