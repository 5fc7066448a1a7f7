package io.sangam.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sangam.kernel.UserId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// To whom a rule gives a record.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Target.ToUser.class, name = "user"),
    @JsonSubTypes.Type(value = Target.ToTeam.class, name = "team"),
    @JsonSubTypes.Type(value = Target.ToRole.class, name = "role"),
    @JsonSubTypes.Type(value = Target.RoundRobin.class, name = "roundRobin"),
    @JsonSubTypes.Type(value = Target.LeastLoaded.class, name = "leastLoaded")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Target {

    /// One person, if he takes work now.
    record ToUser(UserId userId) implements Target {

        public ToUser {
            Objects.requireNonNull(userId, "userId");
        }
    }

    /// The members of a team in turn.
    record ToTeam(UUID teamId) implements Target {

        public ToTeam {
            Objects.requireNonNull(teamId, "teamId");
        }
    }

    /// The holders of a role in turn.
    ///
    /// @param role its key
    record ToRole(String role) implements Target {

        public ToRole {
            Objects.requireNonNull(role, "role");
        }
    }

    /// The named people, or the members of a team, in turn; with neither, the default pool.
    record RoundRobin(
            @Nullable List<UserId> userIds, @Nullable UUID teamId) implements Target {}

    /// Whoever of them has the fewest open records.
    record LeastLoaded(
            @Nullable List<UserId> userIds, @Nullable UUID teamId) implements Target {}
}
