package io.sangam.identity;

import io.sangam.kernel.TenantId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An API key as a request carries it: `Bearer key.secret` or `token key:secret`. The key says where to look it up, the
/// secret is 256 bits of which only a hash is stored.
record KeyToken(TenantId tenant, UUID id, byte[] secret) {

    private static final String PREFIX = "sgk_";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(sgk_[\\w-]{43})\\.([\\w-]{43})");
    private static final Pattern TOKEN = Pattern.compile("(?i:token) +(sgk_[\\w-]{43}):([\\w-]{43})");

    static KeyToken make(TenantId tenant, UUID id) {
        var secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new KeyToken(tenant, id, secret);
    }

    /// Of an Authorization header; nothing when it carries something else.
    static Optional<KeyToken> of(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        for (var pattern : new Pattern[] {BEARER, TOKEN}) {
            var match = pattern.matcher(header.strip());
            if (match.matches()) {
                return parse(match.group(1).substring(PREFIX.length()), match.group(2));
            }
        }
        return Optional.empty();
    }

    private static Optional<KeyToken> parse(String key, String secret) {
        try {
            var where = ByteBuffer.wrap(Base64.getUrlDecoder().decode(key));
            var tenant = new TenantId(new UUID(where.getLong(), where.getLong()));
            var id = new UUID(where.getLong(), where.getLong());
            return Optional.of(new KeyToken(tenant, id, Base64.getUrlDecoder().decode(secret)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String key() {
        var where = ByteBuffer.allocate(BYTES)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return PREFIX + text(where);
    }

    String secretText() {
        return text(secret);
    }

    byte[] secretHash() {
        return TokenKeys.sha256(secret);
    }

    boolean matches(byte[] storedHash) {
        return MessageDigest.isEqual(secretHash(), storedHash);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
