package io.sangam.approvals;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sangam.kernel.UserId;
import java.util.Objects;

/// Who decides a step.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Approver.ByUser.class, name = "user"),
    @JsonSubTypes.Type(value = Approver.ByRole.class, name = "role"),
    @JsonSubTypes.Type(value = Approver.ByManager.class, name = "manager")
})
public sealed interface Approver {

    record ByUser(UserId userId) implements Approver {

        public ByUser {
            Objects.requireNonNull(userId, "userId");
        }
    }

    /// Whoever of its holders comes first.
    ///
    /// @param role its key
    record ByRole(String role) implements Approver {

        public ByRole {
            Objects.requireNonNull(role, "role");
        }
    }

    /// Whoever the asker works under.
    record ByManager() implements Approver {}
}
