package io.sangam.tasks;

import io.sangam.events.DomainEvent;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import java.util.UUID;

/// What other modules may learn about tasks, after commit, beyond the spine's own events. Fields are only ever added.
public sealed interface TaskEvent extends DomainEvent {

    /// Somebody got a task that was another's or new.
    ///
    /// @param version the task's, so that being given it twice is told twice
    record Assigned(Actor actor, UUID subject, UserId assignee, int version) implements TaskEvent {}

    /// Somebody does, has moved or has ended late work that nobody was left for.
    ///
    /// @param object the kind of the record it is on
    record TakenCareOf(Actor actor, UUID subject, String object, UUID record) implements TaskEvent {}
}
