package io.sangam.limits;

import io.sangam.redis.Redis;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

@Component
@ConditionalOnProperty("sangam.redis.url")
class RedisUsage implements UsageStore {

    private static final Duration LIFE = Duration.ofMinutes(3);

    private final Redis redis;

    RedisUsage(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Map<String, Integer> add(long minute, Map<String, Integer> counted) {
        var prefix = "sangam:usage:" + minute + ":";
        var amounts = new HashMap<String, Integer>();
        counted.forEach((key, own) -> amounts.put(prefix + key, own));
        var totals = new HashMap<String, Integer>();
        redis.add(amounts, LIFE).forEach((key, total) -> totals.put(key.substring(prefix.length()), total));
        return totals;
    }
}
