package io.sangam.proposals;

import static io.sangam.proposals.ProposalStatus.ACCEPTED;
import static io.sangam.proposals.ProposalStatus.APPROVED;
import static io.sangam.proposals.ProposalStatus.DRAFT;
import static io.sangam.proposals.ProposalStatus.EXPIRED;
import static io.sangam.proposals.ProposalStatus.PENDING_APPROVAL;
import static io.sangam.proposals.ProposalStatus.REJECTED;
import static io.sangam.proposals.ProposalStatus.SENT;
import static io.sangam.proposals.ProposalStatus.SUPERSEDED;
import static io.sangam.proposals.ProposalStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.sangam.kernel.SangamException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProposalStatusTest {

    /// The written table: from, and where it may go.
    private static final Map<ProposalStatus, Set<ProposalStatus>> TABLE = Map.of(
            DRAFT, Set.of(PENDING_APPROVAL, SENT),
            PENDING_APPROVAL, Set.of(APPROVED, DRAFT),
            APPROVED, Set.of(SENT, DRAFT),
            SENT, Set.of(ACCEPTED, REJECTED, EXPIRED, WITHDRAWN, SUPERSEDED),
            ACCEPTED, Set.of(),
            REJECTED, Set.of(SUPERSEDED),
            EXPIRED, Set.of(SUPERSEDED),
            WITHDRAWN, Set.of(SUPERSEDED),
            SUPERSEDED, Set.of());

    @Test
    void goesWhereTheTableSaysAndNowhereElse() {
        for (var from : ProposalStatus.values()) {
            for (var to : ProposalStatus.values()) {
                if (TABLE.getOrDefault(from, Set.of()).contains(to)) {
                    assertThatNoException().isThrownBy(() -> from.requireMayBecome(to));
                } else {
                    assertThatExceptionOfType(SangamException.class)
                            .as("%s to %s", from, to)
                            .isThrownBy(() -> from.requireMayBecome(to))
                            .returns(ProposalError.PROPOSAL_STATUS_REFUSED, SangamException::code);
                }
            }
        }
    }

    @Test
    void nothingThatWasSentIsOpenAgain() {
        for (var status : ProposalStatus.values()) {
            assertThat(ProposalStatus.of(status.key())).isEqualTo(status);
            if (!status.isOpen()) {
                assertThat(status.next()).noneMatch(ProposalStatus::isOpen);
            }
        }
    }
}
