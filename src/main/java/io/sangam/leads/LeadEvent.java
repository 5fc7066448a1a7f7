package io.sangam.leads;

import io.sangam.events.DomainEvent;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What other modules may learn about leads, after commit.
public sealed interface LeadEvent extends DomainEvent {

    /// A lead got an owner, at intake or later.
    ///
    /// @param how `manual`, `rule`, `round_robin`, `least_loaded` or `reassigned`
    /// @param bulk the bulk operation it was part of
    record Assigned(
            Actor actor,
            UUID subject,
            UserId owner,
            String title,
            String how,
            @Nullable UUID bulk) implements LeadEvent {}

    /// Somebody whose lead is still open enquired again (R1).
    record Resubmitted(Actor actor, UUID subject, List<UserId> responsible, String title, int times)
            implements LeadEvent {}
}
