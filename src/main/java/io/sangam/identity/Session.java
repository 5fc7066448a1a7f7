package io.sangam.identity;

import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// One signed-in device.
record Session(
        UUID id,
        UserId user,
        String device,
        String platform,
        String ip,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt) {

    /// How it began.
    enum Via {
        PASSWORD,
        PROVIDER,
        VIEW;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum EndReason {
        LOGOUT,
        REVOKED,
        PASSWORD_CHANGED,
        DEACTIVATED,
        REFRESH_REUSE;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
