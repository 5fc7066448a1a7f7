package io.sangam.sources;

import io.sangam.kernel.SangamException;
import io.sangam.limits.Limits;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// How much may come in through one source: 10 forms a minute from one address, 300 arrivals a minute in all. Counted
/// by all processes together.
@Component
class Pace {

    private static final int PER_ADDRESS = 10;
    private static final int PER_SOURCE = 300;

    private final Limits limits;

    Pace(Limits limits) {
        this.limits = limits;
    }

    void form(UUID source, String address) {
        count("source " + source + " " + address, PER_ADDRESS);
        count("source " + source, PER_SOURCE);
    }

    private void count(String what, int most) {
        var usage = limits.count(what, most);
        if (usage.isExceeded()) {
            throw new SangamException(SourceError.SUBMISSIONS_LIMITED, "Too many at once; try again in a minute")
                    .with("retryAfter", usage.resetSeconds());
        }
    }
}
