package io.sangam.identity;

import static io.sangam.identity.db.Tables.API_KEY;
import static io.sangam.identity.db.Tables.USER_ACCOUNT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import io.sangam.identity.db.tables.records.ApiKeyRecord;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class ApiKeyRepository {

    /// A key that counts, with what its secret is compared with and what is asked of its owner first.
    record Live(ApiKey key, byte[] secretHash, boolean mustChangePassword, boolean factorDue) {

        Live withFactorDue(boolean due) {
            return new Live(key, secretHash, mustChangePassword, due);
        }
    }

    private final DSLContext db;

    ApiKeyRepository(DSLContext db) {
        this.db = db;
    }

    void insert(TenantId tenant, ApiKey key, byte[] secretHash) {
        db.insertInto(API_KEY)
                .set(API_KEY.TENANT_ID, tenant)
                .set(API_KEY.ID, key.id())
                .set(API_KEY.USER_ID, key.user())
                .set(API_KEY.NAME, key.name())
                .set(API_KEY.SECRET_HASH, secretHash)
                .set(
                        API_KEY.SCOPES,
                        key.scopes().stream().map(KeyScope::key).sorted().toArray(String[]::new))
                .set(API_KEY.MODULES, key.modules().stream().sorted().toArray(String[]::new))
                .set(API_KEY.CREATED_AT, key.createdAt())
                .set(API_KEY.EXPIRES_AT, key.expiresAt())
                .execute();
    }

    /// Neither revoked nor expired, and of an active user.
    Optional<Live> live(TenantId tenant, UUID id, Instant now) {
        return db.select(API_KEY, USER_ACCOUNT.MUST_CHANGE_PASSWORD)
                .from(API_KEY)
                .join(USER_ACCOUNT)
                .on(USER_ACCOUNT.TENANT_ID.eq(API_KEY.TENANT_ID))
                .and(USER_ACCOUNT.ID.eq(API_KEY.USER_ID))
                .where(API_KEY.TENANT_ID.eq(tenant))
                .and(API_KEY.ID.eq(id))
                .and(API_KEY.REVOKED_AT.isNull())
                .and(isUnexpired(now))
                .and(USER_ACCOUNT.IS_ACTIVE)
                .fetchOptional(row -> new Live(toKey(row.value1()), row.value1().getSecretHash(), row.value2(), false));
    }

    /// Not revoked ones, newest first, from before `before` on; also those that expired.
    List<ApiKey> list(TenantId tenant, @Nullable UserId user, @Nullable UUID before, int limit) {
        return db.selectFrom(API_KEY)
                .where(API_KEY.TENANT_ID.eq(tenant))
                .and(user == null ? noCondition() : API_KEY.USER_ID.eq(user))
                .and(API_KEY.REVOKED_AT.isNull())
                .and(before == null ? noCondition() : API_KEY.ID.lt(before))
                .orderBy(API_KEY.ID.desc())
                .limit(inline(limit))
                .fetch(ApiKeyRepository::toKey);
    }

    Optional<ApiKey> find(TenantId tenant, UUID id) {
        return db.selectFrom(API_KEY)
                .where(API_KEY.TENANT_ID.eq(tenant))
                .and(API_KEY.ID.eq(id))
                .and(API_KEY.REVOKED_AT.isNull())
                .fetchOptional(ApiKeyRepository::toKey);
    }

    int count(TenantId tenant, UserId user) {
        return db.fetchCount(
                API_KEY,
                API_KEY.TENANT_ID.eq(tenant).and(API_KEY.USER_ID.eq(user)).and(API_KEY.REVOKED_AT.isNull()));
    }

    /// False when somebody was faster.
    boolean revoke(TenantId tenant, UUID id, UserId by, Instant now) {
        return db.update(API_KEY)
                        .set(API_KEY.REVOKED_AT, now)
                        .set(API_KEY.REVOKED_BY, by)
                        .where(API_KEY.TENANT_ID.eq(tenant))
                        .and(API_KEY.ID.eq(id))
                        .and(API_KEY.REVOKED_AT.isNull())
                        .execute()
                == 1;
    }

    /// Unless another process has just noted it.
    void used(TenantId tenant, UUID id, String ip, Instant now, Instant unlessSince) {
        db.update(API_KEY)
                .set(API_KEY.LAST_USED_AT, now)
                .set(API_KEY.LAST_USED_IP, ip)
                .where(API_KEY.TENANT_ID.eq(tenant))
                .and(API_KEY.ID.eq(id))
                .and(API_KEY.LAST_USED_AT.isNull().or(API_KEY.LAST_USED_AT.lt(unlessSince)))
                .execute();
    }

    private static Condition isUnexpired(Instant now) {
        return API_KEY.EXPIRES_AT.isNull().or(API_KEY.EXPIRES_AT.gt(now));
    }

    private static ApiKey toKey(ApiKeyRecord row) {
        return new ApiKey(
                row.getId(),
                row.getUserId(),
                row.getName(),
                Arrays.stream(row.getScopes())
                        .map(scope -> KeyScope.valueOf(scope.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet()),
                Set.of(row.getModules()),
                row.getCreatedAt(),
                row.getExpiresAt(),
                row.getLastUsedAt(),
                row.getLastUsedIp());
    }
}
