package io.sangam.day;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where something stands in the day: its time is past, is today on the reader's clock, or is still to come.
public enum DayPart {
    OVERDUE,
    TODAY,
    NEXT;

    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
