package io.sangam.events;

/// A bean that wants events. `handle` runs after commit, in a transaction and tenant scope of its own, at least once
/// per event and in order per subject; an exception means a retry, and after the last one a dead letter.
///
/// @param <E> a module's sealed event interface, or one record of it
public interface Subscriber<E extends DomainEvent> {

    /// Stable: stored with every delivery.
    String name();

    Class<E> events();

    /// Whether anybody in its company waits for it. Asked inside the causing transaction, so the answer has to be at
    /// hand.
    default boolean isAwaited(E event) {
        return true;
    }

    void handle(E event);
}
