package io.sangam.sources;

import io.sangam.identity.SecretBox;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether a message is from whom it says: [Standard Webhooks](https://www.standardwebhooks.com), as our own are
/// signed.
@Component
class SignatureCheck {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TOLERANCE = Duration.ofSeconds(300);
    private static final int MOST_SIGNATURES = 5;

    private final SecretBox secrets;
    private final SourceRepository sources;
    private final Clock clock;

    SignatureCheck(SecretBox secrets, SourceRepository sources, Clock clock) {
        this.secrets = secrets;
        this.sources = sources;
        this.clock = clock;
    }

    /// @param body the bytes as they came: JSON written anew would have another signature
    void check(
            TenantId tenant,
            Source source,
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures,
            byte[] body) {
        if (id == null || id.isBlank() || id.length() > 200 || timestamp == null || signatures == null) {
            throw refused("The headers webhook-id, webhook-timestamp and webhook-signature are needed");
        }
        if (!timestamp.matches("\\d{1,12}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant())
                                .abs()
                                .compareTo(TOLERANCE)
                        > 0) {
            throw refused("webhook-timestamp is not within five minutes of now");
        }
        var head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        var given = signatures.split(" ", MOST_SIGNATURES + 1);
        var genuine = false;
        for (var secret : live(tenant, source)) {
            var expected = "v1," + Base64.getEncoder().encodeToString(mac(secret, head, body));
            for (var i = 0; i < Math.min(given.length, MOST_SIGNATURES); i++) {
                genuine |= MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given[i].getBytes(StandardCharsets.UTF_8));
            }
        }
        if (!genuine) {
            throw refused("The signature does not fit");
        }
    }

    private List<byte[]> live(TenantId tenant, Source source) {
        var sealed = sources.secrets(tenant, source.id());
        var live = new ArrayList<byte[]>();
        if (sealed.now() != null) {
            live.add(secrets.open(tenant, sealed.now()));
        }
        if (sealed.old() != null && sealed.oldUntil() != null && clock.instant().isBefore(sealed.oldUntil())) {
            live.add(secrets.open(tenant, sealed.old()));
        }
        return live;
    }

    private static SangamException refused(String why) {
        return new SangamException(SourceError.SIGNATURE_INVALID, why);
    }

    private static byte[] mac(byte[] secret, byte[] head, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
        }
    }
}
