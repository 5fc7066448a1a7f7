package io.sangam.access;

import static io.sangam.access.db.Tables.ROLE;
import static io.sangam.access.db.Tables.USER_ROLE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;

import io.sangam.access.db.tables.records.RoleRecord;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class RoleRepository {

    private final DSLContext db;
    private final JsonMapper json;

    RoleRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    List<Role> all(TenantId tenant) {
        return db.selectFrom(ROLE)
                .where(ROLE.TENANT_ID.eq(tenant))
                .orderBy(ROLE.NAME, ROLE.ID)
                .fetch(this::toRole);
    }

    Optional<Role> find(TenantId tenant, UUID id) {
        return db.selectFrom(ROLE)
                .where(ROLE.TENANT_ID.eq(tenant))
                .and(ROLE.ID.eq(id))
                .fetchOptional(this::toRole);
    }

    List<Role> ofUser(TenantId tenant, UserId user) {
        return db.select(ROLE.fields())
                .from(USER_ROLE)
                .join(ROLE)
                .on(ROLE.TENANT_ID.eq(USER_ROLE.TENANT_ID))
                .and(ROLE.ID.eq(USER_ROLE.ROLE_ID))
                .where(USER_ROLE.TENANT_ID.eq(tenant))
                .and(USER_ROLE.USER_ID.eq(user))
                .orderBy(ROLE.NAME, ROLE.ID)
                .fetch(row -> toRole(row.into(ROLE)));
    }

    Map<UserId, List<UUID>> assignments(TenantId tenant) {
        return db.select(USER_ROLE.USER_ID, USER_ROLE.ROLE_ID)
                .from(USER_ROLE)
                .where(USER_ROLE.TENANT_ID.eq(tenant))
                .fetchGroups(USER_ROLE.USER_ID, USER_ROLE.ROLE_ID);
    }

    List<UserId> holders(TenantId tenant, String roleKey) {
        return db.select(USER_ROLE.USER_ID)
                .from(USER_ROLE)
                .join(ROLE)
                .on(ROLE.TENANT_ID.eq(USER_ROLE.TENANT_ID))
                .and(ROLE.ID.eq(USER_ROLE.ROLE_ID))
                .where(USER_ROLE.TENANT_ID.eq(tenant))
                .and(ROLE.KEY.eq(roleKey))
                .orderBy(USER_ROLE.USER_ID)
                .fetch(USER_ROLE.USER_ID);
    }

    Map<UUID, Integer> holderCounts(TenantId tenant) {
        return db.select(USER_ROLE.ROLE_ID, count())
                .from(USER_ROLE)
                .where(USER_ROLE.TENANT_ID.eq(tenant))
                .groupBy(USER_ROLE.ROLE_ID)
                .fetchMap(USER_ROLE.ROLE_ID, count());
    }

    /// Lets only one transaction at a time take administrators away.
    void lockAdministrators(TenantId tenant) {
        db.select(inline(1))
                .from(ROLE)
                .where(ROLE.TENANT_ID.eq(tenant))
                .and(ROLE.KEY.eq(Role.ADMIN))
                .forUpdate()
                .fetch();
    }

    void setRoles(TenantId tenant, UserId user, Collection<UUID> roles, UserId by, Instant now) {
        db.deleteFrom(USER_ROLE)
                .where(USER_ROLE.TENANT_ID.eq(tenant))
                .and(USER_ROLE.USER_ID.eq(user))
                .and(USER_ROLE.ROLE_ID.notIn(roles))
                .execute();
        for (var role : roles) {
            db.insertInto(USER_ROLE)
                    .set(USER_ROLE.TENANT_ID, tenant)
                    .set(USER_ROLE.USER_ID, user)
                    .set(USER_ROLE.ROLE_ID, role)
                    .set(USER_ROLE.CREATED_AT, now)
                    .set(USER_ROLE.CREATED_BY, by)
                    .onConflictDoNothing()
                    .execute();
        }
    }

    void insert(TenantId tenant, Role role, UserId by, Instant now) {
        db.insertInto(ROLE)
                .set(toRow(tenant, role)
                        .setCreatedAt(now)
                        .setCreatedBy(by)
                        .setUpdatedAt(now)
                        .setUpdatedBy(by))
                .execute();
    }

    /// False when the role changed after it was read.
    boolean update(TenantId tenant, Role role, UserId by, Instant now) {
        return db.update(ROLE)
                        .set(toRow(tenant, role)
                                .setVersion(role.version() + 1)
                                .setUpdatedAt(now)
                                .setUpdatedBy(by))
                        .where(ROLE.TENANT_ID.eq(tenant))
                        .and(ROLE.ID.eq(role.id()))
                        .and(ROLE.VERSION.eq(role.version()))
                        .execute()
                == 1;
    }

    /// False when it has changed or gone meanwhile.
    boolean delete(TenantId tenant, UUID id, int version) {
        return db.deleteFrom(ROLE)
                        .where(ROLE.TENANT_ID.eq(tenant))
                        .and(ROLE.ID.eq(id))
                        .and(ROLE.VERSION.eq(version))
                        .execute()
                == 1;
    }

    private Role toRole(RoleRecord row) {
        return new Role(
                row.getId(),
                row.getKey(),
                row.getName(),
                row.getTemplate(),
                json.readValue(row.getDefinition().data(), Definition.class),
                row.getVersion());
    }

    private RoleRecord toRow(TenantId tenant, Role role) {
        return new RoleRecord()
                .setTenantId(tenant)
                .setId(role.id())
                .setKey(role.key())
                .setName(role.name())
                .setTemplate(role.template())
                .setDefinition(JSONB.valueOf(json.writeValueAsString(role.definition())))
                .setVersion(role.version());
    }
}
