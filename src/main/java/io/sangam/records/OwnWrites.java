package io.sangam.records;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sangam.kernel.Actor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// How often somebody has written here of late: whoever has just changed something sees it in the next answer, whatever
/// is kept for others.
@Component
class OwnWrites {

    private final Cache<Actor, AtomicLong> counts =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(10)).build();

    long of(Actor actor) {
        var count = counts.getIfPresent(actor);
        return count == null ? 0 : count.get();
    }

    /// After the commit.
    void by(Actor actor) {
        counts.get(actor, _ -> new AtomicLong()).incrementAndGet();
    }
}
