package io.sangam.identity;

import io.sangam.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a request has to know about its session. There is none for a session that ended or an inactive user.
///
/// @param factorDue he has to get a second factor first: his company wants one of him, and he has none
/// @param viewing set when somebody else looks through the user's eyes
record SessionState(
        UserId user,
        boolean mustChangePassword,
        Instant lastSeenAt,
        boolean factorDue,
        @Nullable Viewing viewing) {

    SessionState withFactorDue(boolean due) {
        return new SessionState(user, mustChangePassword, lastSeenAt, due, viewing);
    }
}
