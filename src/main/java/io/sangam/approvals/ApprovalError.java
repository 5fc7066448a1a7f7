package io.sangam.approvals;

import io.sangam.kernel.ErrorCode;

public enum ApprovalError implements ErrorCode {
    /// This step is another's to decide, and nobody decides what he asked for himself.
    NOT_YOURS_TO_DECIDE(Kind.FORBIDDEN),
    /// The step was decided, or the request withdrawn, meanwhile.
    APPROVAL_DECIDED(Kind.CONFLICT),
    /// The record is not any more what consent was asked for.
    APPROVAL_LAPSED(Kind.CONFLICT),
    /// Nobody but the asker could decide.
    NOBODY_TO_APPROVE(Kind.CONFLICT);

    private final Kind kind;

    ApprovalError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
