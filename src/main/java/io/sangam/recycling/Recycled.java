package io.sangam.recycling;

import com.fasterxml.jackson.annotation.JsonValue;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record in the pool, and how it left it.
///
/// @param former who had it
/// @param note why he gave it back, in his words
/// @param endedAt null while it lies there
/// @param takenBy who helped himself; null also when it left the pool in another way
record Recycled(
        UUID id,
        String object,
        UUID record,
        UserId former,
        Why why,
        @Nullable String note,
        Instant since,
        @Nullable Instant endedAt,
        @Nullable UserId takenBy) {

    enum Why {
        IDLE,
        GIVEN_BACK;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Why of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    static Recycled of(
            UUID id, String object, UUID record, UserId former, Why why, @Nullable String note, Instant now) {
        return new Recycled(id, object, record, former, why, note, now, null, null);
    }

    boolean lies() {
        return endedAt == null;
    }

    /// From when on whoever had it may take it back.
    Instant cooledDown(Duration coolDown) {
        return since.plus(coolDown);
    }

    Recycled taken(UserId user, Instant now) {
        return ended(user, now);
    }

    /// It was assigned, finished or deleted.
    Recycled gone(Instant now) {
        return ended(null, now);
    }

    private Recycled ended(@Nullable UserId user, Instant now) {
        if (!lies()) {
            throw new SangamException(RecyclingError.ALREADY_TAKEN, "A colleague was quicker: this is taken");
        }
        return new Recycled(id, object, record, former, why, note, since, now, user);
    }
}
