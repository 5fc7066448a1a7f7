package io.sangam.records;

import io.sangam.kernel.Actor;

/// What a module has to say when fields of a record go back to what they were, as a bean. Runs inside the transaction.
public interface UndoRules {

    /// Refuses, by exception, what its module would not let the actor do himself.
    ///
    /// @param back the record as it would be
    void requireUndoable(Actor actor, RecordState before, RecordState back);

    void undone(Actor actor, RecordState before, RecordState after);
}
