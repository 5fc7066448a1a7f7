package io.sangam.kernel;

/// Refusals any module may give.
public enum KernelError implements ErrorCode {
    REQUEST_MALFORMED(Kind.MALFORMED),
    UNAUTHENTICATED(Kind.UNAUTHENTICATED),
    FORBIDDEN(Kind.FORBIDDEN),
    NOT_FOUND(Kind.NOT_FOUND),
    METHOD_NOT_ALLOWED(Kind.NOT_ALLOWED),
    NOT_ACCEPTABLE(Kind.NOT_ACCEPTABLE),
    VERSION_CONFLICT(Kind.CONFLICT),
    VALUE_TAKEN(Kind.CONFLICT),
    /// Two requests changed the same thing at the same moment, and this one lost: sending it again is right.
    CONCURRENT_CHANGE(Kind.CONFLICT),
    PAYLOAD_TOO_LARGE(Kind.TOO_LARGE),
    MEDIA_TYPE_UNSUPPORTED(Kind.UNSUPPORTED),
    VALIDATION_FAILED(Kind.INVALID),
    INTERNAL_ERROR(Kind.INTERNAL),
    SERVICE_UNAVAILABLE(Kind.UNAVAILABLE);

    private final Kind kind;

    KernelError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
