package io.sangam.events;

import io.sangam.database.Gathered;
import io.sangam.kernel.Hops;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.TraceId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

@Component
class Outbox implements Events {

    private final Subscriptions subscriptions;
    private final DeliveryRepository deliveries;
    private final OutboxWorker worker;
    private final JsonMapper json;
    private final Gathered<DeliveryRepository.NewEvent> published = new Gathered<>(this::write, this::written);

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
        published.add(new DeliveryRepository.NewEvent(
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

    private void write(List<DeliveryRepository.NewEvent> events) {
        deliveries.insert(events);
        if (isAwaited(events)) {
            deliveries.wakeOthers(OutboxWorker.CHANNEL, worker.name());
        }
    }

    private void written(List<DeliveryRepository.NewEvent> events) {
        if (isAwaited(events)) {
            worker.wake();
        }
    }

    private static boolean isAwaited(List<DeliveryRepository.NewEvent> events) {
        return events.stream().anyMatch(event -> !event.subscribers().isEmpty());
    }
}
