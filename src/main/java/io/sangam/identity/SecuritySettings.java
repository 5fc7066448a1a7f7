package io.sangam.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param tokenKey at least 32 characters, the same in every process; unset: made once and kept in the data directory
/// @param passwordMemory what hashing one password takes, in KiB (Argon2id); lowered only by tests
/// @param scrapeToken lets a monitoring system read /metrics without a user
@ConfigurationProperties("sangam.security")
record SecuritySettings(
        @Nullable String tokenKey,
        @DefaultValue("19456") int passwordMemory,
        @Nullable String scrapeToken) {}
