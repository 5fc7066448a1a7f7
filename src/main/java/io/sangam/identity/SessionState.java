package io.sangam.identity;

import io.sangam.kernel.UserId;
import java.time.Instant;

/// What a request has to know about its session. There is none for a session that ended or an inactive user.
record SessionState(UserId user, boolean mustChangePassword, Instant lastSeenAt) {}
