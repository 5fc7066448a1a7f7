package io.sangam.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.pipelines.Gate.Mover;
import io.sangam.pipelines.Gate.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Status OPEN = status("open", StatusGroup.OPEN, null, null);
    private static final Status OFFERED = status("offered", StatusGroup.PROGRESS, List.of("open"), null);
    private static final Status APPROVED = status("approved", StatusGroup.PROGRESS, null, List.of("BOSS"));
    private static final Status EXPIRED = status("expired", StatusGroup.EXPIRED, null, List.of());
    private static final Status WON = status("won", StatusGroup.WON, null, null);
    private static final Status DELIGHTED = status("delighted", StatusGroup.WON, null, null);
    private static final Definition PIPELINE =
            new Definition(List.of(OPEN, OFFERED, APPROVED, EXPIRED, WON, DELIGHTED), null);

    private static final Mover SELLER = new Mover(false, Set.of("SALES"), Optional.empty(), false);
    private static final Mover BOSS = new Mover(false, Set.of("BOSS"), Optional.empty(), true);
    private static final Mover SYSTEM = new Mover(true, Set.of(), Optional.empty(), false);

    @Test
    void opensWhatThePipelineAllows() {
        assertThat(gate("open", SELLER).refusal(OFFERED)).isEmpty();
    }

    @Test
    void staysShutTowardsWhereTheRecordIs() {
        assertThat(gate("open", SELLER).refusal(OPEN)).contains(Refusal.ALREADY_THERE);
    }

    @Test
    void staysShutWhereThePipelineDoesNotLead() {
        assertThat(gate("approved", SELLER).refusal(OFFERED)).contains(Refusal.NOT_FROM_HERE);
        assertThat(gate("approved", SYSTEM).refusal(OFFERED)).contains(Refusal.NOT_FROM_HERE);
    }

    @Test
    void staysShutForReaders() {
        assertThat(new Gate(PIPELINE, "open", false, SELLER).refusal(OFFERED)).contains(Refusal.READ_ONLY);
    }

    @Test
    void opensSomeStatusesForSomeRolesOnly() {
        assertThat(gate("open", SELLER).refusal(APPROVED)).contains(Refusal.NOT_YOUR_STATUS);
        assertThat(gate("open", BOSS).refusal(APPROVED)).isEmpty();
    }

    @Test
    void opensAStatusForNobodyForTheSystemOnly() {
        assertThat(gate("open", BOSS).refusal(EXPIRED)).contains(Refusal.NOT_YOUR_STATUS);
        assertThat(gate("open", SYSTEM).refusal(EXPIRED)).isEmpty();
    }

    @Test
    void keepsToTheStatusesOfTheRole() {
        var caller = new Mover(false, Set.of("CALLER"), Optional.of(Set.of("offered")), false);

        assertThat(gate("open", caller).refusal(OFFERED)).isEmpty();
        assertThat(gate("open", caller).refusal(WON)).contains(Refusal.NOT_YOUR_STATUS);
    }

    @Test
    void letsOnlyAManagerTakeBackAResult() {
        assertThat(gate("won", SELLER).refusal(OPEN)).contains(Refusal.NEEDS_MANAGER);
        assertThat(gate("won", BOSS).refusal(OPEN)).isEmpty();
    }

    @Test
    void letsAnyoneMoveWithinAResult() {
        assertThat(gate("won", SELLER).refusal(DELIGHTED)).isEmpty();
    }

    @Test
    void freesARecordWhoseStatusIsGone() {
        assertThat(gate("a status of last year", SELLER).refusal(OFFERED)).isEmpty();
    }

    private static Gate gate(String from, Mover mover) {
        return new Gate(PIPELINE, from, true, mover);
    }

    private static Status status(
            String key, StatusGroup group, @Nullable List<String> allowedFrom, @Nullable List<String> allowedRoles) {
        return new Status(
                key,
                key,
                group,
                StatusColor.NEUTRAL,
                0,
                allowedFrom,
                allowedRoles,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }
}
