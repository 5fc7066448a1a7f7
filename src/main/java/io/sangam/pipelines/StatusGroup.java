package io.sangam.pipelines;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a status means, whatever the tenant calls it.
public enum StatusGroup {
    OPEN,
    PROGRESS,
    WAITING,
    WON,
    LOST,
    DONE,
    EXPIRED;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static StatusGroup of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /// Still somebody's work.
    public boolean isOpen() {
        return this == OPEN || this == PROGRESS || this == WAITING;
    }

    /// A result that was counted: only a manager takes a record out of it (R25).
    boolean isResult() {
        return this == WON || this == LOST;
    }
}
