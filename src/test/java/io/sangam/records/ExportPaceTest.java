package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportPaceTest {

    private final AtomicLong clock = new AtomicLong();
    private final List<Duration> rests = new ArrayList<>();
    private final ExportPace pace = new ExportPace(0.25, clock::get, nanos -> rests.add(Duration.ofNanos(nanos)));

    @Test
    void restsThreeTimesAsLongAsItWorkedForAQuarterOfAProcessor() {
        try (var walk = pace.begin()) {
            walk.rest(ExportPace.AT_ONCE);
            works(Duration.ofMillis(4));
            walk.rest(200);
            works(Duration.ofMillis(6));
            walk.rest(200);
        }

        assertThat(rests).containsExactly(Duration.ofMillis(12), Duration.ofMillis(18));
    }

    @Test
    void restsNeverWhereFewRowsAreAskedFor() {
        try (var walk = pace.begin()) {
            for (var batch = 0; batch < 50; batch++) {
                works(Duration.ofMillis(5));
                walk.rest(200);
            }
        }

        assertThat(rests).isEmpty();
    }

    @Test
    void twoShareWhatOneHas() {
        try (var walk = pace.begin()) {
            walk.rest(ExportPace.AT_ONCE);
            try (var _ = pace.begin()) {
                works(Duration.ofMillis(1));
                walk.rest(200);
            }
            works(Duration.ofMillis(1));
            walk.rest(200);
        }

        assertThat(rests).containsExactly(Duration.ofMillis(7), Duration.ofMillis(3));
    }

    /// Waiting for its reader is no work.
    @Test
    void doesNotMakeASlowReaderSlower() {
        try (var walk = pace.begin()) {
            walk.rest(ExportPace.AT_ONCE);
            works(Duration.ofSeconds(9));
            walk.rest(200);
        }

        assertThat(rests).containsExactly(Duration.ofMillis(60));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.1, Double.NaN})
    void refusesASettingThatMakesNoSense(double share) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ExportSettings(share));
    }

    private void works(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
