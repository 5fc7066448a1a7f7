package io.sangam.limits;

import io.sangam.kernel.SangamException;

/// Where a caller stands in the running minute.
///
/// @param remaining how many requests are left; negative when this one was too many
/// @param resetSeconds until the next minute begins
public record Usage(int limit, int remaining, long resetSeconds) {

    public boolean isExceeded() {
        return remaining < 0;
    }

    public SangamException refusal() {
        return new SangamException(
                        LimitError.RATE_LIMITED,
                        "More than " + limit + " a minute; try again in " + resetSeconds + " seconds")
                .with("retryAfter", resetSeconds);
    }
}
