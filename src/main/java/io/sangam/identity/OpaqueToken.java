package io.sangam.identity;

import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// A secret that says where to look it up: tenant and row in the open, then 256 bits of which only a hash is stored.
public record OpaqueToken(TenantId tenant, UUID id, byte[] secret) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET = 32;
    private static final int LENGTH = 16 + 16 + SECRET;

    public static OpaqueToken make(TenantId tenant) {
        var secret = new byte[SECRET];
        RANDOM.nextBytes(secret);
        return new OpaqueToken(tenant, Ids.next(), secret);
    }

    /// @param prefix tells the kinds apart, so that one is never taken for another
    public static Optional<OpaqueToken> parse(String prefix, String text) {
        if (!text.startsWith(prefix) || text.length() > 200) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text.substring(prefix.length()));
            if (bytes.length != LENGTH) {
                return Optional.empty();
            }
            var buffer = ByteBuffer.wrap(bytes);
            var tenant = new TenantId(new UUID(buffer.getLong(), buffer.getLong()));
            var id = new UUID(buffer.getLong(), buffer.getLong());
            var secret = new byte[SECRET];
            buffer.get(secret);
            return Optional.of(new OpaqueToken(tenant, id, secret));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public String text(String prefix) {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(secret)
                .array();
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public byte[] hash() {
        return TokenKeys.sha256(secret);
    }

    /// Whether both are the same, in a time that tells nothing.
    public boolean isSame(OpaqueToken other) {
        return tenant.equals(other.tenant) && id.equals(other.id) && MessageDigest.isEqual(secret, other.secret);
    }

    public boolean matches(byte[] storedHash) {
        return MessageDigest.isEqual(hash(), storedHash);
    }
}
