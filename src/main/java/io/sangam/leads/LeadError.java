package io.sangam.leads;

import io.sangam.kernel.ErrorCode;

public enum LeadError implements ErrorCode {
    DUPLICATE_LEAD(Kind.CONFLICT),
    CONTACT_NEEDED(Kind.INVALID),
    LEAD_CONVERTED(Kind.CONFLICT),
    NO_DEALS(Kind.CONFLICT);

    private final Kind kind;

    LeadError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
