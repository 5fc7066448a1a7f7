package io.sangam.sources;

import io.sangam.kernel.ErrorCode;

enum SourceError implements ErrorCode {
    SIGNATURE_INVALID(Kind.UNAUTHENTICATED),
    ORIGIN_NOT_ALLOWED(Kind.FORBIDDEN),
    SUBMISSIONS_LIMITED(Kind.LIMITED),
    SOURCE_LIMIT(Kind.CONFLICT),
    ARRIVAL_DONE(Kind.CONFLICT);

    private final Kind kind;

    SourceError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
