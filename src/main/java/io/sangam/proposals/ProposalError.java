package io.sangam.proposals;

import io.sangam.kernel.ErrorCode;

enum ProposalError implements ErrorCode {
    PROPOSAL_STATUS_REFUSED(Kind.CONFLICT),
    PROPOSAL_SENT(Kind.CONFLICT),
    PROPOSAL_EMPTY(Kind.CONFLICT),
    PROPOSAL_NEEDS_APPROVAL(Kind.CONFLICT),
    PROPOSAL_CURRENCY_DIFFERS(Kind.CONFLICT),
    PROPOSAL_DEAL_FIXED(Kind.CONFLICT),
    PROPOSAL_MAIL_CLOSED(Kind.CONFLICT),
    PROPOSAL_LINK_UNKNOWN(Kind.INVALID),
    PROPOSAL_LINK_EXPIRED(Kind.INVALID),
    PROPOSAL_LINK_SUPERSEDED(Kind.INVALID),
    PROPOSAL_LINK_WITHDRAWN(Kind.INVALID),
    PROPOSAL_DECIDED(Kind.CONFLICT);

    private final Kind kind;

    ProposalError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
