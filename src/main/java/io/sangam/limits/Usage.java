package io.sangam.limits;

import io.sangam.kernel.SangamException;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/// Where a caller stands in the running minute.
///
/// @param remaining how many requests are left; negative when this one was too many
/// @param resetSeconds until the next minute begins
public record Usage(int limit, int remaining, long resetSeconds) {

    private static final String REMAINING = "X-RateLimit-Remaining";

    public boolean isExceeded() {
        return remaining < 0;
    }

    /// The one that ends first.
    Usage tighter(Usage other) {
        return other.remaining < remaining ? other : this;
    }

    /// R36: told in headers whichever way it turns out. Of several limits the caller learns the one that ends
    /// first.
    public void tell(HttpServletResponse response) {
        var told = response.getHeader(REMAINING);
        if (told == null || Integer.parseInt(told) >= remaining) {
            response.setHeader("X-RateLimit-Limit", String.valueOf(limit));
            response.setHeader(REMAINING, String.valueOf(Math.max(0, remaining)));
            response.setHeader("X-RateLimit-Reset", String.valueOf(resetSeconds));
        }
        if (isExceeded()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(resetSeconds));
        }
    }

    /// Tells, and refuses what is too much.
    public void require(HttpServletResponse response) {
        tell(response);
        if (isExceeded()) {
            throw refusal();
        }
    }

    public SangamException refusal() {
        return new SangamException(
                        LimitError.RATE_LIMITED,
                        "More than " + limit + " a minute; try again in " + resetSeconds + " seconds")
                .with("retryAfter", resetSeconds);
    }
}
