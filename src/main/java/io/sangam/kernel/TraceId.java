package io.sangam.kernel;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// What ties together the log lines of one request and of the work it caused.
public final class TraceId {

    private TraceId() {}

    /// 32 hexadecimal digits, never all zero.
    public static String fresh() {
        var random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong() | 1);
    }

    public static String currentOrFresh() {
        @Nullable String current = MDC.get(Problems.TRACE_ID);
        return current == null ? fresh() : current;
    }
}
