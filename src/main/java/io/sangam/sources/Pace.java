package io.sangam.sources;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sangam.kernel.SangamException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// How much may come in through one source: 10 forms a minute from one address, 300 arrivals a minute in all. Counted
/// in this process.
@Component
class Pace {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int PER_ADDRESS = 10;
    private static final int PER_SOURCE = 300;

    private final Cache<String, Integer> counts = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfter(com.github.benmanes.caffeine.cache.Expiry.<String, Integer>creating((_, _) -> WINDOW))
            .build();

    void form(UUID source, String address) {
        count(source + " " + address, PER_ADDRESS);
        count(source.toString(), PER_SOURCE);
    }

    private void count(String what, int most) {
        if (counts.asMap().merge(what, 1, Integer::sum) > most) {
            throw new SangamException(SourceError.SUBMISSIONS_LIMITED, "Too many at once; try again in a minute")
                    .with("retryAfter", WINDOW.toSeconds());
        }
    }
}
