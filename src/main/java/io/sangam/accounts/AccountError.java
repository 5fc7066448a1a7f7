package io.sangam.accounts;

import io.sangam.kernel.ErrorCode;

public enum AccountError implements ErrorCode {
    ACCOUNT_CIRCLE(Kind.CONFLICT);

    private final Kind kind;

    AccountError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
