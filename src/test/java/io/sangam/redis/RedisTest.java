package io.sangam.redis;

import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The product beside a real Redis, which is there when a test begins; tests stop and start it. It ends with the tests.
@DirtiesContext
public abstract class RedisTest {

    protected static final RedisServer SERVER = new RedisServer();

    protected final Redis redis;

    protected RedisTest(Redis redis) {
        this.redis = redis;
    }

    @DynamicPropertySource
    static void url(DynamicPropertyRegistry properties) {
        properties.add("sangam.redis.url", SERVER::url);
    }

    @BeforeEach
    void isUp() {
        await().until(redis::isUp);
    }
}
