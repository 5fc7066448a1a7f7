package io.sangam.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.tenancy.FairGate.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Who gets a place, in which order: attack case RL-02.
class FairGateTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration NONE = Duration.ZERO;

    private final FairGate<String> gate = new FairGate<>(4, 3, 100);
    private final List<String> entered = new CopyOnWriteArrayList<>();

    @Test
    void onePlaceIsLeftForWhoComesNext() throws InterruptedException {
        for (var i = 0; i < 3; i++) {
            assertThat(gate.enter("noisy", NONE)).isEqualTo(Outcome.ENTERED);
        }
        assertThat(gate.enter("noisy", NONE)).isNotEqualTo(Outcome.ENTERED);
        assertThat(gate.free()).isEqualTo(1);
        assertThat(gate.enter("quiet", NONE)).isEqualTo(Outcome.ENTERED);
    }

    @Test
    void aFreePlaceGoesToWhomOfThoseThatWaitHoldsTheFewest() throws InterruptedException {
        gate.enter("noisy", NONE);
        gate.enter("noisy", NONE);
        gate.enter("noisy", NONE);
        gate.enter("other", NONE);
        for (var i = 0; i < 5; i++) {
            waitFor("noisy");
        }
        waitFor("quiet");

        gate.leave("noisy");
        await().until(() -> entered.equals(List.of("quiet")));
        gate.leave("other");
        await().until(() -> entered.equals(List.of("quiet", "noisy")));
        gate.leave("quiet");
        await().during(Duration.ofMillis(50)).until(() -> entered.size() == 2 && gate.free() == 1);
        gate.leave("noisy");
        await().until(() -> entered.equals(List.of("quiet", "noisy", "noisy")));
    }

    @Test
    void equalsTakeTurns() throws InterruptedException {
        var single = new FairGate<String>(1, 1, 100);
        single.enter("x", NONE);
        waitFor(single, "a");
        waitFor(single, "a");
        waitFor(single, "b");
        waitFor(single, "b");
        single.leave("x");
        await().until(() -> entered.equals(List.of("a")));
        single.leave("a");
        await().until(() -> entered.equals(List.of("a", "b")));
        single.leave("b");
        await().until(() -> entered.equals(List.of("a", "b", "a")));
        single.leave("a");
        await().until(() -> entered.equals(List.of("a", "b", "a", "b")));
    }

    @Test
    void tooManyThatWaitAreSentAwayAtOnce() throws InterruptedException {
        var small = new FairGate<String>(2, 1, 1);
        small.enter("noisy", NONE);
        waitFor(small, "noisy");

        assertThat(small.enter("noisy", LONG)).isEqualTo(Outcome.CROWDED);
        assertThat(small.enter("quiet", NONE)).isEqualTo(Outcome.ENTERED);
    }

    @Test
    void whoWaitsForPlacesThatNeverComeBackLearnsThatTheyAreStuck() throws InterruptedException {
        var small = new FairGate<String>(1, 1, 10);
        small.enter("a", NONE);

        assertThat(small.enter("a", Duration.ofMillis(20))).isEqualTo(Outcome.STUCK);
        small.leave("a");
        assertThat(small.waiting()).isZero();
        assertThat(small.free()).isEqualTo(1);
    }

    private void waitFor(String who) {
        waitFor(gate, who);
    }

    /// Begins to wait, and returns when it does.
    private void waitFor(FairGate<String> at, String who) {
        var before = at.waiting();
        CompletableFuture.runAsync(
                () -> {
                    try {
                        if (at.enter(who, LONG) == Outcome.ENTERED) {
                            entered.add(who);
                        }
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                },
                task -> Thread.ofVirtual().start(task));
        await().until(() -> at.waiting() == before + 1);
    }
}
