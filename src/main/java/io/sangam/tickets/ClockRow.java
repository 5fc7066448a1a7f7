package io.sangam.tickets;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The clocks of one ticket as they are stored.
///
/// @param promised null when nothing was promised about the ticket
/// @param paused whether the run stands still because we wait for somebody else
record ClockRow(@Nullable Promise promised, SlaRun run, boolean paused, Hand first, Hand resolve) {

    record Promise(Duration first, Duration resolve) {

        Duration of(SlaClock clock) {
            return switch (clock) {
                case FIRST -> first;
                case RESOLVE -> resolve;
            };
        }
    }

    /// @param due null while the clocks are paused, unless it is over, and when nothing was promised
    record Hand(
            @Nullable Instant due,
            @Nullable Instant warnedAt,
            @Nullable Instant breachedAt) {

        static final Hand NONE = new Hand(null, null, null);

        Hand due(@Nullable Instant at) {
            return new Hand(at, warnedAt, breachedAt);
        }

        /// What was late is late for good, though nobody need be told of it any more.
        Hand ended(Instant at) {
            return isLate(at) ? new Hand(due, warnedAt, due) : this;
        }

        /// And nobody has been told.
        boolean isLate(Instant at) {
            return breachedAt == null && due != null && due.isBefore(at);
        }
    }

    static ClockRow begun(Promise promised, Instant start) {
        return new ClockRow(promised, SlaRun.from(start), false, Hand.NONE, Hand.NONE);
    }

    ClockRow promising(Promise other) {
        return new ClockRow(other, run, paused, first, resolve);
    }

    ClockRow with(SlaClock clock, Hand hand) {
        return switch (clock) {
            case FIRST -> new ClockRow(promised, run, paused, hand, resolve);
            case RESOLVE -> new ClockRow(promised, run, paused, first, hand);
        };
    }

    Hand hand(SlaClock clock) {
        return switch (clock) {
            case FIRST -> first;
            case RESOLVE -> resolve;
        };
    }
}
