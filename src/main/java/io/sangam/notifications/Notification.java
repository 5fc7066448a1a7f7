package io.sangam.notifications;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// @param kind assignment, mention, reminder, overdue, resubmitted, statusChanged, shared, security, bulk, assignments
/// (several by one bulk operation), import, slaWarning, slaBreach, rated (a ticket by its customer)
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
