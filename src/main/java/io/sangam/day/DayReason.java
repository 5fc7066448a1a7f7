package io.sangam.day;

import io.sangam.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why something stands where it stands, to be put into words by whoever shows it.
///
/// @param at the moment it is about, past or to come
/// @param value of VALUE
/// @param word of PRIORITY: the priority
public record DayReason(
        Code code,
        @Nullable Instant at,
        @Nullable Money value,
        @Nullable String word) {

    public enum Code {
        /// A task is due.
        DUE,
        /// The next step planned for a record is due.
        NEXT_STEP,
        /// A ticket's first answer is promised.
        FIRST_RESPONSE,
        /// A ticket's resolution is promised.
        RESOLUTION,
        /// A ticket was escalated then.
        ESCALATED,
        /// A deal stands in its stage for too long since then.
        STALE,
        /// A deal was or is expected to close by then.
        CLOSE,
        /// A lead has not moved since it came.
        STILL_NEW,
        /// Nothing is planned.
        NO_NEXT_STEP,
        VALUE,
        HOT,
        PRIORITY
    }

    public static DayReason of(Code code) {
        return new DayReason(code, null, null, null);
    }

    public static DayReason at(Code code, Instant at) {
        return new DayReason(code, at, null, null);
    }

    public static DayReason priority(String word) {
        return new DayReason(Code.PRIORITY, null, null, word);
    }

    static DayReason worth(Money value) {
        return new DayReason(Code.VALUE, null, value, null);
    }
}
