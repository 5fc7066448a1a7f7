package io.sangam.accounts;

import static io.sangam.accounts.db.Tables.ACCOUNT;
import static io.sangam.accounts.db.Tables.CONTACT;
import static io.sangam.accounts.db.Tables.HOLDING;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.trim;

import io.sangam.kernel.TenantId;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// What contacts know of their account, and how accounts hang together.
@Repository
class AccountRepository {

    private final DSLContext db;

    AccountRepository(DSLContext db) {
        this.db = db;
    }

    /// Locked, so that two moves at once can't close a circle together.
    Optional<UUID> parent(TenantId tenant, UUID account) {
        return db.select(ACCOUNT.PARENT_ID)
                .from(ACCOUNT)
                .where(ACCOUNT.TENANT_ID.eq(tenant))
                .and(ACCOUNT.ID.eq(account))
                .forUpdate()
                .fetchOptional(ACCOUNT.PARENT_ID);
    }

    /// Contacts and holdings are seen by whom the account is seen.
    void follow(TenantId tenant, UUID account) {
        follow(tenant, CONTACT.ACCOUNT_ID.eq(account));
        followHoldings(tenant, HOLDING.ACCOUNT_ID.eq(account));
    }

    void followHoldings(TenantId tenant, Collection<UUID> holdings) {
        followHoldings(tenant, HOLDING.ID.in(holdings));
    }

    private void followHoldings(TenantId tenant, Condition which) {
        db.update(HOLDING)
                .set(HOLDING.ACCOUNT_OWNER_ID, ACCOUNT.OWNER_ID)
                .set(HOLDING.ACCOUNT_MANAGER_ID, ACCOUNT.SUCCESS_MANAGER_ID)
                .set(HOLDING.PARTNER_ID, ACCOUNT.PARTNER_ID)
                .set(HOLDING.TERRITORY_ID, ACCOUNT.TERRITORY_ID)
                .from(ACCOUNT)
                .where(HOLDING.TENANT_ID.eq(tenant))
                .and(which)
                .and(ACCOUNT.TENANT_ID.eq(tenant))
                .and(ACCOUNT.ID.eq(HOLDING.ACCOUNT_ID))
                .execute();
    }

    void follow(TenantId tenant, Collection<UUID> contacts) {
        follow(tenant, CONTACT.ID.in(contacts));
    }

    private void follow(TenantId tenant, Condition which) {
        db.update(CONTACT)
                .set(CONTACT.ACCOUNT_OWNER_ID, ACCOUNT.OWNER_ID)
                .set(CONTACT.ACCOUNT_MANAGER_ID, ACCOUNT.SUCCESS_MANAGER_ID)
                .set(CONTACT.PARTNER_ID, ACCOUNT.PARTNER_ID)
                .set(CONTACT.TERRITORY_ID, ACCOUNT.TERRITORY_ID)
                .from(ACCOUNT)
                .where(CONTACT.TENANT_ID.eq(tenant))
                .and(which)
                .and(ACCOUNT.TENANT_ID.eq(tenant))
                .and(ACCOUNT.ID.eq(CONTACT.ACCOUNT_ID))
                .execute();
    }

    /// A contact without an account lies where it lives.
    void alone(TenantId tenant, UUID contact, @Nullable UUID territory) {
        db.update(CONTACT)
                .setNull(CONTACT.ACCOUNT_OWNER_ID)
                .setNull(CONTACT.ACCOUNT_MANAGER_ID)
                .setNull(CONTACT.PARTNER_ID)
                .set(CONTACT.TERRITORY_ID, territory)
                .where(CONTACT.TENANT_ID.eq(tenant))
                .and(CONTACT.ID.eq(contact))
                .execute();
    }

    /// Contacts and holdings of the accounts of a city, and contacts who live there and have none.
    void move(TenantId tenant, String city, @Nullable UUID territory) {
        db.update(HOLDING)
                .set(HOLDING.TERRITORY_ID, territory)
                .from(ACCOUNT)
                .where(ACCOUNT.TENANT_ID.eq(tenant))
                .and(lower(trim(ACCOUNT.CITY)).eq(city))
                .and(HOLDING.TENANT_ID.eq(tenant))
                .and(HOLDING.ACCOUNT_ID.eq(ACCOUNT.ID))
                .and(HOLDING.TERRITORY_ID.isDistinctFrom(territory))
                .execute();
        db.update(CONTACT)
                .set(CONTACT.TERRITORY_ID, territory)
                .from(ACCOUNT)
                .where(ACCOUNT.TENANT_ID.eq(tenant))
                .and(lower(trim(ACCOUNT.CITY)).eq(city))
                .and(CONTACT.TENANT_ID.eq(tenant))
                .and(CONTACT.ACCOUNT_ID.eq(ACCOUNT.ID))
                .and(CONTACT.TERRITORY_ID.isDistinctFrom(territory))
                .execute();
        db.update(CONTACT)
                .set(CONTACT.TERRITORY_ID, territory)
                .where(CONTACT.TENANT_ID.eq(tenant))
                .and(CONTACT.ACCOUNT_ID.isNull())
                .and(lower(trim(CONTACT.CITY)).eq(city))
                .and(CONTACT.TERRITORY_ID.isDistinctFrom(territory))
                .execute();
    }
}
