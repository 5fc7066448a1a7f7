package io.sangam.recycling;

import io.sangam.kernel.ErrorCode;

public enum RecyclingError implements ErrorCode {
    /// The company has no pool for this kind of record.
    POOL_CLOSED(Kind.CONFLICT),
    /// Nobody owns it any more, so nobody can give it back.
    NOBODY_OWNS_IT(Kind.CONFLICT),
    /// A colleague was quicker, or the record was assigned, finished or deleted.
    ALREADY_TAKEN(Kind.CONFLICT),
    /// The caller gave this record up, and may take it back later only.
    STILL_COOLING_DOWN(Kind.CONFLICT),
    /// The caller took as many today as the company allows.
    TAKES_USED_UP(Kind.CONFLICT);

    private final Kind kind;

    RecyclingError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
