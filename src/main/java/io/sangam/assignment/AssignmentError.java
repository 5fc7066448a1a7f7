package io.sangam.assignment;

import io.sangam.kernel.ErrorCode;

public enum AssignmentError implements ErrorCode {
    /// Nobody asks for what is his.
    ALREADY_YOURS(Kind.CONFLICT),
    /// The caller asked for this record already and has no answer yet.
    REQUEST_PENDING(Kind.CONFLICT),
    /// It was approved, rejected or withdrawn meanwhile.
    REQUEST_DECIDED(Kind.CONFLICT);

    private final Kind kind;

    AssignmentError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
