package io.sangam.leads;

import io.sangam.kernel.ErrorCode;

public enum LeadError implements ErrorCode {
    DUPLICATE_LEAD(Kind.CONFLICT),
    CONTACT_NEEDED(Kind.INVALID);

    private final Kind kind;

    LeadError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
