package io.sangam.kernel;

/// Refusals any module may give.
public enum KernelError implements ErrorCode {
    REQUEST_MALFORMED(Kind.MALFORMED),
    UNAUTHENTICATED(Kind.UNAUTHENTICATED),
    FORBIDDEN(Kind.FORBIDDEN),
    NOT_FOUND(Kind.NOT_FOUND),
    VERSION_CONFLICT(Kind.CONFLICT),
    VALUE_TAKEN(Kind.CONFLICT),
    VALIDATION_FAILED(Kind.INVALID),
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
