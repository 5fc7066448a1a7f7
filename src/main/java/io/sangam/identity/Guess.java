package io.sangam.identity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How often somebody was wrong lately, and until when nobody is let in for it.
///
/// @param closings how often it was closed already
record Guess(int failures, int closings, @Nullable Instant closedUntil, Instant lastAt) {

    private static final Duration FIRST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(4);
    /// So long after the last one, all is forgiven.
    static final Duration FORGIVEN = Duration.ofHours(24);

    static Guess none(Instant now) {
        return new Guess(0, 0, null, now);
    }

    boolean isClosed(Instant now) {
        return closedUntil != null && closedUntil.isAfter(now);
    }

    /// One more; the last of `most` closes, each time for twice as long, up to four hours.
    Guess counted(int most, Instant now) {
        var forgiven = lastAt.plus(FORGIVEN).isBefore(now);
        var before = forgiven ? 0 : closings;
        var fresh = closedUntil != null || lastAt.plus(FIRST).isBefore(now);
        var count = fresh ? 1 : failures + 1;
        return count < most
                ? new Guess(count, before, null, now)
                : new Guess(count, before + 1, now.plus(wait(before)), now);
    }

    private static Duration wait(int closings) {
        var doubled = FIRST.multipliedBy(1L << Math.min(closings, 10));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
