package io.sangam.webhooks;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this process hands messages over.
///
/// @param concurrency messages on their way at the same time; 0 leaves the work to others
/// @param perEndpoint of them to one subscription, so that a slow one does not hold up the rest
/// @param poll how long a lost wake-up can delay a message
/// @param lease after which another process takes over what a killed one had begun; longer than one attempt
/// @param backoff before the second attempt; doubles with each further one, up to `longestBackoff`
/// @param giveUp how long a message is tried, and how long an endpoint may fail before it is switched off
@ConfigurationProperties("sangam.webhooks")
record WebhookSettings(
        @DefaultValue("32") int concurrency,
        @DefaultValue("4") int perEndpoint,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("10s") Duration backoff,
        @DefaultValue("6h") Duration longestBackoff,
        @DefaultValue("72h") Duration giveUp) {}
