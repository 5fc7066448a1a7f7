package io.sangam.records;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sangam.kernel.Actor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Answers that take long to find, such as the sums of a million records. Who asks the same at the same time waits for
/// one
/// of them. What took long is kept for ten times as long, at most a minute, and not past a write of one's own; what is
/// found at once is never kept.
///
/// To be asked before a connection is held: whoever waits here must keep none from the one he waits for.
@Component
class DearAnswers {

    private static final Duration DEAR = Duration.ofMillis(250);
    private static final int TIMES = 10;
    private static final Duration OLDEST = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 1_000;

    private record Question(Actor actor, Object what, long written) {}

    private record Kept(Object answer, Duration took) {

        Duration age() {
            var age = took.multipliedBy(TIMES);
            return age.compareTo(OLDEST) < 0 ? age : OLDEST;
        }
    }

    private final OwnWrites writes;
    private final Ticker ticker;
    private final Cache<Question, Kept> kept;
    private final ConcurrentMap<Question, CompletableFuture<Object>> asked = new ConcurrentHashMap<>();

    @Autowired
    DearAnswers(OwnWrites writes) {
        this(writes, Ticker.systemTicker());
    }

    DearAnswers(OwnWrites writes, Ticker ticker) {
        this.writes = writes;
        this.ticker = ticker;
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .ticker(ticker)
                .expireAfter(Expiry.<Question, Kept>creating((_, answer) -> answer.age()))
                .build();
    }

    /// @param what is asked: equal to another only where the answer is the same
    @SuppressWarnings("unchecked") // an answer to the same question
    <A> A get(Actor actor, Object what, Supplier<A> find) {
        var question = new Question(actor, what, writes.of(actor));
        @Nullable Kept known = kept.getIfPresent(question);
        if (known != null) {
            return (A) known.answer();
        }
        var own = new CompletableFuture<Object>();
        @Nullable CompletableFuture<Object> others = asked.putIfAbsent(question, own);
        return (A) (others == null ? found(question, find, own) : awaited(others));
    }

    private Object found(Question question, Supplier<?> find, CompletableFuture<Object> told) {
        var begun = ticker.read();
        try {
            Object answer = find.get();
            var took = Duration.ofNanos(ticker.read() - begun);
            if (took.compareTo(DEAR) >= 0) {
                kept.put(question, new Kept(answer, took));
            }
            told.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            told.completeExceptionally(e);
            throw e;
        } finally {
            asked.remove(question, told);
        }
    }

    private static Object awaited(CompletableFuture<Object> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
