package io.sangam.leads;

import io.sangam.events.DomainEvent;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import java.util.List;
import java.util.UUID;

/// What other modules may learn about leads, after commit.
public sealed interface LeadEvent extends DomainEvent {

    /// Somebody whose lead is still open enquired again (R1).
    record Resubmitted(Actor actor, UUID subject, List<UserId> responsible, String title, int times)
            implements LeadEvent {}
}
