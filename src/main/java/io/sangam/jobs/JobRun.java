package io.sangam.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the last run of a schedule went.
record JobRun(
        String name,
        Instant lastRunAt,
        long tookMs,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        String traceId) {}
