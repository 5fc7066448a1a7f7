package io.sangam.tickets;

import io.sangam.kernel.ErrorCode;

enum TicketError implements ErrorCode {
    TICKET_NOT_RESOLVED(Kind.CONFLICT),
    CALL_HAS_TICKET(Kind.CONFLICT),
    TASK_NOT_A_CALL(Kind.CONFLICT),
    MACRO_LIMIT(Kind.CONFLICT),
    RATING_LINK_UNKNOWN(Kind.INVALID),
    RATING_LINK_ENDED(Kind.INVALID);

    private final Kind kind;

    TicketError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
