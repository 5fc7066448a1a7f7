package io.sangam.records;

import io.sangam.events.DomainEvent;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import java.util.List;
import java.util.UUID;

/// What happened to a record of any object. Modules tell what it means in events of their own.
public sealed interface RecordEvent extends DomainEvent {

    String object();

    record Created(Actor actor, String object, UUID subject) implements RecordEvent {}

    /// @param fields the keys of the fields that changed
    record Updated(Actor actor, String object, UUID subject, int version, List<String> fields) implements RecordEvent {}

    record Deleted(Actor actor, String object, UUID subject) implements RecordEvent {}

    record Restored(Actor actor, String object, UUID subject) implements RecordEvent {}

    record Commented(Actor actor, String object, UUID subject, UUID comment, List<UserId> mentions)
            implements RecordEvent {}

    record Shared(Actor actor, String object, UUID subject, List<UserId> with) implements RecordEvent {}
}
