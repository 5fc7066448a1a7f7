package io.sangam.records;

import io.sangam.kernel.Actor;
import io.sangam.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where processes leave each other in Redis what took long to find (ADR 36), and how often somebody has written in any
/// of them. Without Redis, or while it is away, each has only what it found itself.
@Component
@ConditionalOnProperty("sangam.redis.url")
class SharedAnswers {

    private static final Logger log = LoggerFactory.getLogger(SharedAnswers.class);
    private static final String ANSWER = "sangam:answer:";
    private static final String WRITES = "sangam:writes:";
    /// Longer than any answer is kept.
    static final Duration MEMORY = Duration.ofMinutes(10);

    private final Redis redis;
    private final JsonMapper json;

    SharedAnswers(Redis redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /// @param question all it depends on
    <A> Optional<A> find(Object question, Class<A> type) {
        try {
            return redis.get(key(question)).map(text -> json.readValue(text, type));
        } catch (Redis.Away | JacksonException e) {
            log.debug("Nothing is kept in Redis: {}", e.toString());
            return Optional.empty();
        }
    }

    void leave(Object question, Object answer, Duration age) {
        try {
            redis.put(key(question), json.writeValueAsString(answer), age);
        } catch (Redis.Away e) {
            log.debug("Nothing was left in Redis: {}", e.toString());
        }
    }

    /// False when nobody else learnt of it.
    boolean tellWrite(Actor actor) {
        try {
            redis.add(Map.of(writes(actor), 1), MEMORY);
            return true;
        } catch (Redis.Away e) {
            log.debug("A write was not told: {}", e.toString());
            return false;
        }
    }

    /// How often, as a text; empty when Redis is away.
    Optional<String> writesOf(Actor actor) {
        try {
            return Optional.of(redis.get(writes(actor)).orElse("0"));
        } catch (Redis.Away e) {
            log.debug("Whether somebody wrote elsewhere is unknown: {}", e.toString());
            return Optional.empty();
        }
    }

    private static String writes(Actor actor) {
        return WRITES + actor.tenant() + ":" + actor.user();
    }

    /// What was asked may name people: nobody reads it in Redis.
    private static String key(Object question) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(Spelling.of(question).getBytes(StandardCharsets.UTF_8));
            return ANSWER + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
