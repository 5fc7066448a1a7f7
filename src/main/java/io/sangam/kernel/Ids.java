package io.sangam.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// UUIDs of version 7 ([RFC 9562](https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7)): time first, so new rows
/// land at the end of an index and `order by id` is the order of creation.
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static long lastTick;

    private Ids() {}

    public static UUID next() {
        return withTick(nextTick());
    }

    /// As if made at that moment: for records that are older than their row. Within a microsecond the order is random.
    public static UUID at(Instant moment) {
        var micros = Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1_000);
        return withTick(Math.floorDiv(micros, 1_000) << 12 | Math.floorMod(micros, 1_000) * 4L);
    }

    private static UUID withTick(long tick) {
        var millis = tick >>> 12;
        var high = (millis << 16) | 0x7000 | (tick & 0xFFF);
        var low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /// Milliseconds with a 12-bit counter below them: ids made in one millisecond keep their order.
    private static synchronized long nextTick() {
        lastTick = Math.max(lastTick + 1, System.currentTimeMillis() << 12);
        return lastTick;
    }
}
