package io.sangam.sso;

import io.sangam.kernel.ErrorCode;

/// What begins with `SSO_` is told on the sign-in page, to which a failed sign-in leads back.
public enum SsoError implements ErrorCode {
    PROVIDER_LIMIT(Kind.CONFLICT),
    PROVIDER_NAME_TAKEN(Kind.CONFLICT),
    PROVIDER_MISSING(Kind.CONFLICT),
    /// The attempt is unknown: never begun, over time, or used already.
    SSO_EXPIRED(Kind.UNAUTHENTICATED),
    SSO_OTHER_BROWSER(Kind.UNAUTHENTICATED),
    SSO_DENIED(Kind.UNAUTHENTICATED),
    SSO_UNAVAILABLE(Kind.UNAVAILABLE),
    SSO_TOKEN_INVALID(Kind.UNAUTHENTICATED),
    SSO_EMAIL_UNVERIFIED(Kind.FORBIDDEN),
    SSO_DOMAIN_REFUSED(Kind.FORBIDDEN),
    SSO_NO_ACCOUNT(Kind.FORBIDDEN);

    private final Kind kind;

    SsoError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
