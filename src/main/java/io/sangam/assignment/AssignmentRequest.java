package io.sangam.assignment;

import com.fasterxml.jackson.annotation.JsonValue;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody asks for a record that is another's (R8): pending, and then one of three for good.
///
/// @param decidedBy null while it is pending, and when the company's setting granted it
/// @param note why it was rejected
record AssignmentRequest(
        UUID id,
        String object,
        UUID record,
        UserId user,
        String reason,
        Status status,
        Instant askedAt,
        @Nullable Instant decidedAt,
        @Nullable UserId decidedBy,
        @Nullable String note) {

    enum Status {
        PENDING,
        APPROVED,
        REJECTED,
        WITHDRAWN;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    static AssignmentRequest asked(UUID id, String object, UUID record, UserId user, String reason, Instant now) {
        return new AssignmentRequest(id, object, record, user, reason, Status.PENDING, now, null, null, null);
    }

    AssignmentRequest decided(Status next, @Nullable UserId by, @Nullable String why, Instant now) {
        if (status != Status.PENDING) {
            throw new SangamException(AssignmentError.REQUEST_DECIDED, "This request was " + status.key() + " already");
        }
        return new AssignmentRequest(id, object, record, user, reason, next, askedAt, now, by, why);
    }
}
