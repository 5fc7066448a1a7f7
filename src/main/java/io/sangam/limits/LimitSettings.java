package io.sangam.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What callers may ask for in a minute (R36), unless the operator gave their company its own allowance.
///
/// @param requestsPerMinute of one session or key; 0 counts nothing at all, for measuring
/// @param requestsPerUser of one person with all his sessions and keys
/// @param requestsPerTenant of one company; ten busy people's worth, and more for whom the operator gives more
/// @param requestsPerAddress of callers that do not say who they are
/// @param loginsPerMinute tries to sign in to one account from one address
/// @param importsPerMinute uploads of one person
/// @param aiPerMinute calls of one person that ask a language model
/// @param predictionsPerMinute calls of one person that ask for a prediction
@ConfigurationProperties("sangam.limits")
public record LimitSettings(
        @DefaultValue("1000") int requestsPerMinute,
        @DefaultValue("1000") int requestsPerUser,
        @DefaultValue("10000") int requestsPerTenant,
        @DefaultValue("1000") int requestsPerAddress,
        @DefaultValue("5") int loginsPerMinute,
        @DefaultValue("10") int importsPerMinute,
        @DefaultValue("100") int aiPerMinute,
        @DefaultValue("100") int predictionsPerMinute) {}
