package io.sangam.identity;

import static io.sangam.identity.db.Tables.PASSKEY;
import static io.sangam.identity.db.Tables.RECOVERY_CODE;
import static io.sangam.identity.db.Tables.TOTP;

import io.sangam.identity.db.tables.records.PasskeyRecord;
import io.sangam.identity.db.tables.records.TotpRecord;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/// Authenticator apps, recovery codes and passkeys.
@Repository
class FactorRepository {

    private final DSLContext db;

    FactorRepository(DSLContext db) {
        this.db = db;
    }

    Optional<TotpRecord> totp(TenantId tenant, UserId user) {
        return db.selectFrom(TOTP)
                .where(TOTP.TENANT_ID.eq(tenant))
                .and(TOTP.USER_ID.eq(user))
                .fetchOptional();
    }

    void setPending(TenantId tenant, UserId user, byte[] sealed, Instant now) {
        db.insertInto(TOTP)
                .set(TOTP.TENANT_ID, tenant)
                .set(TOTP.USER_ID, user)
                .set(TOTP.PENDING, sealed)
                .set(TOTP.PENDING_AT, now)
                .onConflict(TOTP.TENANT_ID, TOTP.USER_ID)
                .doUpdate()
                .set(TOTP.PENDING, sealed)
                .set(TOTP.PENDING_AT, now)
                .execute();
    }

    void confirm(TenantId tenant, UserId user, long step, Instant now) {
        db.update(TOTP)
                .set(TOTP.SECRET, TOTP.PENDING)
                .set(TOTP.SINCE, now)
                .set(TOTP.LAST_STEP, step)
                .setNull(TOTP.PENDING)
                .setNull(TOTP.PENDING_AT)
                .where(TOTP.TENANT_ID.eq(tenant))
                .and(TOTP.USER_ID.eq(user))
                .and(TOTP.PENDING.isNotNull())
                .execute();
    }

    /// False when a code of this step or a later one was taken already.
    boolean takeStep(TenantId tenant, UserId user, long step) {
        return db.update(TOTP)
                        .set(TOTP.LAST_STEP, step)
                        .where(TOTP.TENANT_ID.eq(tenant))
                        .and(TOTP.USER_ID.eq(user))
                        .and(TOTP.SECRET.isNotNull())
                        .and(TOTP.LAST_STEP.lt(step))
                        .execute()
                == 1;
    }

    void removeTotp(TenantId tenant, UserId user) {
        db.deleteFrom(TOTP)
                .where(TOTP.TENANT_ID.eq(tenant))
                .and(TOTP.USER_ID.eq(user))
                .execute();
    }

    void replaceRecoveryCodes(TenantId tenant, UserId user, Collection<byte[]> hashes, Instant now) {
        db.deleteFrom(RECOVERY_CODE)
                .where(RECOVERY_CODE.TENANT_ID.eq(tenant))
                .and(RECOVERY_CODE.USER_ID.eq(user))
                .execute();
        for (var hash : hashes) {
            db.insertInto(RECOVERY_CODE)
                    .set(RECOVERY_CODE.TENANT_ID, tenant)
                    .set(RECOVERY_CODE.USER_ID, user)
                    .set(RECOVERY_CODE.CODE_HASH, hash)
                    .set(RECOVERY_CODE.CREATED_AT, now)
                    .execute();
        }
    }

    int unusedRecoveryCodes(TenantId tenant, UserId user) {
        return db.fetchCount(
                RECOVERY_CODE,
                RECOVERY_CODE
                        .TENANT_ID
                        .eq(tenant)
                        .and(RECOVERY_CODE.USER_ID.eq(user))
                        .and(RECOVERY_CODE.USED_AT.isNull()));
    }

    boolean useRecoveryCode(TenantId tenant, UserId user, byte[] hash, Instant now) {
        return db.update(RECOVERY_CODE)
                        .set(RECOVERY_CODE.USED_AT, now)
                        .where(RECOVERY_CODE.TENANT_ID.eq(tenant))
                        .and(RECOVERY_CODE.USER_ID.eq(user))
                        .and(RECOVERY_CODE.CODE_HASH.eq(hash))
                        .and(RECOVERY_CODE.USED_AT.isNull())
                        .execute()
                == 1;
    }

    void insertPasskey(PasskeyRecord passkey) {
        db.insertInto(PASSKEY).set(passkey).execute();
    }

    List<PasskeyRecord> passkeys(TenantId tenant, UserId user) {
        return db.selectFrom(PASSKEY)
                .where(PASSKEY.TENANT_ID.eq(tenant))
                .and(PASSKEY.USER_ID.eq(user))
                .orderBy(PASSKEY.ID)
                .fetch();
    }

    /// Locked, so that of two signatures with one counter the second sees the first.
    Optional<PasskeyRecord> lockPasskey(TenantId tenant, UserId user, byte[] credentialId) {
        return db.selectFrom(PASSKEY)
                .where(PASSKEY.TENANT_ID.eq(tenant))
                .and(PASSKEY.CREDENTIAL_ID.eq(credentialId))
                .and(PASSKEY.USER_ID.eq(user))
                .forUpdate()
                .fetchOptional();
    }

    boolean isCredentialKnown(TenantId tenant, byte[] credentialId) {
        return db.fetchExists(PASSKEY, PASSKEY.TENANT_ID.eq(tenant).and(PASSKEY.CREDENTIAL_ID.eq(credentialId)));
    }

    void usePasskey(TenantId tenant, UUID id, long signCount, boolean backedUp, Instant now) {
        db.update(PASSKEY)
                .set(PASSKEY.SIGN_COUNT, signCount)
                .set(PASSKEY.BACKED_UP, backedUp)
                .set(PASSKEY.LAST_USED_AT, now)
                .where(PASSKEY.TENANT_ID.eq(tenant))
                .and(PASSKEY.ID.eq(id))
                .execute();
    }

    boolean renamePasskey(TenantId tenant, UserId user, UUID id, String name) {
        return db.update(PASSKEY)
                        .set(PASSKEY.NAME, name)
                        .where(PASSKEY.TENANT_ID.eq(tenant))
                        .and(PASSKEY.USER_ID.eq(user))
                        .and(PASSKEY.ID.eq(id))
                        .execute()
                == 1;
    }

    boolean removePasskey(TenantId tenant, UserId user, UUID id) {
        return db.deleteFrom(PASSKEY)
                        .where(PASSKEY.TENANT_ID.eq(tenant))
                        .and(PASSKEY.USER_ID.eq(user))
                        .and(PASSKEY.ID.eq(id))
                        .execute()
                == 1;
    }

    boolean hasPasskey(TenantId tenant, UserId user) {
        return db.fetchExists(PASSKEY, PASSKEY.TENANT_ID.eq(tenant).and(PASSKEY.USER_ID.eq(user)));
    }

    boolean hasTotp(TenantId tenant, UserId user) {
        return db.fetchExists(
                TOTP, TOTP.TENANT_ID.eq(tenant).and(TOTP.USER_ID.eq(user)).and(TOTP.SECRET.isNotNull()));
    }

    void removeEverything(TenantId tenant, UserId user) {
        removeTotp(tenant, user);
        replaceRecoveryCodes(tenant, user, List.of(), Instant.EPOCH);
        db.deleteFrom(PASSKEY)
                .where(PASSKEY.TENANT_ID.eq(tenant))
                .and(PASSKEY.USER_ID.eq(user))
                .execute();
    }

    /// Everybody of the company who has an authenticator app or a passkey.
    Set<UserId> holders(TenantId tenant) {
        var holders = new HashSet<>(db.selectDistinct(PASSKEY.USER_ID)
                .from(PASSKEY)
                .where(PASSKEY.TENANT_ID.eq(tenant))
                .fetch(PASSKEY.USER_ID));
        holders.addAll(db.select(TOTP.USER_ID)
                .from(TOTP)
                .where(TOTP.TENANT_ID.eq(tenant))
                .and(TOTP.SECRET.isNotNull())
                .fetch(TOTP.USER_ID));
        return holders;
    }
}
