package io.sangam.redis;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param url such as `redis://:password@host:6379/0`, or `rediss://` with TLS; unset means none is used
@ConfigurationProperties("sangam.redis")
record RedisSettings(@Nullable String url) {}
