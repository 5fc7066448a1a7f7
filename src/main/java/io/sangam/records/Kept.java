package io.sangam.records;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was worked out once, under all it was made of: nothing in it ages, and whatever changes makes another question.
/// Two who ask at the same moment both work it out: to wait for each other, under the cache's own lock, would cost
/// more,
/// and keep others waiting while the database is asked.
final class Kept<Q, A> {

    private static final int MOST = 5_000;

    private final Cache<Q, A> answers = Caffeine.newBuilder().maximumSize(MOST).build();

    A of(Q question, Function<Q, A> work) {
        @Nullable A known = answers.getIfPresent(question);
        if (known != null) {
            return known;
        }
        var found = work.apply(question);
        answers.put(question, found);
        return found;
    }
}
