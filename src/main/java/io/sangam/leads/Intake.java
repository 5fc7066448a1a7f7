package io.sangam.leads;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sangam.kernel.UserId;
import io.sangam.records.ContactPoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An enquiry on its way in.
///
/// @param values typed fields of the lead, by key
/// @param contactPoints those beyond the lead's own phone and e-mail fields
/// @param owner the explicit owner (R5), if one was named
public record Intake(
        Map<String, @Nullable Object> values,
        List<ContactPoint> contactPoints,
        Optional<UserId> owner,
        OnDuplicate onDuplicate) {

    /// What to do when an open lead has the same contact.
    public enum OnDuplicate {
        /// R1: no new lead; the enquiry is noted on the open one and its owner told.
        @JsonProperty("resubmit")
        RESUBMIT,
        /// Refuse with DUPLICATE_LEAD, so that a person may decide.
        @JsonProperty("reject")
        REJECT,
        /// The person has decided: a second lead.
        @JsonProperty("create")
        CREATE
    }

    /// @param shown the lead as whoever sent it may see it
    record Taken(Outcome outcome, Map<String, @Nullable Object> shown) {}

    public sealed interface Outcome {
        UUID lead();

        record Created(UUID lead) implements Outcome {}

        /// Created, and tied to an earlier lead of the same person that is won, lost or done.
        record Linked(UUID lead, UUID previous) implements Outcome {}

        record Resubmitted(UUID lead) implements Outcome {}
    }
}
