package io.sangam.records;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sangam.kernel.Actor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// How often somebody has written of late: whoever has just changed something sees it in the next answer, whatever is
/// kept for others.
@Component
class OwnWrites {

    /// @param here through this process
    /// @param anywhere through any process, where Redis tells; empty when it does not
    record Count(long here, Optional<String> anywhere) {}

    private final ObjectProvider<SharedAnswers> shared;
    private final Cache<Actor, AtomicLong> counts =
            Caffeine.newBuilder().expireAfterAccess(SharedAnswers.MEMORY).build();
    /// Whose writes the others did not learn of: for him nothing of theirs counts.
    private final Cache<Actor, Boolean> untold =
            Caffeine.newBuilder().expireAfterWrite(SharedAnswers.MEMORY).build();

    OwnWrites(ObjectProvider<SharedAnswers> shared) {
        this.shared = shared;
    }

    Count of(Actor actor) {
        var count = counts.getIfPresent(actor);
        var elsewhere = shared.getIfAvailable();
        return new Count(
                count == null ? 0 : count.get(),
                elsewhere == null || untold.getIfPresent(actor) != null ? Optional.empty() : elsewhere.writesOf(actor));
    }

    /// After the commit.
    void by(Actor actor) {
        counts.get(actor, _ -> new AtomicLong()).incrementAndGet();
        var elsewhere = shared.getIfAvailable();
        if (elsewhere != null && !elsewhere.tellWrite(actor)) {
            untold.put(actor, true);
        }
    }
}
