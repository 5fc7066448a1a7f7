package io.sangam.approvals;

import java.time.Instant;
import java.util.UUID;

/// How it stands with somebody's consent.
public sealed interface Standing {

    /// Nobody asked, or about something else than it is now.
    record None() implements Standing {}

    /// Nobody needs to consent.
    record Granted(String why) implements Standing {}

    record Pending(UUID request) implements Standing {}

    record Approved(UUID request, Instant at) implements Standing {}

    record Rejected(UUID request, String reason) implements Standing {}
}
