package io.sangam.events;

import io.sangam.kernel.Hops;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

@Component
class Outbox implements Events {

    private final Subscriptions subscriptions;
    private final DeliveryRepository deliveries;
    private final OutboxWorker worker;
    private final JsonMapper json;

    Outbox(Subscriptions subscriptions, DeliveryRepository deliveries, OutboxWorker worker, JsonMapper json) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.worker = worker;
        this.json = json;
    }

    @Override
    public void publish(DomainEvent event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    Subscriptions.name(event.getClass()) + " is published outside a transaction: it could be lost");
        }
        pending()
                .events
                .add(new DeliveryRepository.NewEvent(
                        Ids.next(),
                        event.actor().tenant(),
                        event.subject(),
                        Subscriptions.name(event.getClass()),
                        json.writeValueAsString(event),
                        TraceId.currentOrFresh(),
                        Hops.current(),
                        subscriptions.interestedIn(event)));
    }

    @Override
    public void rename(TenantId tenant, UUID subject, String name) {
        deliveries.rename(tenant, subject, name);
    }

    private Pending pending() {
        for (var each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Pending pending && pending.outbox() == this) {
                return pending;
            }
        }
        var pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    /// What a transaction has published so far: written at its end, all at once.
    private final class Pending implements TransactionSynchronization {

        private final List<DeliveryRepository.NewEvent> events = new ArrayList<>();

        private Outbox outbox() {
            return Outbox.this;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            deliveries.insert(events);
            if (isAwaited()) {
                deliveries.wakeOthers(OutboxWorker.CHANNEL, worker.name());
            }
        }

        @Override
        public void afterCommit() {
            if (isAwaited()) {
                worker.wake();
            }
        }

        private boolean isAwaited() {
            return events.stream().anyMatch(event -> !event.subscribers().isEmpty());
        }
    }
}
