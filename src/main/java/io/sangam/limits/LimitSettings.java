package io.sangam.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What one token may ask for (R36).
///
/// @param requestsPerMinute of one session or key; 0 counts nothing, for measuring
/// @param loginsPerMinute tries to sign in to one account from one address
@ConfigurationProperties("sangam.limits")
public record LimitSettings(
        @DefaultValue("1000") int requestsPerMinute,
        @DefaultValue("5") int loginsPerMinute) {}
