package io.sangam.tickets;

import static io.sangam.tickets.db.Tables.SLA_POLICY;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.kernel.Actor;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.records.Activities;
import io.sangam.records.Change;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What each tenant promises, kept by those who may administer pipelines.
@Service
@Transactional
class SlaPolicies {

    private static final String ADMINISTERED_AS = "pipelines";
    private static final String AUDITED_AS = "slaPolicy";

    private final DSLContext db;
    private final JsonMapper json;
    private final Access access;
    private final Activities activities;
    private final Clock clock;

    SlaPolicies(DSLContext db, JsonMapper json, Access access, Activities activities, Clock clock) {
        this.db = db;
        this.json = json;
        this.access = access;
        this.activities = activities;
        this.clock = clock;
    }

    /// @param version 0 as long as it is the product's own
    record SlaPolicyView(SlaPolicy policy, int version) {}

    @Transactional(readOnly = true)
    SlaPolicyView shown(Actor actor) {
        access.require(actor, ADMINISTERED_AS, Level.READ);
        return kept(actor.tenant());
    }

    @Transactional(readOnly = true)
    SlaPolicy of(TenantId tenant) {
        return kept(tenant).policy();
    }

    SlaPolicyView change(Actor actor, int version, SlaPolicy wanted) {
        access.require(actor, ADMINISTERED_AS, Level.WRITE);
        var policy = wanted.checked();
        var before = kept(actor.tenant());
        if (before.version() != version || !store(actor, policy, version)) {
            throw new SangamException(
                            KernelError.VERSION_CONFLICT,
                            "Somebody changed what is promised meanwhile; look at it and try again")
                    .with("current", kept(actor.tenant()));
        }
        var changes = changes(before.policy(), policy);
        if (!changes.isEmpty()) {
            activities.audit(actor, AUDITED_AS, actor.tenant().value(), "updated", changes);
        }
        return kept(actor.tenant());
    }

    private SlaPolicyView kept(TenantId tenant) {
        return db.select(SLA_POLICY.DEFINITION, SLA_POLICY.VERSION)
                .from(SLA_POLICY)
                .where(SLA_POLICY.TENANT_ID.eq(tenant))
                .fetchOptional(
                        row -> new SlaPolicyView(json.readValue(row.value1().data(), SlaPolicy.class), row.value2()))
                .orElseGet(() -> new SlaPolicyView(SlaPolicy.DEFAULT, 0));
    }

    /// The first change makes version 1, so that two who change the product's own at once don't both win.
    private boolean store(Actor actor, SlaPolicy policy, int version) {
        var definition = JSONB.valueOf(json.writeValueAsString(policy));
        var changed = version == 0
                ? db.insertInto(SLA_POLICY)
                        .set(SLA_POLICY.TENANT_ID, actor.tenant())
                        .set(SLA_POLICY.VERSION, 1)
                        .set(SLA_POLICY.DEFINITION, definition)
                        .set(SLA_POLICY.UPDATED_AT, clock.instant())
                        .set(SLA_POLICY.UPDATED_BY, actor.user())
                        .onConflictDoNothing()
                        .execute()
                : db.update(SLA_POLICY)
                        .set(SLA_POLICY.VERSION, version + 1)
                        .set(SLA_POLICY.DEFINITION, definition)
                        .set(SLA_POLICY.UPDATED_AT, clock.instant())
                        .set(SLA_POLICY.UPDATED_BY, actor.user())
                        .where(SLA_POLICY.TENANT_ID.eq(actor.tenant()))
                        .and(SLA_POLICY.VERSION.eq(version))
                        .execute();
        return changed == 1;
    }

    private static List<Change> changes(SlaPolicy before, SlaPolicy after) {
        var changes = new ArrayList<Change>();
        add(changes, "active", before.active(), after.active());
        add(changes, "aroundTheClock", before.aroundTheClock(), after.aroundTheClock());
        add(changes, "ratingMails", before.mailsRatings(), after.mailsRatings());
        for (var priority : Priority.values()) {
            add(changes, priority.key(), before.of(priority), after.of(priority));
        }
        return changes;
    }

    private static void add(List<Change> changes, String field, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(field, before, after));
        }
    }
}
