package io.sangam.webhooks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of the delivery log.
///
/// @param status `pending`, `delivered`, `dead` (given up after three days) or `cut` (part of a loop, never sent)
/// @param nextAttempt of a pending one
record Delivery(
        UUID id,
        UUID webhook,
        String event,
        UUID subject,
        String status,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttempt,
        @Nullable Instant lastAttempt,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        String traceId) {

    /// @param status what the endpoint answered; absent when it did not
    record Attempt(
            Instant at, @Nullable Integer status, @Nullable String error, int tookMilliseconds) {}

    /// @param body what is sent, for its owner only: it holds what he may see
    @Schema(name = "DeliveryDetail")
    record Detail(Delivery delivery, @Nullable String body, List<Attempt> attempts) {}
}
