package io.sangam.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One record opened to one person or team.
public record Share(
        UUID id,
        @Nullable UserId user,
        @Nullable UUID team,
        Right right,
        @Nullable Instant until,
        UserId by,
        Instant at) {

    public enum Right {
        @JsonProperty("read")
        READ,
        @JsonProperty("write")
        WRITE
    }
}
