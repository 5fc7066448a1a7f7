package io.sangam.events;

import io.sangam.redis.Redis;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Live messages through Redis, which spares the database a notification with every commit.
@Component
@ConditionalOnProperty("sangam.redis.url")
class RedisFanout {

    private static final Logger log = LoggerFactory.getLogger(RedisFanout.class);
    private static final String CHANNEL = "sangam:realtime";

    /// What the hub hears through Redis. After Redis was away it can't know what it missed, as with the database.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("sangam.redis.url")
    static class Listening {
        @Bean
        Redis.Listener realtimeListener(SocketHub hub) {
            return new Redis.Listener(CHANNEL, hub::heard, hub::reconnected);
        }
    }

    private final ObjectProvider<Redis> redis;

    RedisFanout(ObjectProvider<Redis> redis) {
        this.redis = redis;
    }

    boolean isUp() {
        return redis.getObject().isUp();
    }

    /// False when it did not arrive: the database has to tell then.
    boolean tell(List<String> frames) {
        try {
            redis.getObject().publish(CHANNEL, frames);
            return true;
        } catch (Redis.Away e) {
            log.debug("Redis did not take live messages; the database does", e);
            return false;
        }
    }
}
