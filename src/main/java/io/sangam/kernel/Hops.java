package io.sangam.kernel;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// How many systems have called each other before this request: our webhooks say it, and whoever is called by one and
/// calls back says it again. What happens because of too many is told no further, or two systems would never stop.
///
/// It travels with the trace id: in the log's context, with every event, and in a header.
public final class Hops {

    public static final String HEADER = "Sangam-Hops";
    public static final int MOST = 5;

    static final String KEY = "hops";

    private Hops() {}

    public static int current() {
        @Nullable String text = MDC.get(KEY);
        return text == null ? 0 : Integer.parseInt(text);
    }

    /// What a header says; a header that says nothing sensible is no header.
    static int of(@Nullable String header) {
        return header != null && header.matches("\\d{1,3}") ? Integer.parseInt(header) : 0;
    }

    public static void run(int hops, Runnable work) {
        try (var _ = MDC.putCloseable(KEY, String.valueOf(hops))) {
            work.run();
        }
    }
}
