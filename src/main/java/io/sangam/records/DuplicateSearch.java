package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the last search for duplicates of an object goes, or went.
///
/// @param finishedAt of the last one that came to its end, with what it found
/// @param compared of so many records, while it runs
@JsonInclude(JsonInclude.Include.NON_NULL)
record DuplicateSearch(State state, @Nullable Instant finishedAt, int records, int compared, int found) {

    enum State {
        NEVER,
        WAITING,
        RUNNING,
        DONE,
        FAILED;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
