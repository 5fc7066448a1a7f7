package io.sangam.assignment;

import static io.sangam.assignment.db.Tables.RULE;

import io.sangam.assignment.db.tables.records.RuleRecord;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.TenantCache;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

@Repository
class RuleRepository {

    private final DSLContext db;
    private final JsonMapper json;
    /// Everything that comes in asks for them.
    private final TenantCache<Map<String, List<Rule>>> rules;

    RuleRepository(DSLContext db, JsonMapper json, PlatformTransactionManager transactions) {
        this.db = db;
        this.json = json;
        this.rules = new TenantCache<>(transactions, this::byObject);
    }

    /// In the order they are tried; of two at one position the older goes first.
    List<Rule> all(TenantId tenant, String object) {
        return rules.get(tenant).getOrDefault(object, List.of());
    }

    private Map<String, List<Rule>> byObject(TenantId tenant) {
        return db.selectFrom(RULE)
                .where(RULE.TENANT_ID.eq(tenant))
                .orderBy(RULE.POSITION, RULE.ID)
                .fetchGroups(RULE.OBJECT, this::toRule);
    }

    Optional<Rule> find(TenantId tenant, UUID id) {
        return db.selectFrom(RULE)
                .where(RULE.TENANT_ID.eq(tenant))
                .and(RULE.ID.eq(id))
                .fetchOptional(this::toRule);
    }

    void insert(TenantId tenant, Rule rule, UserId by, Instant now) {
        db.insertInto(RULE)
                .set(RULE.TENANT_ID, tenant)
                .set(RULE.ID, rule.id())
                .set(RULE.OBJECT, rule.object())
                .set(RULE.NAME, rule.name())
                .set(RULE.POSITION, rule.position())
                .set(RULE.FILTER, toJson(rule.filter()))
                .set(RULE.TARGET, targetJson(rule.target()))
                .set(RULE.IS_ACTIVE, rule.active())
                .set(RULE.CREATED_AT, now)
                .set(RULE.CREATED_BY, by)
                .set(RULE.UPDATED_AT, now)
                .set(RULE.UPDATED_BY, by)
                .execute();
        rules.changed(tenant);
    }

    /// False when the rule changed after it was read.
    boolean update(TenantId tenant, Rule rule, UserId by, Instant now) {
        var done = db.update(RULE)
                        .set(RULE.NAME, rule.name())
                        .set(RULE.POSITION, rule.position())
                        .set(RULE.FILTER, toJson(rule.filter()))
                        .set(RULE.TARGET, targetJson(rule.target()))
                        .set(RULE.IS_ACTIVE, rule.active())
                        .set(RULE.VERSION, RULE.VERSION.plus(1))
                        .set(RULE.UPDATED_AT, now)
                        .set(RULE.UPDATED_BY, by)
                        .where(RULE.TENANT_ID.eq(tenant))
                        .and(RULE.ID.eq(rule.id()))
                        .and(RULE.VERSION.eq(rule.version()))
                        .execute()
                == 1;
        rules.changed(tenant);
        return done;
    }

    /// False when the rule changed after it was read.
    boolean delete(TenantId tenant, UUID id, int version) {
        var done = db.deleteFrom(RULE)
                        .where(RULE.TENANT_ID.eq(tenant))
                        .and(RULE.ID.eq(id))
                        .and(RULE.VERSION.eq(version))
                        .execute()
                == 1;
        rules.changed(tenant);
        return done;
    }

    private JSONB toJson(Object value) {
        return JSONB.valueOf(json.writeValueAsString(value));
    }

    /// By the interface, so that the type is written too.
    private JSONB targetJson(Target target) {
        return JSONB.valueOf(json.writerFor(Target.class).writeValueAsString(target));
    }

    private Rule toRule(RuleRecord row) {
        return new Rule(
                row.getId(),
                row.getObject(),
                row.getName(),
                row.getPosition(),
                json.readTree(row.getFilter().data()),
                json.readValue(row.getTarget().data(), Target.class),
                row.getIsActive(),
                row.getVersion());
    }
}
