package io.sangam.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.notifications.Digest.Every;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    @Test
    void comesDailyAtItsTimeThroughBothChangesOfTheClocks() {
        var digest = new Digest(Every.DAILY, "08:00");

        for (var start : List.of("2026-03-27T12:00", "2026-10-23T12:00")) {
            var begin = LocalDateTime.parse(start);
            var at = begin.atZone(BERLIN).toInstant();
            for (var day = 1; day <= 4; day++) {
                at = digest.next(at, BERLIN);
                assertThat(at)
                        .isEqualTo(begin.toLocalDate()
                                .plusDays(day)
                                .atTime(8, 0)
                                .atZone(BERLIN)
                                .toInstant());
            }
        }
    }

    @Test
    void comesOnceOnTheDayWhoseClocksShowItsTimeTwice() {
        var digest = new Digest(Every.DAILY, "02:30");

        var first = digest.next(Instant.parse("2026-10-24T12:00:00Z"), BERLIN);
        assertThat(first).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(digest.next(first, BERLIN)).isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void comesAlsoOnTheDayWhoseClocksSkipItsTime() {
        var digest = new Digest(Every.DAILY, "02:30");

        assertThat(digest.next(Instant.parse("2026-03-28T12:00:00Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void comesEveryHourOfTheReadersClock() {
        var digest = new Digest(Every.HOURLY, "08:00");

        // half past by UTC
        assertThat(digest.next(Instant.parse("2026-07-01T10:10:00Z"), KOLKATA))
                .isEqualTo(Instant.parse("2026-07-01T10:30:00Z"));
        var hours = new ArrayList<Instant>();
        for (var at = Instant.parse("2026-10-24T22:00:00Z"); hours.size() < 6; ) {
            at = digest.next(at, BERLIN);
            hours.add(at);
        }
        assertThat(Duration.between(hours.getFirst(), hours.getLast())).isEqualTo(Duration.ofHours(5));
    }
}
