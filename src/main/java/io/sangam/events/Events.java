package io.sangam.events;

import io.sangam.kernel.TenantId;
import java.util.UUID;

/// Publishes events inside the transaction that causes them: stored with it, delivered after it, lost with its
/// rollback.
public interface Events {

    void publish(DomainEvent event);

    /// What is kept of events about a subject, told or not, calls it by this name from now on.
    void rename(TenantId tenant, UUID subject, String name);
}
