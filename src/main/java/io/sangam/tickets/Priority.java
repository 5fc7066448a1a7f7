package io.sangam.tickets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How soon a ticket must be answered, least urgent first.
enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT,
    CRITICAL;

    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Priority of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /// One step more urgent; nothing is above critical.
    Priority raised() {
        return switch (this) {
            case LOW -> NORMAL;
            case NORMAL -> HIGH;
            case HIGH -> URGENT;
            case URGENT, CRITICAL -> CRITICAL;
        };
    }
}
