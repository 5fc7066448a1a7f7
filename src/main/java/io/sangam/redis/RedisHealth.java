package io.sangam.redis;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Worth an alarm, but no reason to take the process out of service: the database does its work meanwhile.
@Component("redisHealthIndicator")
@ConditionalOnProperty("sangam.redis.url")
class RedisHealth implements HealthIndicator {

    private final Redis redis;

    RedisHealth(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Health health() {
        return redis.isUp() ? Health.up().build() : Health.status("DEGRADED").build();
    }
}
