package io.sangam.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param owner through whose eyes records are sent
/// @param disabledAt set when the machinery switched it off because it failed too long
/// @param failingSince unset while the last attempt was a success
/// @param oldSecretUntil so long two secrets sign
record Webhook(
        UUID id,
        String name,
        String url,
        List<String> events,
        Content content,
        UserId owner,
        boolean active,
        @Nullable Instant disabledAt,
        @Nullable Instant failingSince,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant oldSecretUntil,
        int version) {

    enum Content {
        /// The whole record, as the owner sees it.
        @JsonProperty("record")
        RECORD,
        /// Its id only: the receiver asks for the rest.
        @JsonProperty("reference")
        REFERENCE
    }
}
