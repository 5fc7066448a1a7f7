package io.sangam.events;

import io.sangam.kernel.TenantId;
import java.util.UUID;

/// One event on its way to one subscriber, claimed by this process.
///
/// @param attempt which attempt this is, beginning with 1
/// @param hops see [io.sangam.kernel.Hops]
record Delivery(
        TenantId tenant,
        UUID id,
        String subscriber,
        int attempt,
        String type,
        String payload,
        String traceId,
        int hops) {}
