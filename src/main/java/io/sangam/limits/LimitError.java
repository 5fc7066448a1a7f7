package io.sangam.limits;

import io.sangam.kernel.ErrorCode;

public enum LimitError implements ErrorCode {
    RATE_LIMITED(Kind.LIMITED);

    private final Kind kind;

    LimitError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
