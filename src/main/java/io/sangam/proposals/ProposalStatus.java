package io.sangam.proposals;

import io.sangam.kernel.SangamException;
import java.util.Locale;
import java.util.Set;

/// Where a version of a proposal stands, and where it may go from there.
enum ProposalStatus {
    DRAFT,
    /// Discounted beyond its sender's limit, or a policy asks: somebody else decides.
    PENDING_APPROVAL,
    APPROVED,
    SENT,
    ACCEPTED,
    /// By the customer.
    REJECTED,
    EXPIRED,
    /// Taken back by us.
    WITHDRAWN,
    /// There is a later version.
    SUPERSEDED;

    private static final String WORDS = "The proposal is %s, so it can't become %s";

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProposalStatus of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    Set<ProposalStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(PENDING_APPROVAL, SENT);
            case PENDING_APPROVAL -> Set.of(APPROVED, DRAFT);
            case APPROVED -> Set.of(SENT, DRAFT);
            case SENT -> Set.of(ACCEPTED, REJECTED, EXPIRED, WITHDRAWN, SUPERSEDED);
            case REJECTED, EXPIRED, WITHDRAWN -> Set.of(SUPERSEDED);
            case ACCEPTED, SUPERSEDED -> Set.of();
        };
    }

    /// Whether what it offers may still be changed.
    boolean isOpen() {
        return switch (this) {
            case DRAFT, PENDING_APPROVAL, APPROVED -> true;
            case SENT, ACCEPTED, REJECTED, EXPIRED, WITHDRAWN, SUPERSEDED -> false;
        };
    }

    void requireMayBecome(ProposalStatus other) {
        if (!next().contains(other)) {
            throw new SangamException(ProposalError.PROPOSAL_STATUS_REFUSED, WORDS.formatted(said(this), said(other)));
        }
    }

    private static String said(ProposalStatus status) {
        return status == REJECTED ? "declined" : status.key().replace('_', ' ');
    }
}
