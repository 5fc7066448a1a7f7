package io.sangam.bulk;

import io.sangam.kernel.ErrorCode;

public enum BulkError implements ErrorCode {
    BULK_ACTION_UNKNOWN(Kind.MALFORMED),
    BULK_TOO_MANY(Kind.INVALID),
    BULK_NOTHING_CHOSEN(Kind.INVALID),
    BULK_NOT_FINISHED(Kind.CONFLICT),
    BULK_FINISHED(Kind.CONFLICT),
    BULK_ALREADY_UNDONE(Kind.CONFLICT);

    private final Kind kind;

    BulkError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
