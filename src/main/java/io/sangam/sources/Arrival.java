package io.sangam.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One line of the log of what came in.
///
/// @param status `received`, `done`, `stale` (an older state than the one taken in before) or `failed`
/// @param outcome of a done one: `created`, `linked`, `resubmitted` or `updated`
record Arrival(
        UUID id,
        UUID source,
        String key,
        Instant receivedAt,
        @Nullable Instant happenedAt,
        @Nullable String objectKey,
        String status,
        @Nullable String outcome,
        @Nullable UUID lead,
        @Nullable String error,
        @Nullable String consent) {

    /// @param payload what came in, for those to whom no contact is masked
    @Schema(name = "ArrivalDetail")
    record Detail(Arrival arrival, @Nullable JsonNode payload) {}
}
