package io.sangam.records;

import static java.util.Objects.requireNonNull;

import io.sangam.jobs.JobHandler;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Empties the slot of a deleted field, and only then gives it back: no later field shows an earlier one's values.
@Component
class SlotClearing implements JobHandler<SlotClearing.Order> {

    record Order(UUID field) {}

    /// Longer than any process may still take the field for there, and than a request may last.
    static final Duration AFTER = Duration.ofMinutes(2);

    private static final int BATCH = 2_000;

    private final CustomFieldRepository repository;
    private final ObjectTypes types;
    private final TransactionOperations transactions;
    private final Clock clock;

    SlotClearing(CustomFieldRepository repository, ObjectTypes types, TransactionOperations transactions, Clock clock) {
        this.repository = repository;
        this.types = types;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "records.slot-clear";
    }

    @Override
    public Class<Order> data() {
        return Order.class;
    }

    @Override
    public void run(TenantId tenant, Order order) {
        while (transactions.execute(_ -> clear(tenant, order))) {
            // the next batch
        }
    }

    /// Whether there may be more.
    private boolean clear(TenantId tenant, Order order) {
        var field = repository.find(tenant, order.field()).orElse(null);
        if (field == null || field.state() != CustomField.State.DELETING) {
            return false;
        }
        var slot = requireNonNull(field.slot());
        if (repository.clear(tenant, types.get(field.object()), slot, BATCH) > 0) {
            return true;
        }
        repository.update(Actor.system(tenant), field.with(CustomField.State.DELETED, null), clock.instant());
        return false;
    }
}
