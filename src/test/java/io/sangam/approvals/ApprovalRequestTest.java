package io.sangam.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sangam.approvals.ApprovalRequest.Lapse;
import io.sangam.approvals.ApprovalRequest.Status;
import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.records.RecordRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalRequestTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final UserId ASKER = UserId.next();
    private static final UserId BOSS = UserId.next();
    private static final UUID POLICY = UUID.randomUUID();
    private static final Figures WORTH = new Figures(Money.ofMinor(1_000_000, "INR"), new BigDecimal("10.0"));

    /// The state machine as it is meant (spec, "Approval"): whatever is not here is refused.
    private static final Map<Status, Set<Status>> TABLE = Map.of(
            Status.PENDING, Set.of(Status.APPROVED, Status.REJECTED, Status.WITHDRAWN, Status.LAPSED),
            Status.APPROVED, Set.of(Status.LAPSED),
            Status.REJECTED, Set.of(),
            Status.WITHDRAWN, Set.of(),
            Status.LAPSED, Set.of());

    private static final Map<Status, UnaryOperator<ApprovalRequest>> MOVES = Map.of(
            Status.APPROVED, request -> request.approved(BOSS, NOON),
            Status.REJECTED, request -> request.rejected(BOSS, "Too cheap", NOON),
            Status.WITHDRAWN, request -> request.withdrawn(ASKER, NOON),
            Status.LAPSED, request -> request.lapsed(Lapse.FIGURES, NOON));

    @ParameterizedTest
    @EnumSource
    void movesAsTheTableSaysAndNotOtherwise(Status from) {
        for (var move : MOVES.entrySet()) {
            var request = in(from);
            if (TABLE.getOrDefault(from, Set.of()).contains(move.getKey())) {
                assertThat(move.getValue().apply(request).status())
                        .as("%s to %s", from, move.getKey())
                        .isEqualTo(move.getKey());
            } else {
                assertThatExceptionOfType(SangamException.class)
                        .as("%s to %s", from, move.getKey())
                        .isThrownBy(() -> move.getValue().apply(request))
                        .returns(ApprovalError.APPROVAL_DECIDED, SangamException::code);
            }
        }
    }

    /// However people press buttons: it ends once, and approved only after every step was.
    @Test
    void isApprovedByAsManyAsItHasSteps() {
        var random = new Random(26);
        var moves = List.copyOf(MOVES.keySet());
        for (var round = 0; round < 2_000; round++) {
            var steps = 1 + random.nextInt(4);
            var request = pending(steps);
            var consents = 0;
            while (request.isPending()) {
                // mostly consent, so that long ways are walked too
                var move = random.nextInt(8) == 0 ? moves.get(random.nextInt(moves.size())) : Status.APPROVED;
                request = moved(request, move);
                consents += move == Status.APPROVED ? 1 : 0;
                assertThat(request.step()).isLessThan(steps);
            }
            assertThat(request.decidedAt()).isEqualTo(NOON);
            if (request.status() == Status.APPROVED) {
                assertThat(consents).isEqualTo(steps);
            } else {
                assertThat(consents).isLessThan(steps);
            }
        }
    }

    @Test
    void countsForItsFiguresAlone() {
        var request = pending(1);

        assertThat(request.lapse(WORTH, POLICY)).isNull();
        assertThat(request.lapse(new Figures(Money.ofMinor(1_000_000, "INR"), BigDecimal.TEN), POLICY))
                .isNull();
        for (var other : List.of(
                new Figures(Money.ofMinor(1_000_001, "INR"), BigDecimal.TEN),
                new Figures(Money.ofMinor(1_000_000, "EUR"), BigDecimal.TEN),
                new Figures(Money.ofMinor(1_000_000, "INR"), BigDecimal.ONE),
                new Figures(Money.ofMinor(1_000_000, "INR"), null),
                Figures.NONE)) {
            assertThat(request.lapse(other, POLICY)).as("%s", other).isEqualTo(Lapse.FIGURES);
        }
    }

    @Test
    void countsUnderItsPolicyAloneUnlessNoneFitsAnyMore() {
        assertThat(pending(1).lapse(WORTH, UUID.randomUUID())).isEqualTo(Lapse.POLICY);
        assertThat(pending(1).lapse(WORTH, null)).isNull();
    }

    private static ApprovalRequest moved(ApprovalRequest request, Status to) {
        return Objects.requireNonNull(MOVES.get(to)).apply(request);
    }

    private static ApprovalRequest in(Status status) {
        return status == Status.PENDING ? pending(1) : moved(pending(1), status);
    }

    private static ApprovalRequest pending(int steps) {
        return new ApprovalRequest(
                UUID.randomUUID(),
                new RecordRef("deal", UUID.randomUUID()),
                "status:won",
                "Won",
                POLICY,
                "Large deals",
                Stream.generate(() -> new Step(new Approver.ByManager(), null))
                        .limit(steps)
                        .toList(),
                WORTH,
                ASKER,
                NOON,
                null,
                0,
                false,
                null,
                Status.PENDING,
                null,
                null,
                null);
    }
}
