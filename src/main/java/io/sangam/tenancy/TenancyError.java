package io.sangam.tenancy;

import io.sangam.kernel.ErrorCode;

public enum TenancyError implements ErrorCode {
    TENANT_SLUG_TAKEN(Kind.CONFLICT),
    TENANT_SLUG_INVALID(Kind.INVALID),
    TENANT_BUSY(Kind.UNAVAILABLE);

    private final Kind kind;

    TenancyError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
