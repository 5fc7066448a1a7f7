package io.sangam.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// @param action `update`, `delete`, `restore`, `undo`, or one its object adds: `transition`, `assign`
/// @param total how many records were chosen; `done` and `failed` count those it is through with
/// @param undoes the operation this one takes back
/// @param undoneBy the operation that took this one back
@JsonInclude(JsonInclude.Include.NON_NULL)
record BulkOperation(
        UUID id,
        String object,
        String action,
        JsonNode input,
        Status status,
        int total,
        int done,
        int failed,
        @Nullable UUID undoes,
        @Nullable UUID undoneBy,
        UserId by,
        Instant at,
        @Nullable Instant finishedAt) {

    static final String UNDO = "undo";

    enum Status {
        WAITING,
        RUNNING,
        DONE,
        CANCELED;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }

        boolean isOver() {
            return this == DONE || this == CANCELED;
        }
    }

    /// @param undoes the change set it takes back
    record Item(
            int position,
            UUID record,
            @Nullable Integer version,
            @Nullable UUID undoes) {}

    /// A record the operation could not change, and why.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BulkFailure(
            int position,
            UUID record,
            String code,
            String message,
            @Nullable String title) {}
}
