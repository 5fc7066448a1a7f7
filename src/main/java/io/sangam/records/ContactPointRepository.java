package io.sangam.records;

import static io.sangam.records.db.Tables.CONTACT_POINT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.inline;

import io.sangam.database.BulkInsert;
import io.sangam.database.Gathered;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.records.db.tables.records.ContactPointRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class ContactPointRepository {

    private static final int MAX_MATCHES = 50;

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(?) as contact (key)";

    /// A statement of its own beside the lock: it sees what was committed while the lock was waited for.
    private static final String OBJECTS =
            "select distinct object from records.contact_point where tenant_id = ? and match_key = any (?)";

    /// Both, with the plan PostgreSQL has kept: planning it for each list of keys takes longer than to look them up.
    private static final String LOCKED_OBJECTS = String.join(
            "; ",
            "select set_config('plan_cache_mode', 'force_generic_plan', true)",
            LOCK,
            OBJECTS,
            "select set_config('plan_cache_mode', 'auto', true)");

    /// Who has a contact, whoever may see it.
    record Match(UUID record, String matchKey, ContactPoint.Kind kind) {}

    private final DSLContext db;

    ContactPointRepository(DSLContext db) {
        this.db = db;
    }

    /// Two at the same moment with one contact wait for each other here, so the second finds the first one's record.
    void lock(TenantId tenant, Collection<String> keys) {
        db.execute(LOCK, (Object) locks(tenant, keys));
    }

    /// In one order, so that no two wait for each other crosswise.
    private static String[] locks(TenantId tenant, Collection<String> keys) {
        return keys.stream().distinct().sorted().map(key -> tenant + " " + key).toArray(String[]::new);
    }

    /// Which records have each of these contacts, however many they are.
    Map<String, List<UUID>> holders(TenantId tenant, String object, Collection<String> keys) {
        return db.selectDistinct(CONTACT_POINT.MATCH_KEY, CONTACT_POINT.RECORD_ID)
                .from(CONTACT_POINT)
                .where(CONTACT_POINT.TENANT_ID.eq(tenant))
                .and(CONTACT_POINT.MATCH_KEY.eq(any(keys.toArray(String[]::new))))
                .and(CONTACT_POINT.OBJECT.eq(object))
                .fetchGroups(CONTACT_POINT.MATCH_KEY, CONTACT_POINT.RECORD_ID);
    }

    /// The kinds of records that have one of these contacts, once they are locked. In one round trip: everything that
    /// comes in asks for it.
    Set<String> lockedObjects(TenantId tenant, Collection<String> keys) {
        Gathered.beforeStatement();
        return db.connectionResult(connection -> {
            try (var statement = connection.prepareStatement(LOCKED_OBJECTS)) {
                statement.setArray(1, connection.createArrayOf("text", locks(tenant, keys)));
                statement.setObject(2, tenant.value());
                statement.setArray(3, connection.createArrayOf("text", keys.toArray()));
                statement.execute();
                statement.getMoreResults();
                statement.getMoreResults();
                var objects = new HashSet<String>();
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        objects.add(rows.getString(1));
                    }
                }
                return objects;
            }
        });
    }

    List<UUID> records(TenantId tenant, String object, Collection<String> keys) {
        return db.selectDistinct(CONTACT_POINT.RECORD_ID)
                .from(CONTACT_POINT)
                .where(CONTACT_POINT.TENANT_ID.eq(tenant))
                .and(CONTACT_POINT.MATCH_KEY.in(keys))
                .and(CONTACT_POINT.OBJECT.eq(object))
                .orderBy(CONTACT_POINT.RECORD_ID.desc())
                .limit(inline(MAX_MATCHES))
                .fetch(CONTACT_POINT.RECORD_ID);
    }

    /// Who has claimed these contacts, except one record.
    List<Match> claims(TenantId tenant, String object, Collection<String> keys, UUID except) {
        return db.select(CONTACT_POINT.RECORD_ID, CONTACT_POINT.MATCH_KEY, CONTACT_POINT.KIND)
                .from(CONTACT_POINT)
                .where(CONTACT_POINT.TENANT_ID.eq(tenant))
                .and(CONTACT_POINT.MATCH_KEY.in(keys))
                .and(CONTACT_POINT.OBJECT.eq(object))
                .and(CONTACT_POINT.CLAIMS)
                .and(CONTACT_POINT.RECORD_ID.ne(except))
                .limit(inline(MAX_MATCHES))
                .fetch(row -> new Match(row.value1(), row.value2(), ContactPoint.Kind.of(row.value3())));
    }

    List<ContactPoint> of(TenantId tenant, String object, UUID record) {
        return db.select(CONTACT_POINT.KIND, CONTACT_POINT.VALUE, CONTACT_POINT.MATCH_KEY, CONTACT_POINT.IS_PRIMARY)
                .from(CONTACT_POINT)
                .where(CONTACT_POINT.TENANT_ID.eq(tenant))
                .and(CONTACT_POINT.OBJECT.eq(object))
                .and(CONTACT_POINT.RECORD_ID.eq(record))
                .orderBy(CONTACT_POINT.IS_PRIMARY.desc(), CONTACT_POINT.ID)
                .fetch(row ->
                        new ContactPoint(ContactPoint.Kind.of(row.value1()), row.value2(), row.value3(), row.value4()));
    }

    void remove(TenantId tenant, String object, UUID record) {
        db.deleteFrom(CONTACT_POINT)
                .where(CONTACT_POINT.TENANT_ID.eq(tenant))
                .and(CONTACT_POINT.OBJECT.eq(object))
                .and(CONTACT_POINT.RECORD_ID.eq(record))
                .execute();
    }

    void replace(TenantId tenant, String object, UUID record, Collection<ContactPoint> points, boolean claiming) {
        remove(tenant, object, record);
        db.batchInsert(rows(tenant, object, record, points, _ -> claiming)).execute();
    }

    /// Of a record that has none yet.
    void begin(TenantId tenant, String object, UUID record, Collection<ContactPoint> points, boolean claiming) {
        BulkInsert.soonInto(
                db,
                CONTACT_POINT,
                List.of(CONTACT_POINT.fields()),
                rows(tenant, object, record, points, _ -> claiming).stream()
                        .map(ContactPointRecord::intoList)
                        .toList());
    }

    /// Gives up, or takes up again, what a record claims: one in the trash claims nothing. What another claims now
    /// stays with that one.
    void claim(TenantId tenant, String object, UUID record, boolean claiming) {
        var points = of(tenant, object, record);
        var taken = claims(
                        tenant,
                        object,
                        points.stream().map(ContactPoint::matchKey).toList(),
                        record)
                .stream()
                .map(Match::matchKey)
                .collect(Collectors.toSet());
        remove(tenant, object, record);
        db.batchInsert(rows(tenant, object, record, points, key -> claiming && !taken.contains(key)))
                .execute();
    }

    /// For many records that have none yet; what another claims already stays with that one.
    void add(TenantId tenant, String object, Map<UUID, List<ContactPoint>> points, boolean claiming) {
        var rows = new ArrayList<ContactPointRecord>();
        points.forEach((record, reached) -> rows.addAll(rows(tenant, object, record, reached, _ -> claiming)));
        BulkInsert.missingInto(
                db,
                CONTACT_POINT,
                List.of(CONTACT_POINT.fields()),
                rows.stream().map(row -> row.intoList()).toList());
    }

    private static List<ContactPointRecord> rows(
            TenantId tenant, String object, UUID record, Collection<ContactPoint> points, Predicate<String> claiming) {
        var claimed = new HashSet<String>();
        var kinds = new HashSet<String>();
        return points.stream()
                .filter(point -> kinds.add(point.kind().key() + " " + point.matchKey()))
                .map(point -> new ContactPointRecord()
                        .setTenantId(tenant)
                        .setId(Ids.next())
                        .setObject(object)
                        .setRecordId(record)
                        .setKind(point.kind().key())
                        .setValue(point.value())
                        .setMatchKey(point.matchKey())
                        .setIsPrimary(point.primary())
                        // one number may be mobile and WhatsApp of the same record
                        .setClaims(claiming.test(point.matchKey()) && claimed.add(point.matchKey())))
                .toList();
    }
}
