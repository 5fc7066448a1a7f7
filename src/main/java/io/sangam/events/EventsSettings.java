package io.sangam.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this process works on the outbox.
///
/// @param concurrency deliveries at the same time, each with a connection of its own; 0 leaves the work to others
/// @param poll how long a lost wake-up can delay a delivery
/// @param lease after which another process takes over what a killed one had begun
/// @param attempts before a delivery is dead
/// @param backoff before the second attempt; doubles with each further one
/// @param keep how long done events stay
@ConfigurationProperties("sangam.events")
record EventsSettings(
        @DefaultValue("4") int concurrency,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("8") int attempts,
        @DefaultValue("1s") Duration backoff,
        @DefaultValue("30d") Duration keep) {}
