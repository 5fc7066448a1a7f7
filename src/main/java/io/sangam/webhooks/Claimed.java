package io.sangam.webhooks;

import io.sangam.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message this process is to hand over now.
///
/// @param attempt which attempt this is, beginning with 1
/// @param secret sealed, as is `oldSecret`, which signs until `oldSecretUntil`
@SuppressWarnings("ArrayRecordComponent") // never compared
record Claimed(
        TenantId tenant,
        UUID id,
        UUID subscription,
        String body,
        int hops,
        String trace,
        int attempt,
        Instant giveUpAt,
        String url,
        byte[] secret,
        byte @Nullable [] oldSecret,
        @Nullable Instant oldSecretUntil) {}
