package io.sangam.deals;

import io.sangam.pipelines.StatusGroup;
import java.util.Locale;

/// How a deal ended, if it has.
enum DealResult {
    OPEN,
    WON,
    LOST;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DealResult of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /// What is done without being won brought nothing.
    static DealResult of(StatusGroup group) {
        return switch (group) {
            case OPEN, PROGRESS, WAITING -> OPEN;
            case WON -> WON;
            case LOST, DONE, EXPIRED -> LOST;
        };
    }
}
