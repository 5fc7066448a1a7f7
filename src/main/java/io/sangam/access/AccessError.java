package io.sangam.access;

import io.sangam.kernel.ErrorCode;

public enum AccessError implements ErrorCode {
    RIGHT_MISSING(Kind.FORBIDDEN),
    RIGHTS_EXCEED_YOURS(Kind.FORBIDDEN),
    NOT_YOURSELF(Kind.CONFLICT),
    LAST_ADMINISTRATOR(Kind.CONFLICT),
    ROLE_KEY_TAKEN(Kind.CONFLICT),
    ROLE_IN_USE(Kind.CONFLICT),
    ROLE_FIXED(Kind.CONFLICT);

    private final Kind kind;

    AccessError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
