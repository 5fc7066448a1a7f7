package io.sangam.webhooks;

import io.sangam.events.DomainEvent;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Hops;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.TraceId;
import io.sangam.records.ObjectTypes;
import io.sangam.records.Records;
import io.sangam.tenancy.TenantCache;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/// Turns events into messages, each written once for its subscription and then only signed anew.
@Component
class Messages {

    static final String PING = "ping";

    private final WebhookRepository subscriptions;
    private final MessageRepository deliveries;
    private final ObjectTypes types;
    private final Records records;
    private final Tenants tenants;
    private final WebhookWorker worker;
    private final WebhookSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final TenantCache<Set<String>> awaited;

    Messages(
            WebhookRepository subscriptions,
            MessageRepository deliveries,
            ObjectTypes types,
            Records records,
            Tenants tenants,
            WebhookWorker worker,
            WebhookSettings settings,
            JsonMapper json,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.types = types;
        this.records = records;
        this.tenants = tenants;
        this.worker = worker;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.awaited = new TenantCache<>(transactions, subscriptions::awaitedEvents);
    }

    /// So that a company without webhooks pays nothing for them. In other processes up to five seconds behind.
    boolean areAwaited(DomainEvent event) {
        return Occurrence.of(event)
                .filter(occurrence -> awaited.get(event.actor().tenant()).contains(occurrence.event()))
                .isPresent();
    }

    void subscriptionsChanged(TenantId tenant) {
        awaited.changed(tenant);
    }

    void write(DomainEvent event) {
        var tenant = event.actor().tenant();
        Occurrence.of(event)
                .ifPresent(occurrence -> subscriptions
                        .listening(tenant, occurrence.event())
                        .forEach(subscription -> write(tenant, subscription, occurrence)));
    }

    /// A message that says nothing but that it works.
    UUID ping(TenantId tenant, Webhook subscription) {
        return insert(tenant, subscription, PING, subscription.id(), Map.of());
    }

    /// What the owner may not read is not sent at all.
    private void write(TenantId tenant, Webhook subscription, Occurrence occurrence) {
        var owner = new Actor(tenant, subscription.owner());
        types.find(occurrence.object())
                .flatMap(type -> records.findView(owner, type, occurrence.subject()))
                .ifPresent(view -> insert(
                        tenant,
                        subscription,
                        occurrence.event(),
                        occurrence.subject(),
                        data(subscription, occurrence, view)));
    }

    private static Map<String, @Nullable Object> data(
            Webhook subscription, Occurrence occurrence, Map<String, @Nullable Object> view) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("object", occurrence.object());
        data.put("id", occurrence.subject());
        data.put("version", view.get("version"));
        data.putAll(occurrence.details());
        if (subscription.content() == Webhook.Content.RECORD) {
            var record = new LinkedHashMap<>(view);
            // what the owner's screen needs
            record.remove("favourite");
            record.remove("can");
            data.put("record", record);
        }
        return data;
    }

    private UUID insert(
            TenantId tenant,
            Webhook subscription,
            String event,
            UUID subject,
            Map<String, ? extends @Nullable Object> data) {
        var id = Ids.next();
        var now = clock.instant();
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("type", event);
        body.put("timestamp", now);
        body.put("tenant", tenants.get(tenant).slug());
        body.put("data", data);
        var hops = Hops.current();
        deliveries.insert(
                tenant,
                new NewDelivery(
                        id,
                        subscription.id(),
                        event,
                        subject,
                        json.writeValueAsString(body),
                        hops,
                        TraceId.currentOrFresh(),
                        hops >= Hops.MOST,
                        now,
                        now.plus(settings.giveUp())));
        worker.wakeAfterCommit();
        return id;
    }
}
