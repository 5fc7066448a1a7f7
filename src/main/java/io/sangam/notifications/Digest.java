package io.sangam.notifications;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sangam.kernel.SangamException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// How often somebody wants what he has not read in one mail.
///
/// @param at of the day, as `08:00`; without meaning when hourly
record Digest(Every every, String at) {

    enum Every {
        HOURLY,
        DAILY;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Every of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    static final Digest USUAL = new Digest(Every.DAILY, "08:00");

    @SuppressWarnings("ConstantValue") // members absent from JSON arrive as null
    Digest {
        every = every == null ? Every.DAILY : every;
        at = at == null ? "08:00" : at;
    }

    void check() {
        if (!QuietHours.TIME.matcher(at).matches()) {
            throw SangamException.invalid("digest/at", "VALUE_INVALID", "A time is like 08:00");
        }
    }

    /// The next one later than `after`, by the reader's clock. A time that the clocks skip counts as the one they jump
    /// to; one that they show twice counts the first time.
    Instant next(Instant after, ZoneId zone) {
        return switch (every) {
            case HOURLY ->
                after.atZone(zone).truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
            case DAILY -> {
                var day = LocalDate.ofInstant(after, zone);
                var today = on(day, zone);
                yield today.isAfter(after) ? today : on(day.plusDays(1), zone);
            }
        };
    }

    private Instant on(LocalDate day, ZoneId zone) {
        return day.atTime(LocalTime.parse(at)).atZone(zone).toInstant();
    }
}
