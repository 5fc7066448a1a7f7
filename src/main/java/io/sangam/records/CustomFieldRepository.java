package io.sangam.records;

import static io.sangam.records.db.Tables.CUSTOM_FIELD;
import static io.sangam.records.db.Tables.SAVED_VIEW;
import static org.jooq.impl.DSL.inline;

import io.sangam.access.Sensitivity;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.records.db.tables.records.CustomFieldRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class CustomFieldRepository {

    private final DSLContext db;
    private final JsonMapper json;

    CustomFieldRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// Those there are for people, of all objects, in their order.
    List<CustomField> active(TenantId tenant) {
        return db.selectFrom(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.TENANT_ID.eq(tenant))
                .and(CUSTOM_FIELD.STATE.eq(CustomField.State.ACTIVE.key()))
                .orderBy(CUSTOM_FIELD.OBJECT, CUSTOM_FIELD.POSITION, CUSTOM_FIELD.ID)
                .fetch(this::field);
    }

    /// All an administrator sees: the deleted ones, whose values are gone, are not among them.
    List<CustomField> of(TenantId tenant, String object) {
        return db.selectFrom(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.TENANT_ID.eq(tenant))
                .and(CUSTOM_FIELD.OBJECT.eq(object))
                .and(CUSTOM_FIELD.STATE.ne(CustomField.State.DELETED.key()))
                .orderBy(CUSTOM_FIELD.POSITION, CUSTOM_FIELD.ID)
                .fetch(this::field);
    }

    Optional<CustomField> find(TenantId tenant, UUID id) {
        return db.selectFrom(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.TENANT_ID.eq(tenant))
                .and(CUSTOM_FIELD.ID.eq(id))
                .fetchOptional(this::field);
    }

    /// Also by a deleted field.
    boolean isTaken(TenantId tenant, String object, String key) {
        return db.fetchExists(
                CUSTOM_FIELD,
                CUSTOM_FIELD.TENANT_ID.eq(tenant),
                CUSTOM_FIELD.OBJECT.eq(object),
                CUSTOM_FIELD.KEY.eq(key));
    }

    /// One change of an object's fields at a time, until the transaction ends: slots and labels are given out once.
    void lock(TenantId tenant, String object) {
        db.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "fields " + tenant + " " + object);
    }

    void insert(Actor actor, CustomField field, Instant now) {
        db.insertInto(CUSTOM_FIELD)
                .set(row(field))
                .set(CUSTOM_FIELD.TENANT_ID, actor.tenant())
                .set(CUSTOM_FIELD.ID, field.id())
                .set(CUSTOM_FIELD.OBJECT, field.object())
                .set(CUSTOM_FIELD.KEY, field.key())
                .set(CUSTOM_FIELD.KIND, field.kind().key())
                .set(CUSTOM_FIELD.DECIMALS, field.decimals())
                .set(CUSTOM_FIELD.VERSION, 0)
                .set(CUSTOM_FIELD.CREATED_AT, now)
                .set(CUSTOM_FIELD.CREATED_BY, actor.user())
                .set(CUSTOM_FIELD.UPDATED_AT, now)
                .set(CUSTOM_FIELD.UPDATED_BY, actor.user())
                .execute();
    }

    /// False when it is no longer at its version.
    boolean update(Actor actor, CustomField field, Instant now) {
        return db.update(CUSTOM_FIELD)
                        .set(row(field))
                        .set(CUSTOM_FIELD.VERSION, field.version() + 1)
                        .set(CUSTOM_FIELD.UPDATED_AT, now)
                        .set(CUSTOM_FIELD.UPDATED_BY, actor.user())
                        .where(CUSTOM_FIELD.TENANT_ID.eq(actor.tenant()))
                        .and(CUSTOM_FIELD.ID.eq(field.id()))
                        .and(CUSTOM_FIELD.VERSION.eq(field.version()))
                        .execute()
                == 1;
    }

    void place(TenantId tenant, UUID id, int position) {
        db.update(CUSTOM_FIELD)
                .set(CUSTOM_FIELD.POSITION, position)
                .where(CUSTOM_FIELD.TENANT_ID.eq(tenant))
                .and(CUSTOM_FIELD.ID.eq(id))
                .execute();
    }

    private Map<Field<?>, @Nullable Object> row(CustomField field) {
        var row = new LinkedHashMap<Field<?>, @Nullable Object>();
        row.put(CUSTOM_FIELD.LABEL, field.label());
        row.put(CUSTOM_FIELD.SLOT, field.slot());
        row.put(CUSTOM_FIELD.SECTION, field.section());
        row.put(CUSTOM_FIELD.SENSITIVITY, field.sensitivity().name().toLowerCase(Locale.ROOT));
        row.put(CUSTOM_FIELD.IS_REQUIRED, field.required());
        row.put(CUSTOM_FIELD.REQUIRED_IN, field.requiredIn().toArray(String[]::new));
        row.put(CUSTOM_FIELD.OPTIONS, JSONB.valueOf(json.writeValueAsString(field.options())));
        row.put(CUSTOM_FIELD.POSITION, field.position());
        row.put(CUSTOM_FIELD.STATE, field.state().key());
        return row;
    }

    private CustomField field(CustomFieldRecord row) {
        return new CustomField(
                row.getId(),
                row.getObject(),
                row.getKey(),
                row.getLabel(),
                CustomKind.of(row.getKind()),
                row.getSlot(),
                row.getSection(),
                Sensitivity.valueOf(row.getSensitivity().toUpperCase(Locale.ROOT)),
                row.getIsRequired(),
                Arrays.asList(row.getRequiredIn()),
                json.readValue(row.getOptions().data(), new TypeReference<List<FieldOption>>() {}),
                row.getDecimals(),
                row.getPosition(),
                CustomField.State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getVersion());
    }

    /// How many records hold a value, those in the trash too.
    long values(TenantId tenant, ObjectType type, String slot) {
        var column = column(type, slot);
        return db.fetchCount(DSL.selectOne()
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(column.isNotNull()));
    }

    /// How many records hold each of a choice's values, those in the trash too.
    Map<String, Long> valuesByOption(TenantId tenant, ObjectType type, CustomField field, String slot) {
        var value = field.kind() == CustomKind.MULTI_CHOICE
                ? DSL.field("unnest({0})", SQLDataType.CLOB, column(type, slot)).as("value")
                : DSL.field(column(type, slot).getQualifiedName(), SQLDataType.CLOB)
                        .as("value");
        var each = db.select(value)
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(column(type, slot).isNotNull())
                .asTable("each");
        var counts = new HashMap<String, Long>();
        db.select(each.field("value", String.class), DSL.count())
                .from(each)
                .groupBy(each.field("value", String.class))
                .fetch()
                .forEach(row -> counts.put(row.value1(), row.value2().longValue()));
        return counts;
    }

    /// Empties a slot in up to `most` records, and tells in how many.
    int clear(TenantId tenant, ObjectType type, String slot, int most) {
        var empty = new LinkedHashMap<Field<?>, @Nullable Object>();
        SlotGroup.of(slot).columns(slot).forEach(name -> empty.put(column(type, name), null));
        return db.update(type.table())
                .set(empty)
                .where(DSL.row(type.tenantId(), type.id())
                        .in(DSL.select(type.tenantId(), type.id())
                                .from(type.table())
                                .where(type.tenantId().eq(tenant))
                                .and(column(type, slot).isNotNull())
                                .limit(inline(most))))
                .execute();
    }

    private static Field<?> column(ObjectType type, String name) {
        return DSL.field(type.table().getQualifiedName().append(name));
    }

    /// The names of shared and private views that show, filter or order by a field.
    List<String> views(TenantId tenant, String object, String key) {
        return db
                .select(SAVED_VIEW.NAME, SAVED_VIEW.DEFINITION)
                .from(SAVED_VIEW)
                .where(SAVED_VIEW.TENANT_ID.eq(tenant))
                .and(SAVED_VIEW.OBJECT.eq(object))
                .orderBy(SAVED_VIEW.NAME)
                .fetch()
                .stream()
                .filter(view -> view.value2().data().contains('"' + key + '"')
                        || view.value2().data().contains("\"-" + key + '"'))
                .map(view -> view.value1())
                .toList();
    }
}
