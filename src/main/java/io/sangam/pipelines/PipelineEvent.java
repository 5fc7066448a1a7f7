package io.sangam.pipelines;

import io.sangam.events.DomainEvent;
import io.sangam.kernel.Actor;
import java.util.List;
import java.util.UUID;

public sealed interface PipelineEvent extends DomainEvent {

    /// A record went from one status to another.
    ///
    /// @param move the id of this move in the history
    /// @param group what the new status means
    /// @param tell the roles, or `owner`, that the new status wants told
    record Moved(
            Actor actor,
            UUID subject,
            UUID move,
            String object,
            UUID pipeline,
            String from,
            String to,
            StatusGroup group,
            List<String> tell)
            implements PipelineEvent {}

    /// The statuses themselves were changed.
    record Changed(Actor actor, UUID subject, String kind) implements PipelineEvent {}
}
