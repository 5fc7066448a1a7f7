package io.sangam.approvals;

import static io.sangam.approvals.db.Tables.POLICY;

import io.sangam.approvals.db.tables.records.PolicyRecord;
import io.sangam.kernel.Money;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PolicyRepository {

    private static final TypeReference<List<Step>> STEPS = new TypeReference<>() {};

    private final DSLContext db;
    private final JsonMapper json;

    PolicyRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// In the order they are tried; of two at one position the older goes first.
    List<Policy> all(TenantId tenant, String object) {
        return db.selectFrom(POLICY)
                .where(POLICY.TENANT_ID.eq(tenant))
                .and(POLICY.OBJECT.eq(object))
                .orderBy(POLICY.POSITION, POLICY.ID)
                .fetch(this::toPolicy);
    }

    /// The objects somebody has to consent about.
    Set<String> objects(TenantId tenant) {
        return Set.copyOf(db.selectDistinct(POLICY.OBJECT)
                .from(POLICY)
                .where(POLICY.TENANT_ID.eq(tenant))
                .fetch(POLICY.OBJECT));
    }

    Optional<Policy> find(TenantId tenant, UUID id) {
        return db.selectFrom(POLICY)
                .where(POLICY.TENANT_ID.eq(tenant))
                .and(POLICY.ID.eq(id))
                .fetchOptional(this::toPolicy);
    }

    void insert(TenantId tenant, Policy policy, UserId by, Instant now) {
        db.insertInto(POLICY)
                .set(POLICY.TENANT_ID, tenant)
                .set(POLICY.ID, policy.id())
                .set(POLICY.OBJECT, policy.object())
                .set(POLICY.CREATED_AT, now)
                .set(POLICY.CREATED_BY, by)
                .set(values(policy, by, now))
                .execute();
    }

    /// False when the policy changed after it was read.
    boolean update(TenantId tenant, Policy policy, UserId by, Instant now) {
        return db.update(POLICY)
                        .set(values(policy, by, now))
                        .set(POLICY.VERSION, POLICY.VERSION.plus(1))
                        .where(POLICY.TENANT_ID.eq(tenant))
                        .and(POLICY.ID.eq(policy.id()))
                        .and(POLICY.VERSION.eq(policy.version()))
                        .execute()
                == 1;
    }

    /// False when the policy changed after it was read.
    boolean delete(TenantId tenant, UUID id, int version) {
        return db.deleteFrom(POLICY)
                        .where(POLICY.TENANT_ID.eq(tenant))
                        .and(POLICY.ID.eq(id))
                        .and(POLICY.VERSION.eq(version))
                        .execute()
                == 1;
    }

    private Map<Field<?>, @Nullable Object> values(Policy policy, UserId by, Instant now) {
        var below = policy.below();
        var values = new HashMap<Field<?>, @Nullable Object>();
        values.put(POLICY.NAME, policy.name());
        values.put(POLICY.POSITION, policy.position());
        values.put(POLICY.FILTER, JSONB.valueOf(policy.filter().toString()));
        values.put(POLICY.BELOW_MINOR, below == null ? null : below.minor());
        values.put(POLICY.BELOW_CURRENCY, below == null ? null : below.currency());
        values.put(POLICY.STEPS, JSONB.valueOf(steps(json, policy.steps())));
        values.put(POLICY.IS_ACTIVE, policy.active());
        values.put(POLICY.UPDATED_AT, now);
        values.put(POLICY.UPDATED_BY, by);
        return values;
    }

    static String steps(JsonMapper json, List<Step> steps) {
        return json.writerFor(STEPS).writeValueAsString(steps);
    }

    static List<Step> steps(JsonMapper json, JSONB stored) {
        return json.readValue(stored.data(), STEPS);
    }

    private Policy toPolicy(PolicyRecord row) {
        return new Policy(
                row.getId(),
                row.getObject(),
                row.getName(),
                row.getPosition(),
                json.readTree(row.getFilter().data()),
                row.getBelowMinor() == null ? null : Money.ofMinor(row.getBelowMinor(), row.getBelowCurrency()),
                steps(json, row.getSteps()),
                row.getIsActive(),
                row.getVersion());
    }
}
