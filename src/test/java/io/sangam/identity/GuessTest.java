package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuessTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void closesForLongerEachTimeUpToFourHours() {
        var now = NOW;
        var guess = Guess.none(now);
        for (var minutes : new int[] {15, 30, 60, 120, 240, 240}) {
            for (var i = 0; i < 10; i++) {
                assertThat(guess.isClosed(now)).isFalse();
                guess = guess.counted(10, now);
            }
            assertThat(guess.closedUntil()).isEqualTo(now.plus(Duration.ofMinutes(minutes)));
            now = now.plus(Duration.ofMinutes(minutes));
        }
    }

    @Test
    void forgetsSlowSlipsAndForgivesAfterADay() {
        var slow = Guess.none(NOW);
        var now = NOW;
        for (var i = 0; i < 30; i++) {
            now = now.plus(Duration.ofMinutes(16));
            slow = slow.counted(10, now);
        }
        assertThat(slow.isClosed(now)).isFalse();

        var closedTwice = new Guess(10, 2, NOW, NOW);
        assertThat(closedTwice.counted(1, NOW.plus(Duration.ofHours(25))).closings())
                .isEqualTo(1);
    }
}
