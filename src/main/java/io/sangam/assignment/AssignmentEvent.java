package io.sangam.assignment;

import io.sangam.events.DomainEvent;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What other modules may learn about who is responsible for what, after commit.
public sealed interface AssignmentEvent extends DomainEvent {

    /// A record got an owner, when it came in or later.
    ///
    /// @param how `manual`, `rule`, `round_robin`, `least_loaded`, `reassigned`, `requested`, `taken`
    /// or `overdue`
    /// @param bulk the bulk operation it was part of
    record Assigned(
            Actor actor,
            UUID subject,
            String object,
            UserId owner,
            String title,
            String how,
            @Nullable UUID bulk) implements AssignmentEvent {}
}
