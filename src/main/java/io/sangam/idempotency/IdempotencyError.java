package io.sangam.idempotency;

import io.sangam.kernel.ErrorCode;

public enum IdempotencyError implements ErrorCode {
    IDEMPOTENCY_KEY_INVALID(Kind.MALFORMED),
    IDEMPOTENCY_KEY_REUSED(Kind.INVALID),
    IDEMPOTENCY_IN_PROGRESS(Kind.CONFLICT),
    IDEMPOTENCY_ANSWER_LOST(Kind.CONFLICT);

    private final Kind kind;

    IdempotencyError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
