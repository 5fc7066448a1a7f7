package io.sangam.events;

import io.sangam.kernel.TraceId;
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
        var subscribers = subscriptions.interestedIn(event);
        deliveries.insert(
                event.actor().tenant(),
                event.subject(),
                Subscriptions.name(event.getClass()),
                json.writeValueAsString(event),
                TraceId.currentOrFresh(),
                subscribers);
        if (!subscribers.isEmpty()) {
            wakeAfterCommit();
        }
    }

    private void wakeAfterCommit() {
        if (TransactionSynchronizationManager.getSynchronizations().stream().noneMatch(WakeUp.class::isInstance)) {
            deliveries.wakeOthers(OutboxWorker.CHANNEL, worker.name());
            TransactionSynchronizationManager.registerSynchronization(new WakeUp(worker));
        }
    }

    private record WakeUp(OutboxWorker worker) implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            worker.wake();
        }
    }
}
