package io.sangam.identity;

import io.sangam.kernel.ErrorCode;

public enum IdentityError implements ErrorCode {
    LOGIN_FAILED(Kind.UNAUTHENTICATED),
    LOGIN_THROTTLED(Kind.LIMITED),
    LOGIN_BUSY(Kind.UNAVAILABLE),
    REFRESH_TOKEN_INVALID(Kind.UNAUTHENTICATED),
    PASSWORD_WRONG(Kind.INVALID),
    PASSWORD_CHANGE_REQUIRED(Kind.FORBIDDEN),
    API_KEY_SCOPE_MISSING(Kind.FORBIDDEN),
    API_KEY_LIMIT(Kind.CONFLICT),
    LINK_UNKNOWN(Kind.INVALID),
    LINK_EXPIRED(Kind.INVALID),
    LINK_USED(Kind.INVALID),
    MAIL_NOT_SET_UP(Kind.CONFLICT),
    INVITATION_NOT_NEEDED(Kind.CONFLICT),
    INVITATION_NOT_OPEN(Kind.CONFLICT),
    PASSWORD_SIGN_IN_OFF(Kind.FORBIDDEN),
    VIEWING_ONLY(Kind.FORBIDDEN),
    EMAIL_TAKEN(Kind.CONFLICT),
    TEAM_NAME_TAKEN(Kind.CONFLICT),
    TEAM_IN_USE(Kind.CONFLICT),
    TEAM_UNDER_ITSELF(Kind.INVALID),
    TERRITORY_NAME_TAKEN(Kind.CONFLICT),
    TERRITORY_IN_USE(Kind.CONFLICT),
    MANAGER_UNDER_HIMSELF(Kind.INVALID);

    private final Kind kind;

    IdentityError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
