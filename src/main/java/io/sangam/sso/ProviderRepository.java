package io.sangam.sso;

import static io.sangam.sso.db.Tables.ATTEMPT;
import static io.sangam.sso.db.Tables.LINK;
import static io.sangam.sso.db.Tables.POLICY;
import static io.sangam.sso.db.Tables.PROVIDER;

import io.sangam.identity.OpaqueToken;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.sso.db.tables.records.AttemptRecord;
import io.sangam.sso.db.tables.records.ProviderRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class ProviderRepository {

    private final DSLContext db;

    ProviderRepository(DSLContext db) {
        this.db = db;
    }

    List<Provider> all(TenantId tenant) {
        return db.selectFrom(PROVIDER)
                .where(PROVIDER.TENANT_ID.eq(tenant))
                .orderBy(PROVIDER.NAME, PROVIDER.ID)
                .fetch(ProviderRepository::toProvider);
    }

    Optional<Provider> find(TenantId tenant, UUID id) {
        return db.selectFrom(PROVIDER)
                .where(PROVIDER.TENANT_ID.eq(tenant))
                .and(PROVIDER.ID.eq(id))
                .fetchOptional(ProviderRepository::toProvider);
    }

    Optional<byte[]> secret(TenantId tenant, UUID id) {
        return db.select(PROVIDER.CLIENT_SECRET)
                .from(PROVIDER)
                .where(PROVIDER.TENANT_ID.eq(tenant))
                .and(PROVIDER.ID.eq(id))
                .fetchOptional(row -> row.value1());
    }

    void insert(TenantId tenant, Provider provider, byte[] secret, UserId by, Instant now) {
        db.insertInto(PROVIDER)
                .set(toRow(tenant, provider)
                        .setClientSecret(secret)
                        .setCreatedAt(now)
                        .setCreatedBy(by)
                        .setUpdatedAt(now)
                        .setUpdatedBy(by))
                .execute();
    }

    /// False when it changed after it was read.
    boolean update(TenantId tenant, Provider provider, UserId by, Instant now) {
        return db.update(PROVIDER)
                        .set(toRow(tenant, provider)
                                .setVersion(provider.version() + 1)
                                .setUpdatedAt(now)
                                .setUpdatedBy(by))
                        .where(PROVIDER.TENANT_ID.eq(tenant))
                        .and(PROVIDER.ID.eq(provider.id()))
                        .and(PROVIDER.VERSION.eq(provider.version()))
                        .execute()
                == 1;
    }

    void setSecret(TenantId tenant, UUID id, byte[] secret) {
        db.update(PROVIDER)
                .set(PROVIDER.CLIENT_SECRET, secret)
                .where(PROVIDER.TENANT_ID.eq(tenant))
                .and(PROVIDER.ID.eq(id))
                .execute();
    }

    boolean delete(TenantId tenant, UUID id, int version) {
        return db.deleteFrom(PROVIDER)
                        .where(PROVIDER.TENANT_ID.eq(tenant))
                        .and(PROVIDER.ID.eq(id))
                        .and(PROVIDER.VERSION.eq(version))
                        .execute()
                == 1;
    }

    boolean passwords(TenantId tenant) {
        return db.select(POLICY.PASSWORDS)
                .from(POLICY)
                .where(POLICY.TENANT_ID.eq(tenant))
                .fetchOptional(POLICY.PASSWORDS)
                .orElse(true);
    }

    void setPasswords(TenantId tenant, boolean passwords, UserId by, Instant now) {
        db.insertInto(POLICY)
                .set(POLICY.TENANT_ID, tenant)
                .set(POLICY.PASSWORDS, passwords)
                .set(POLICY.UPDATED_AT, now)
                .set(POLICY.UPDATED_BY, by)
                .onConflict(POLICY.TENANT_ID)
                .doUpdate()
                .set(POLICY.PASSWORDS, passwords)
                .set(POLICY.UPDATED_AT, now)
                .set(POLICY.UPDATED_BY, by)
                .execute();
    }

    void insertAttempt(OpaqueToken state, UUID provider, byte[] browser, String target, Instant expiresAt) {
        db.insertInto(ATTEMPT)
                .set(ATTEMPT.TENANT_ID, state.tenant())
                .set(ATTEMPT.ID, state.id())
                .set(ATTEMPT.PROVIDER_ID, provider)
                .set(ATTEMPT.STATE_HASH, state.hash())
                .set(ATTEMPT.BROWSER_HASH, browser)
                .set(ATTEMPT.TARGET, target)
                .set(ATTEMPT.EXPIRES_AT, expiresAt)
                .execute();
    }

    /// Whoever asks first gets it, in whichever process; there is no second time.
    Optional<AttemptRecord> takeAttempt(OpaqueToken state) {
        return db.deleteFrom(ATTEMPT)
                .where(ATTEMPT.TENANT_ID.eq(state.tenant()))
                .and(ATTEMPT.ID.eq(state.id()))
                .and(ATTEMPT.STATE_HASH.eq(state.hash()))
                .returning()
                .fetchOptional();
    }

    void forgetAttempts(TenantId tenant, Instant expiredBefore) {
        db.deleteFrom(ATTEMPT)
                .where(ATTEMPT.TENANT_ID.eq(tenant))
                .and(ATTEMPT.EXPIRES_AT.lt(expiredBefore))
                .execute();
    }

    Optional<UserId> linked(TenantId tenant, String issuer, String subject) {
        return db.select(LINK.USER_ID)
                .from(LINK)
                .where(LINK.TENANT_ID.eq(tenant))
                .and(LINK.ISSUER.eq(issuer))
                .and(LINK.SUBJECT.eq(subject))
                .fetchOptional(LINK.USER_ID);
    }

    /// Until the transaction ends: who comes with an address for the first time comes alone.
    void lockNewcomer(TenantId tenant, String email) {
        db.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "newcomer " + tenant + " " + email);
    }

    /// False when the issuer already means this user by another subject.
    boolean link(TenantId tenant, String issuer, String subject, UserId user, Instant now) {
        return db.insertInto(LINK)
                        .set(LINK.TENANT_ID, tenant)
                        .set(LINK.ISSUER, issuer)
                        .set(LINK.SUBJECT, subject)
                        .set(LINK.USER_ID, user)
                        .set(LINK.LINKED_AT, now)
                        .set(LINK.LAST_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    void used(TenantId tenant, String issuer, String subject, Instant now) {
        db.update(LINK)
                .set(LINK.LAST_AT, now)
                .where(LINK.TENANT_ID.eq(tenant))
                .and(LINK.ISSUER.eq(issuer))
                .and(LINK.SUBJECT.eq(subject))
                .execute();
    }

    /// How many links it forgot.
    int unlink(TenantId tenant, UserId user) {
        return db.deleteFrom(LINK)
                .where(LINK.TENANT_ID.eq(tenant))
                .and(LINK.USER_ID.eq(user))
                .execute();
    }

    private static Provider toProvider(ProviderRecord row) {
        return new Provider(
                row.getId(),
                row.getName(),
                row.getIssuer(),
                row.getClientId(),
                List.of(row.getDomains()),
                row.getRoleId(),
                row.getIsActive(),
                row.getVersion());
    }

    private static ProviderRecord toRow(TenantId tenant, Provider provider) {
        return new ProviderRecord()
                .setTenantId(tenant)
                .setId(provider.id())
                .setName(provider.name())
                .setIssuer(provider.issuer())
                .setClientId(provider.clientId())
                .setDomains(provider.domains().toArray(String[]::new))
                .setRoleId(provider.roleId())
                .setIsActive(provider.active())
                .setVersion(provider.version());
    }
}
