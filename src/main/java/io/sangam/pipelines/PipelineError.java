package io.sangam.pipelines;

import io.sangam.kernel.ErrorCode;

public enum PipelineError implements ErrorCode {
    TRANSITION_NOT_ALLOWED(Kind.CONFLICT),
    CONDITIONS_NOT_MET(Kind.INVALID),
    STATUS_FULL(Kind.CONFLICT),
    STATUS_IN_USE(Kind.CONFLICT),
    STATUS_UNKNOWN(Kind.INVALID);

    private final Kind kind;

    PipelineError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
