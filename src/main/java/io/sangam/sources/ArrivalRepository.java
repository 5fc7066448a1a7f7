package io.sangam.sources;

import static io.sangam.sources.db.Tables.ARRIVAL;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.sangam.kernel.TenantId;
import io.sangam.sources.db.tables.records.ArrivalRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ArrivalRepository {

    private final DSLContext db;
    private final JsonMapper json;

    ArrivalRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// @param ip whence it came
    record NewArrival(
            UUID id,
            UUID source,
            String key,
            JsonNode payload,
            Instant at,
            @Nullable Instant happenedAt,
            @Nullable String objectKey,
            @Nullable String consent,
            String ip) {}

    /// False when it was here before.
    boolean insert(TenantId tenant, NewArrival arrival) {
        return db.insertInto(ARRIVAL)
                        .set(ARRIVAL.TENANT_ID, tenant)
                        .set(ARRIVAL.ID, arrival.id())
                        .set(ARRIVAL.SOURCE_ID, arrival.source())
                        .set(ARRIVAL.KEY, arrival.key())
                        .set(ARRIVAL.PAYLOAD, JSONB.valueOf(json.writeValueAsString(arrival.payload())))
                        .set(ARRIVAL.RECEIVED_AT, arrival.at())
                        .set(ARRIVAL.HAPPENED_AT, arrival.happenedAt())
                        .set(ARRIVAL.OBJECT_KEY, arrival.objectKey())
                        .set(ARRIVAL.CONSENT, arrival.consent())
                        .set(ARRIVAL.IP, arrival.ip())
                        .onConflict(ARRIVAL.TENANT_ID, ARRIVAL.SOURCE_ID, ARRIVAL.KEY)
                        .doNothing()
                        .execute()
                == 1;
    }

    Optional<Arrival> find(TenantId tenant, UUID id) {
        return db.selectFrom(ARRIVAL)
                .where(ARRIVAL.TENANT_ID.eq(tenant))
                .and(ARRIVAL.ID.eq(id))
                .fetchOptional(ArrivalRepository::toArrival);
    }

    /// Held until the transaction ends, so that two workers do not take in the same.
    Optional<Arrival> lock(TenantId tenant, UUID id) {
        return db.selectFrom(ARRIVAL)
                .where(ARRIVAL.TENANT_ID.eq(tenant))
                .and(ARRIVAL.ID.eq(id))
                .forUpdate()
                .fetchOptional(ArrivalRepository::toArrival);
    }

    JsonNode payload(TenantId tenant, UUID id) {
        return json.readTree(db.select(ARRIVAL.PAYLOAD)
                .from(ARRIVAL)
                .where(ARRIVAL.TENANT_ID.eq(tenant))
                .and(ARRIVAL.ID.eq(id))
                .fetchSingle()
                .value1()
                .data());
    }

    /// One at a time for each of the sender's objects, so that their order can be told.
    void lockObject(TenantId tenant, UUID source, String objectKey) {
        db.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", tenant + " " + source + " " + objectKey);
    }

    /// The lead that earlier messages about the object went to.
    Optional<UUID> leadOf(TenantId tenant, UUID source, String objectKey) {
        return db.select(ARRIVAL.LEAD_ID)
                .from(ARRIVAL)
                .where(ARRIVAL.TENANT_ID.eq(tenant))
                .and(ARRIVAL.SOURCE_ID.eq(source))
                .and(ARRIVAL.OBJECT_KEY.eq(objectKey))
                .and(ARRIVAL.LEAD_ID.isNotNull())
                .orderBy(ARRIVAL.ID.desc())
                .limit(inline(1))
                .fetchOptional(ARRIVAL.LEAD_ID);
    }

    Optional<Instant> newest(TenantId tenant, UUID source, String objectKey) {
        return db.select(max(ARRIVAL.HAPPENED_AT))
                .from(ARRIVAL)
                .where(ARRIVAL.TENANT_ID.eq(tenant))
                .and(ARRIVAL.SOURCE_ID.eq(source))
                .and(ARRIVAL.OBJECT_KEY.eq(objectKey))
                .and(ARRIVAL.STATUS.eq(inline("done")))
                .fetchOptional(row -> row.value1());
    }

    void done(TenantId tenant, UUID id, String outcome, UUID lead) {
        db.update(ARRIVAL)
                .set(ARRIVAL.STATUS, "done")
                .set(ARRIVAL.OUTCOME, outcome)
                .set(ARRIVAL.LEAD_ID, lead)
                .setNull(ARRIVAL.ERROR)
                .where(ARRIVAL.TENANT_ID.eq(tenant))
                .and(ARRIVAL.ID.eq(id))
                .execute();
    }

    /// @param error null unless it failed
    void settle(TenantId tenant, UUID id, String status, @Nullable String error) {
        db.update(ARRIVAL)
                .set(ARRIVAL.STATUS, status)
                .set(ARRIVAL.ERROR, error)
                .where(ARRIVAL.TENANT_ID.eq(tenant))
                .and(ARRIVAL.ID.eq(id))
                .execute();
    }

    List<Arrival> log(
            TenantId tenant, @Nullable UUID source, @Nullable String status, @Nullable UUID before, int limit) {
        return db.selectFrom(ARRIVAL)
                .where(ARRIVAL.TENANT_ID.eq(tenant))
                .and(source == null ? noCondition() : ARRIVAL.SOURCE_ID.eq(source))
                .and(status == null ? noCondition() : ARRIVAL.STATUS.eq(status))
                .and(before == null ? noCondition() : ARRIVAL.ID.lt(before))
                .orderBy(ARRIVAL.ID.desc())
                .limit(inline(limit))
                .fetch(ArrivalRepository::toArrival);
    }

    /// Empties what came in for a lead: that it came stays.
    void erase(TenantId tenant, UUID lead) {
        db.update(ARRIVAL)
                .set(ARRIVAL.PAYLOAD, JSONB.valueOf("{}"))
                .setNull(ARRIVAL.OBJECT_KEY)
                .setNull(ARRIVAL.CONSENT)
                .set(ARRIVAL.IP, "")
                .where(ARRIVAL.TENANT_ID.eq(tenant))
                .and(ARRIVAL.LEAD_ID.eq(lead))
                .execute();
    }

    /// Of a tenant, a batch at a time; returns how many it was.
    int purge(TenantId tenant, Instant before, int limit) {
        return db.execute("""
                delete from sources.arrival
                where tenant_id = {0} and id in (
                    select id from sources.arrival
                    where tenant_id = {0} and received_at < {1} and status <> 'received'
                    limit {2})
                """, val(tenant.value()), val(before, SQLDataType.INSTANT), inline(limit));
    }

    private static Arrival toArrival(ArrivalRecord row) {
        return new Arrival(
                row.getId(),
                row.getSourceId(),
                row.getKey(),
                row.getReceivedAt(),
                row.getHappenedAt(),
                row.getObjectKey(),
                row.getStatus(),
                row.getOutcome(),
                row.getLeadId(),
                row.getError(),
                row.getConsent());
    }
}
