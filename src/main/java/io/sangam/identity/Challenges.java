package io.sangam.identity;

import static io.sangam.identity.db.Tables.SPENT_CHALLENGE;

import io.sangam.kernel.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/// Challenges live five minutes and are good for one purpose, one person and one time. They are signed instead of
/// stored, so that asking for one costs no row and any process knows the others'; only used ones are remembered.
@Component
class Challenges {

    static final Duration LIFE = Duration.ofMinutes(5);

    private static final int RANDOM = 16;
    private static final int MAC = 32;
    private static final int LENGTH = Long.BYTES + RANDOM + MAC;
    private static final SecureRandom DICE = new SecureRandom();

    enum Purpose {
        SECOND_STEP,
        PASSKEY_REGISTRATION,
        PASSKEY_SIGNATURE
    }

    private final TokenKeys keys;
    private final DSLContext db;
    private final Clock clock;

    Challenges(TokenKeys keys, DSLContext db, Clock clock) {
        this.keys = keys;
        this.db = db;
        this.clock = clock;
    }

    /// @param bound what it is good for besides its purpose, as whose it is
    byte[] issue(Purpose purpose, byte[]... bound) {
        var random = new byte[RANDOM];
        DICE.nextBytes(random);
        var head = ByteBuffer.allocate(Long.BYTES + RANDOM)
                .putLong(clock.instant().plus(LIFE).getEpochSecond())
                .put(random)
                .array();
        return ByteBuffer.allocate(LENGTH)
                .put(head)
                .put(keys.challenge(signed(purpose, head, bound)))
                .array();
    }

    boolean isGenuine(byte[] challenge, Purpose purpose, byte[]... bound) {
        if (challenge.length != LENGTH) {
            return false;
        }
        var head = Arrays.copyOf(challenge, Long.BYTES + RANDOM);
        var mac = Arrays.copyOfRange(challenge, Long.BYTES + RANDOM, LENGTH);
        return MessageDigest.isEqual(keys.challenge(signed(purpose, head, bound)), mac)
                && clock.instant().isBefore(end(challenge));
    }

    /// False when it was used before. To be asked in the transaction that does what the challenge was for.
    boolean spend(TenantId tenant, byte[] challenge) {
        return db.insertInto(SPENT_CHALLENGE)
                        .set(SPENT_CHALLENGE.TENANT_ID, tenant)
                        .set(SPENT_CHALLENGE.HASH, TokenKeys.sha256(challenge))
                        .set(SPENT_CHALLENGE.EXPIRES_AT, end(challenge))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    boolean isSpent(TenantId tenant, byte[] challenge) {
        return db.fetchExists(
                SPENT_CHALLENGE,
                SPENT_CHALLENGE.TENANT_ID.eq(tenant).and(SPENT_CHALLENGE.HASH.eq(TokenKeys.sha256(challenge))));
    }

    void purge(TenantId tenant, Instant now) {
        db.deleteFrom(SPENT_CHALLENGE)
                .where(SPENT_CHALLENGE.TENANT_ID.eq(tenant))
                .and(SPENT_CHALLENGE.EXPIRES_AT.lt(now))
                .execute();
    }

    private static Instant end(byte[] challenge) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(challenge).getLong());
    }

    /// Each part after its length, so that no two lists of parts read the same.
    private static byte[] signed(Purpose purpose, byte[] head, byte[]... bound) {
        var name = purpose.name().getBytes(StandardCharsets.UTF_8);
        var size = name.length + head.length;
        for (var part : bound) {
            size += Integer.BYTES + part.length;
        }
        var all = ByteBuffer.allocate(Integer.BYTES + size)
                .putInt(name.length)
                .put(name)
                .put(head);
        for (var part : bound) {
            all.putInt(part.length).put(part);
        }
        return all.array();
    }
}
