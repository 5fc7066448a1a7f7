package io.sangam.pipelines;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A colour role of the design, never a colour: each theme gives it its own.
public enum StatusColor {
    NEUTRAL,
    INFO,
    ACCENT,
    WARN,
    OK,
    BAD,
    AI;

    @JsonValue
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static StatusColor of(String token) {
        return valueOf(token.toUpperCase(Locale.ROOT));
    }
}
