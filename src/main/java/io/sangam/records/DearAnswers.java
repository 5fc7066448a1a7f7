package io.sangam.records;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sangam.kernel.Actor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Answers that take long to find, such as the sums of a million records. Who asks the same at the same time waits for
/// one
/// of them. What took long is kept for ten times as long, at most a minute, and not past a write of one's own; what is
/// found at once is never kept. Where there is Redis, processes share what they keep.
///
/// To be asked before a connection is held: whoever waits here must keep none from the one he waits for.
@Component
class DearAnswers {

    private static final Duration DEAR = Duration.ofMillis(250);
    private static final int TIMES = 10;
    private static final Duration OLDEST = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 1_000;

    private record Question(Actor actor, Object what, OwnWrites.Count written) {}

    /// The same in every process.
    private record SharedQuestion(Actor actor, Object what, String written) {}

    private record Kept(Object answer, Duration took) {

        Duration age() {
            var age = took.multipliedBy(TIMES);
            return age.compareTo(OLDEST) < 0 ? age : OLDEST;
        }
    }

    private final OwnWrites writes;
    private final ObjectProvider<SharedAnswers> shared;
    private final Ticker ticker;
    private final Cache<Question, Kept> kept;
    private final ConcurrentMap<Question, CompletableFuture<Object>> asked = new ConcurrentHashMap<>();

    @Autowired
    DearAnswers(OwnWrites writes, ObjectProvider<SharedAnswers> shared) {
        this(writes, shared, Ticker.systemTicker());
    }

    DearAnswers(OwnWrites writes, ObjectProvider<SharedAnswers> shared, Ticker ticker) {
        this.writes = writes;
        this.shared = shared;
        this.ticker = ticker;
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .ticker(ticker)
                .expireAfter(Expiry.<Question, Kept>creating((_, answer) -> answer.age()))
                .build();
    }

    /// @param what is asked: equal to another only where the answer is the same
    @SuppressWarnings("unchecked") // an answer to the same question
    <A> A get(Actor actor, Object what, Class<A> type, Supplier<A> find) {
        var question = new Question(actor, what, writes.of(actor));
        @Nullable Kept known = kept.getIfPresent(question);
        if (known != null) {
            return (A) known.answer();
        }
        var own = new CompletableFuture<Object>();
        @Nullable CompletableFuture<Object> others = asked.putIfAbsent(question, own);
        return (A) (others == null ? found(question, type, find, own) : awaited(others));
    }

    private <A> A found(Question question, Class<A> type, Supplier<A> find, CompletableFuture<Object> told) {
        try {
            var elsewhere = elsewhere(question).flatMap(asked -> sharer().find(asked, type));
            A answer = elsewhere.isPresent() ? elsewhere.get() : found(question, find);
            told.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            told.completeExceptionally(e);
            throw e;
        } finally {
            asked.remove(question, told);
        }
    }

    private <A> A found(Question question, Supplier<A> find) {
        var begun = ticker.read();
        A answer = find.get();
        var took = Duration.ofNanos(ticker.read() - begun);
        if (took.compareTo(DEAR) >= 0) {
            var keeping = new Kept(answer, took);
            kept.put(question, keeping);
            elsewhere(question).ifPresent(asked -> sharer().leave(asked, answer, keeping.age()));
        }
        return answer;
    }

    /// Empty where nobody shares, or where it is not known whether he has written elsewhere.
    private static Optional<SharedQuestion> elsewhere(Question question) {
        return question.written()
                .anywhere()
                .map(written -> new SharedQuestion(question.actor(), question.what(), written));
    }

    private SharedAnswers sharer() {
        return shared.getObject();
    }

    private static Object awaited(CompletableFuture<Object> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
