package io.sangam.notifications;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// @param kind the key of a [NoticeKind]
/// @param object the key of the record's object type, such as `lead`
public record Notification(
        UUID id,
        String kind,
        String object,
        UUID recordId,
        String title,
        JsonNode data,
        Instant at,
        @Nullable Instant readAt) {}
