package io.sangam.events;

/// Publishes events inside the transaction that causes them: stored with it, delivered after it, lost with its
/// rollback.
public interface Events {

    void publish(DomainEvent event);
}
