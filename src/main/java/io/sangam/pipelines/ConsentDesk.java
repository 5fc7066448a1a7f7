package io.sangam.pipelines;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sangam.kernel.Actor;
import io.sangam.records.RecordState;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Port: whether somebody has to consent before a record enters a status, and did. Implemented by `approvals`. Every
/// method runs in the transaction of the move.
public interface ConsentDesk {

    enum State {
        /// Nobody has to consent.
        FREE,
        GIVEN,
        /// Nobody was asked yet, or what he consented to is not what the record is now.
        NEEDED,
        PENDING,
        REJECTED;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean opens() {
            return this == FREE || this == GIVEN;
        }
    }

    /// @param request the one that is pending or was decided
    /// @param reason why it was rejected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Consent(
            State state, @Nullable UUID request, @Nullable String reason) {}

    /// @param always whether somebody has to consent even when no policy says so
    Consent of(Actor actor, RecordState record, String status, boolean always);

    /// The record goes in: what nobody had to consent to says why.
    void enters(Actor actor, RecordState record, Status status, boolean always);
}
