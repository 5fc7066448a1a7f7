package io.sangam.tickets;

import static io.sangam.tickets.db.Tables.MACRO;
import static org.jooq.impl.DSL.inline;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.tickets.db.tables.records.MacroRecord;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Repository
class MacroRepository {

    private final DSLContext db;
    private final JsonMapper json;
    private final Clock clock;

    MacroRepository(DSLContext db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    /// By name.
    List<Macro> all(TenantId tenant, int limit) {
        return db.selectFrom(MACRO)
                .where(MACRO.TENANT_ID.eq(tenant))
                .orderBy(MACRO.NAME, MACRO.ID)
                .limit(inline(limit))
                .fetch(this::macro);
    }

    int count(TenantId tenant) {
        return db.fetchCount(MACRO, MACRO.TENANT_ID.eq(tenant));
    }

    Optional<Macro> find(TenantId tenant, UUID id) {
        return db.selectFrom(MACRO)
                .where(MACRO.TENANT_ID.eq(tenant))
                .and(MACRO.ID.eq(id))
                .fetchOptional(this::macro);
    }

    void insert(Actor actor, Macro macro) {
        db.insertInto(MACRO)
                .set(MACRO.TENANT_ID, actor.tenant())
                .set(MACRO.ID, macro.id())
                .set(MACRO.NAME, macro.name())
                .set(MACRO.TEXT, macro.text())
                .set(MACRO.TO_STATUS, macro.status())
                .set(MACRO.FIELDS, JSONB.valueOf(macro.fields().toString()))
                .set(MACRO.UPDATED_AT, clock.instant())
                .set(MACRO.UPDATED_BY, actor.user())
                .execute();
    }

    /// False when it is not at the version of `macro` any more.
    boolean update(Actor actor, Macro macro) {
        return db.update(MACRO)
                        .set(MACRO.VERSION, macro.version() + 1)
                        .set(MACRO.NAME, macro.name())
                        .set(MACRO.TEXT, macro.text())
                        .set(MACRO.TO_STATUS, macro.status())
                        .set(MACRO.FIELDS, JSONB.valueOf(macro.fields().toString()))
                        .set(MACRO.UPDATED_AT, clock.instant())
                        .set(MACRO.UPDATED_BY, actor.user())
                        .where(MACRO.TENANT_ID.eq(actor.tenant()))
                        .and(MACRO.ID.eq(macro.id()))
                        .and(MACRO.VERSION.eq(macro.version()))
                        .execute()
                == 1;
    }

    boolean delete(TenantId tenant, UUID id, int version) {
        return db.deleteFrom(MACRO)
                        .where(MACRO.TENANT_ID.eq(tenant))
                        .and(MACRO.ID.eq(id))
                        .and(MACRO.VERSION.eq(version))
                        .execute()
                == 1;
    }

    private Macro macro(MacroRecord row) {
        return new Macro(
                row.getId(),
                row.getName(),
                row.getText(),
                row.getToStatus(),
                (ObjectNode) json.readTree(row.getFields().data()),
                row.getVersion());
    }
}
