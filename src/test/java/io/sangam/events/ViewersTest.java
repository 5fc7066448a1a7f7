package io.sangam.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ViewersTest {

    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

    private final Viewers viewers = new Viewers();
    private final Viewers.Subject lead = new Viewers.Subject(TenantId.next(), "lead", Ids.next());
    private final UserId ada = UserId.next();
    private final UserId ben = UserId.next();
    private final UUID here = UUID.randomUUID();
    private final UUID there = UUID.randomUUID();

    @Test
    void addsUpWhatTheProcessesSay() {
        assertThat(viewers.hear(said(here, 1, ada), NOW)).isTrue();
        assertThat(viewers.hear(said(there, 1, ada), NOW)).as("no news").isFalse();
        assertThat(viewers.hear(said(there, 2, ada, ben), NOW)).isTrue();
        assertThat(viewers.of(lead)).containsExactlyInAnyOrder(ada, ben);

        assertThat(viewers.hear(said(there, 3), NOW)).isTrue();
        assertThat(viewers.of(lead)).containsExactly(ada);
    }

    @Test
    void keepsToWhatWasSaidLastWhateverComesLast() {
        viewers.hear(said(here, 7), NOW);

        assertThat(viewers.hear(said(here, 6, ada), NOW)).isFalse();
        assertThat(viewers.of(lead)).isEmpty();
    }

    @Test
    void forgetsAProcessItHearsNothingOf() {
        viewers.hear(said(here, 1, ada), NOW);
        viewers.hear(said(there, 1, ben), NOW.plusSeconds(50));

        assertThat(viewers.forget(NOW.plusSeconds(60))).isEmpty();
        assertThat(viewers.forget(NOW.plusSeconds(80))).containsExactly(lead);
        assertThat(viewers.of(lead)).containsExactly(ben);
    }

    @Test
    void takesTurns() {
        var first = viewers.here(lead, () -> Set.of(ada));
        var second = viewers.here(lead, Set::of);

        assertThat(second.turn()).isGreaterThan(first.turn());
        assertThat(second.process()).isEqualTo(first.process());
    }

    private Signal.Viewing said(UUID process, long turn, UserId... users) {
        return new Signal.Viewing(lead.tenant(), lead.object(), lead.id(), process, turn, Set.of(users));
    }
}
