package io.sangam.events;

import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Deliveries that failed too often, to be looked at and tried again.
@Service
@Transactional
public class DeadLetters {

    private static final int LISTED = 200;

    private final DeliveryRepository deliveries;

    DeadLetters(DeliveryRepository deliveries) {
        this.deliveries = deliveries;
    }

    public record DeadLetter(
            UUID id,
            String event,
            UUID subject,
            String subscriber,
            int attempts,
            String reason,
            Instant happenedAt,
            Instant diedAt) {}

    /// The newest 200.
    @Transactional(readOnly = true)
    public List<DeadLetter> list(TenantId tenant) {
        return deliveries.dead(tenant, LISTED);
    }

    /// With all its attempts again, within a second.
    public void replay(TenantId tenant, UUID id) {
        if (!deliveries.revive(tenant, id)) {
            throw SangamException.notFound();
        }
    }
}
