package io.sangam.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What callers may ask for in a minute (R36), unless the operator gave their company its own allowance.
///
/// @param requestsPerMinute of one session or key; 0 counts nothing at all, for measuring
/// @param requestsPerUser of one person with all his sessions and keys
/// @param requestsPerTenant of one company, if that is more than what its people come to
/// @param requestsPerSeat of one company for each of its active people
/// @param requestsPerAddress of callers that do not say who they are
/// @param loginsPerMinute tries to sign in to one account from one address
/// @param importsPerMinute uploads of one person
/// @param aiPerMinute calls of one person that ask a language model
/// @param predictionsPerMinute calls of one person that ask for a prediction
@ConfigurationProperties("sangam.limits")
public record LimitSettings(
        @DefaultValue("1000") int requestsPerMinute,
        @DefaultValue("1000") int requestsPerUser,
        @DefaultValue("1000") int requestsPerTenant,
        @DefaultValue("100") int requestsPerSeat,
        @DefaultValue("1000") int requestsPerAddress,
        @DefaultValue("5") int loginsPerMinute,
        @DefaultValue("10") int importsPerMinute,
        @DefaultValue("100") int aiPerMinute,
        @DefaultValue("100") int predictionsPerMinute) {

    int ofCompany(int people) {
        return Math.max(requestsPerTenant, requestsPerSeat * people);
    }
}
