package io.sangam.identity;

import io.sangam.database.DatabaseSettings;
import io.sangam.kernel.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// The server's one secret, and the keys that follow from it, one per purpose.
@Component
class TokenKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_LENGTH = 32;

    private final byte[] master;

    TokenKeys(SecuritySettings settings, DatabaseSettings database) {
        var text = settings.tokenKey() == null
                ? fromFile(database.dir().toAbsolutePath().resolve("token.key"))
                : settings.tokenKey();
        if (text.length() < MIN_LENGTH) {
            throw new IllegalStateException("sangam.security.token-key needs at least " + MIN_LENGTH + " characters");
        }
        master = text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] accessTokens() {
        return mac(master, "access token".getBytes(StandardCharsets.UTF_8));
    }

    /// What stored secrets are sealed with.
    byte[] secrets() {
        return mac(master, "stored secrets".getBytes(StandardCharsets.UTF_8));
    }

    /// What makes a challenge one of ours.
    byte[] challenge(byte[] content) {
        return mac(mac(master, "challenge".getBytes(StandardCharsets.UTF_8)), content);
    }

    /// What is kept of a recovery code: a copy of the database alone can't be searched for it.
    byte[] recoveryCode(String code) {
        var key = mac(master, "recovery code".getBytes(StandardCharsets.UTF_8));
        return mac(key, code.getBytes(StandardCharsets.UTF_8));
    }

    /// 256 bits that only this server can derive, and derives again each time.
    byte[] successor(byte[] secret) {
        return mac(mac(master, "refresh token".getBytes(StandardCharsets.UTF_8)), secret);
    }

    /// The token of a link, made again whenever it is mailed, so that it need not be kept.
    OpaqueToken passwordLink(TenantId tenant, UUID id) {
        var key = mac(master, "password link".getBytes(StandardCharsets.UTF_8));
        return new OpaqueToken(tenant, id, mac(key, (tenant + " " + id).getBytes(StandardCharsets.UTF_8)));
    }

    /// The token of a link that opens one thing to whoever holds it.
    OpaqueToken link(String purpose, TenantId tenant, UUID id, int round) {
        var key = mac(master, ("link " + purpose).getBytes(StandardCharsets.UTF_8));
        var content = tenant + " " + id + " " + round;
        return new OpaqueToken(tenant, id, mac(key, content.getBytes(StandardCharsets.UTF_8)));
    }

    /// Names in the table of guesses, which must not be a list of who has an account.
    byte[] guess(String name) {
        return mac(mac(master, "guess".getBytes(StandardCharsets.UTF_8)), name.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[] secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static byte[] mac(byte[] key, byte[] data) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
        }
    }

    private static String fromFile(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The key that signs access tokens can't be kept in " + file
                            + "; make the folder writable or set sangam.security.token-key",
                    e);
        }
    }

    /// Complete or not at all: two processes that start at once end up with the same key.
    private static void create(Path file) throws IOException {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Files.createDirectories(file.getParent());
        var temporary = Files.createTempFile(
                file.getParent(),
                "token",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(temporary, HexFormat.of().formatHex(secret));
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException _) {
            // The other process was first; its key is as good.
        } finally {
            Files.delete(temporary);
        }
    }
}
