package io.sangam.records;

import io.sangam.kernel.Actor;

/// What a module adds when fields of a record go back to what they were, as a bean. Runs inside the transaction.
public interface UndoRules {

    void undone(Actor actor, RecordState before, RecordState after);
}
