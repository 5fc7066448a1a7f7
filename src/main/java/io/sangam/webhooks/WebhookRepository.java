package io.sangam.webhooks;

import static io.sangam.webhooks.db.Tables.SUBSCRIPTION;
import static org.jooq.impl.DSL.val;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.webhooks.db.tables.records.SubscriptionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class WebhookRepository {

    private final DSLContext db;

    WebhookRepository(DSLContext db) {
        this.db = db;
    }

    List<Webhook> all(TenantId tenant) {
        return db.selectFrom(SUBSCRIPTION)
                .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                .orderBy(SUBSCRIPTION.NAME, SUBSCRIPTION.ID)
                .fetch(WebhookRepository::toWebhook);
    }

    Optional<Webhook> find(TenantId tenant, UUID id) {
        return db.selectFrom(SUBSCRIPTION)
                .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                .and(SUBSCRIPTION.ID.eq(id))
                .fetchOptional(WebhookRepository::toWebhook);
    }

    List<Webhook> listening(TenantId tenant, String event) {
        return db.selectFrom(SUBSCRIPTION)
                .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                .and(SUBSCRIPTION.IS_ACTIVE)
                .and(val(event).eq(org.jooq.impl.DSL.any(SUBSCRIPTION.EVENTS)))
                .fetch(WebhookRepository::toWebhook);
    }

    Set<String> awaitedEvents(TenantId tenant) {
        return db
                .select(SUBSCRIPTION.EVENTS)
                .from(SUBSCRIPTION)
                .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                .and(SUBSCRIPTION.IS_ACTIVE)
                .fetch(SUBSCRIPTION.EVENTS)
                .stream()
                .flatMap(java.util.Arrays::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    void insert(TenantId tenant, Webhook subscription, byte[] secret, Instant now) {
        db.insertInto(SUBSCRIPTION)
                .set(SUBSCRIPTION.TENANT_ID, tenant)
                .set(SUBSCRIPTION.ID, subscription.id())
                .set(SUBSCRIPTION.NAME, subscription.name())
                .set(SUBSCRIPTION.URL, subscription.url())
                .set(SUBSCRIPTION.EVENTS, subscription.events().toArray(String[]::new))
                .set(SUBSCRIPTION.CONTENT, word(subscription.content()))
                .set(SUBSCRIPTION.OWNER_ID, subscription.owner())
                .set(SUBSCRIPTION.SECRET, secret)
                .set(SUBSCRIPTION.CREATED_AT, now)
                .set(SUBSCRIPTION.CREATED_BY, subscription.owner())
                .set(SUBSCRIPTION.UPDATED_AT, now)
                .set(SUBSCRIPTION.UPDATED_BY, subscription.owner())
                .execute();
    }

    /// False when it changed after it was read. What was wrong before is forgotten: it is tried at once.
    boolean update(TenantId tenant, Webhook subscription, UserId by, Instant now) {
        return db.update(SUBSCRIPTION)
                        .set(SUBSCRIPTION.NAME, subscription.name())
                        .set(SUBSCRIPTION.URL, subscription.url())
                        .set(SUBSCRIPTION.EVENTS, subscription.events().toArray(String[]::new))
                        .set(SUBSCRIPTION.CONTENT, word(subscription.content()))
                        .set(SUBSCRIPTION.OWNER_ID, subscription.owner())
                        .set(SUBSCRIPTION.IS_ACTIVE, subscription.active())
                        .setNull(SUBSCRIPTION.DISABLED_AT)
                        .setNull(SUBSCRIPTION.FAILING_SINCE)
                        .setNull(SUBSCRIPTION.REST_UNTIL)
                        .set(SUBSCRIPTION.VERSION, SUBSCRIPTION.VERSION.plus(1))
                        .set(SUBSCRIPTION.UPDATED_AT, now)
                        .set(SUBSCRIPTION.UPDATED_BY, by)
                        .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                        .and(SUBSCRIPTION.ID.eq(subscription.id()))
                        .and(SUBSCRIPTION.VERSION.eq(subscription.version()))
                        .execute()
                == 1;
    }

    boolean delete(TenantId tenant, UUID id, int version) {
        return db.deleteFrom(SUBSCRIPTION)
                        .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                        .and(SUBSCRIPTION.ID.eq(id))
                        .and(SUBSCRIPTION.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /// The secret so far signs along until `until`.
    void rotate(TenantId tenant, UUID id, byte[] secret, Instant until) {
        db.update(SUBSCRIPTION)
                .set(SUBSCRIPTION.OLD_SECRET, SUBSCRIPTION.SECRET)
                .set(SUBSCRIPTION.OLD_SECRET_UNTIL, until)
                .set(SUBSCRIPTION.SECRET, secret)
                .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                .and(SUBSCRIPTION.ID.eq(id))
                .execute();
    }

    void rest(TenantId tenant, UUID id, Instant until) {
        db.update(SUBSCRIPTION)
                .set(SUBSCRIPTION.REST_UNTIL, until)
                .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                .and(SUBSCRIPTION.ID.eq(id))
                .execute();
    }

    void wake(TenantId tenant, UUID id) {
        db.update(SUBSCRIPTION)
                .setNull(SUBSCRIPTION.REST_UNTIL)
                .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                .and(SUBSCRIPTION.ID.eq(id))
                .execute();
    }

    void succeeded(TenantId tenant, UUID id, Instant at) {
        db.update(SUBSCRIPTION)
                .set(SUBSCRIPTION.LAST_SUCCESS_AT, at)
                .setNull(SUBSCRIPTION.FAILING_SINCE)
                .setNull(SUBSCRIPTION.REST_UNTIL)
                .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                .and(SUBSCRIPTION.ID.eq(id))
                .and(SUBSCRIPTION
                        .FAILING_SINCE
                        .isNotNull()
                        // once a minute is enough to know that it lives, and spares the row
                        .or(SUBSCRIPTION.LAST_SUCCESS_AT.isNull())
                        .or(SUBSCRIPTION.LAST_SUCCESS_AT.lt(at.minus(Duration.ofMinutes(1)))))
                .execute();
    }

    void failed(TenantId tenant, UUID id, Instant at) {
        db.update(SUBSCRIPTION)
                .set(SUBSCRIPTION.FAILING_SINCE, at)
                .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                .and(SUBSCRIPTION.ID.eq(id))
                .and(SUBSCRIPTION.FAILING_SINCE.isNull())
                .execute();
    }

    /// Switches off what has failed since before `since`; tells what it was, once.
    Optional<Webhook> disable(TenantId tenant, UUID id, Instant since, Instant now) {
        return db.update(SUBSCRIPTION)
                .set(SUBSCRIPTION.IS_ACTIVE, false)
                .set(SUBSCRIPTION.DISABLED_AT, now)
                .set(SUBSCRIPTION.VERSION, SUBSCRIPTION.VERSION.plus(1))
                .where(SUBSCRIPTION.TENANT_ID.eq(tenant))
                .and(SUBSCRIPTION.ID.eq(id))
                .and(SUBSCRIPTION.IS_ACTIVE)
                .and(SUBSCRIPTION.FAILING_SINCE.le(since))
                .returning()
                .fetchOptional(WebhookRepository::toWebhook);
    }

    private static String word(Webhook.Content content) {
        return content.name().toLowerCase(Locale.ROOT);
    }

    private static Webhook toWebhook(SubscriptionRecord row) {
        return new Webhook(
                row.getId(),
                row.getName(),
                row.getUrl(),
                List.of(row.getEvents()),
                Webhook.Content.valueOf(row.getContent().toUpperCase(Locale.ROOT)),
                row.getOwnerId(),
                row.getIsActive(),
                row.getDisabledAt(),
                row.getFailingSince(),
                row.getLastSuccessAt(),
                row.getOldSecretUntil(),
                row.getVersion());
    }
}
