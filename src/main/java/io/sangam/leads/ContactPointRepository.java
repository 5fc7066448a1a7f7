package io.sangam.leads;

import static io.sangam.leads.db.Tables.CONTACT_POINT;
import static io.sangam.leads.db.Tables.LEAD;
import static org.jooq.impl.DSL.inline;

import io.sangam.database.BulkInsert;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.leads.db.tables.records.ContactPointRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class ContactPointRepository {

    private static final int MAX_MATCHES = 20;

    /// A lead that shares a contact point, whoever may see it.
    record Match(
            UUID id,
            String number,
            String title,
            String status,
            @Nullable UserId owner,
            @Nullable UserId caller,
            int version) {}

    private final DSLContext db;

    ContactPointRepository(DSLContext db) {
        this.db = db;
    }

    /// Two enquiries of one person at the same moment wait for each other here, so the second finds the first one's
    /// lead.
    void lock(TenantId tenant, Collection<String> keys) {
        keys.stream()
                .distinct()
                .sorted()
                .forEach(key -> db.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", tenant + " " + key));
    }

    /// Newest first.
    List<Match> matches(TenantId tenant, Collection<String> keys) {
        return db.selectDistinct(
                        LEAD.ID,
                        LEAD.NUMBER,
                        LEAD.TITLE,
                        LEAD.STATUS,
                        LEAD.OWNER_ID,
                        LEAD.CALLER_ID,
                        LEAD.VERSION,
                        LEAD.CREATED_AT)
                .from(CONTACT_POINT)
                .join(LEAD)
                .on(LEAD.TENANT_ID.eq(CONTACT_POINT.TENANT_ID))
                .and(LEAD.ID.eq(CONTACT_POINT.LEAD_ID))
                .where(CONTACT_POINT.TENANT_ID.eq(tenant))
                .and(CONTACT_POINT.MATCH_KEY.in(keys))
                .and(LEAD.DELETED_AT.isNull())
                .orderBy(LEAD.CREATED_AT.desc(), LEAD.ID.desc())
                .limit(inline(MAX_MATCHES))
                .fetch(row -> new Match(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7()));
    }

    List<ContactPoint> of(TenantId tenant, UUID lead) {
        return db.select(CONTACT_POINT.KIND, CONTACT_POINT.VALUE, CONTACT_POINT.MATCH_KEY, CONTACT_POINT.IS_PRIMARY)
                .from(CONTACT_POINT)
                .where(CONTACT_POINT.TENANT_ID.eq(tenant))
                .and(CONTACT_POINT.LEAD_ID.eq(lead))
                .orderBy(CONTACT_POINT.IS_PRIMARY.desc(), CONTACT_POINT.ID)
                .fetch(row -> new ContactPoint(kind(row.value1()), row.value2(), row.value3(), row.value4()));
    }

    void replace(TenantId tenant, UUID lead, Collection<ContactPoint> points) {
        db.deleteFrom(CONTACT_POINT)
                .where(CONTACT_POINT.TENANT_ID.eq(tenant))
                .and(CONTACT_POINT.LEAD_ID.eq(lead))
                .execute();
        points.forEach(point -> db.insertInto(CONTACT_POINT)
                .set(CONTACT_POINT.TENANT_ID, tenant)
                .set(CONTACT_POINT.ID, Ids.next())
                .set(CONTACT_POINT.LEAD_ID, lead)
                .set(CONTACT_POINT.KIND, point.kind().key())
                .set(CONTACT_POINT.VALUE, point.value())
                .set(CONTACT_POINT.MATCH_KEY, point.matchKey())
                .set(CONTACT_POINT.IS_PRIMARY, point.primary())
                .onConflictDoNothing()
                .execute());
    }

    /// For many leads that have none yet.
    void add(TenantId tenant, Map<UUID, List<ContactPoint>> points) {
        var rows = new ArrayList<ContactPointRecord>();
        points.forEach((lead, reached) -> reached.forEach(point -> rows.add(new ContactPointRecord()
                .setTenantId(tenant)
                .setId(Ids.next())
                .setLeadId(lead)
                .setKind(point.kind().key())
                .setValue(point.value())
                .setMatchKey(point.matchKey())
                .setIsPrimary(point.primary()))));
        BulkInsert.missingInto(
                db,
                CONTACT_POINT,
                List.of(CONTACT_POINT.fields()),
                rows.stream().map(row -> row.intoList()).toList());
    }

    private static ContactPoint.Kind kind(String key) {
        return ContactPoint.Kind.valueOf(key.toUpperCase(Locale.ROOT));
    }
}
