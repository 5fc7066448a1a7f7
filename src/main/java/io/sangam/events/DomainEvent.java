package io.sangam.events;

import io.sangam.kernel.Actor;
import java.util.UUID;

/// What other modules may learn, after commit. Implementations are records nested in a module's sealed `…Event`
/// interface; fields are only ever added, because stored events of older versions are still delivered.
public interface DomainEvent {

    /// Who did it, and in which tenant.
    Actor actor();

    /// The record it is about: events of one record reach a subscriber in order.
    UUID subject();
}
