package io.sangam.tasks;

import io.sangam.kernel.ErrorCode;

public enum TaskError implements ErrorCode {
    /// Done or canceled: reopen it first.
    TASK_NOT_OPEN(Kind.CONFLICT),
    TASK_ALREADY_STARTED(Kind.CONFLICT),
    TASK_STILL_OPEN(Kind.CONFLICT);

    private final Kind kind;

    TaskError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
