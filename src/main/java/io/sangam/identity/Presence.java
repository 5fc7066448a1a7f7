package io.sangam.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What somebody says of himself; his leave and his shifts say the rest.
public enum Presence {
    AVAILABLE,
    /// There, and wants no new work by itself.
    BUSY,
    AWAY;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Presence of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
