package io.sangam.identity;

import io.sangam.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A link by which somebody chooses his password.
record PasswordLink(
        UUID id,
        UserId user,
        Purpose purpose,
        byte[] tokenHash,
        Instant createdAt,
        Instant expiresAt,
        @Nullable EndReason endReason) {

    enum Purpose {
        RESET(Duration.ofMinutes(30)),
        INVITATION(Duration.ofDays(7));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }

        Duration life() {
            return life;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Purpose of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    enum EndReason {
        USED,
        REPLACED,
        WITHDRAWN,
        PASSWORD_CHANGED,
        EMAIL_CHANGED,
        DEACTIVATED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static EndReason of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    boolean isOpen(Instant now) {
        return endReason == null && expiresAt.isAfter(now);
    }
}
