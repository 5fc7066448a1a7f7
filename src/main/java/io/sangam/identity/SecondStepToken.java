package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// Between the two steps of signing in: who gave the right password, and the challenge that proves it.
record SecondStepToken(TenantId tenant, UserId user, byte[] challenge) {

    private static final String PREFIX = "s2_";
    private static final int WHO = 32;

    static Optional<SecondStepToken> parse(String text) {
        if (!text.startsWith(PREFIX) || text.length() > 200) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
            if (bytes.length <= WHO) {
                return Optional.empty();
            }
            var who = ByteBuffer.wrap(bytes);
            return Optional.of(new SecondStepToken(
                    new TenantId(new UUID(who.getLong(), who.getLong())),
                    new UserId(new UUID(who.getLong(), who.getLong())),
                    Arrays.copyOfRange(bytes, WHO, bytes.length)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String text() {
        var bytes = ByteBuffer.allocate(WHO + challenge.length).put(bound()).put(challenge);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    Actor actor() {
        return new Actor(tenant, user);
    }

    byte[] bound() {
        return bound(tenant, user);
    }

    static byte[] bound(TenantId tenant, UserId user) {
        return ByteBuffer.allocate(WHO)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .putLong(user.value().getMostSignificantBits())
                .putLong(user.value().getLeastSignificantBits())
                .array();
    }
}
