package io.sangam.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this process works on jobs.
///
/// @param threads jobs at the same time; 0 leaves the work to others
/// @param poll how late a due job may start
/// @param heartbeat of a job at work; after four missed ones, looked for every second beat, another process takes it up
/// @param attempts before a job is dead
/// @param backoff before the second attempt; doubles with each further one
@ConfigurationProperties("sangam.jobs")
record JobsSettings(
        @DefaultValue("4") int threads,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("8s") Duration heartbeat,
        @DefaultValue("8") int attempts,
        @DefaultValue("5s") Duration backoff) {}
