package io.sangam.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.kernel.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final UserId ADA = UserId.of("00000000-0000-7000-8000-000000000001");
    private static final UserId BEN = UserId.of("00000000-0000-7000-8000-000000000002");
    private static final UserId CAI = UserId.of("00000000-0000-7000-8000-000000000003");

    @Test
    void beginsWithTheFirstAndGoesRound() {
        var circle = List.of(CAI, ADA, BEN);

        assertThat(Turns.after(null, circle)).isEqualTo(ADA);
        assertThat(Turns.after(ADA, circle)).isEqualTo(BEN);
        assertThat(Turns.after(BEN, circle)).isEqualTo(CAI);
        assertThat(Turns.after(CAI, circle)).isEqualTo(ADA);
    }

    @Test
    void keepsItsPlaceWhenTheLastOneIsAway() {
        assertThat(Turns.after(BEN, List.of(ADA, CAI))).isEqualTo(CAI);
        assertThat(Turns.after(CAI, List.of(ADA, BEN))).isEqualTo(ADA);
    }
}
