package io.sangam.events;

import io.sangam.kernel.TenantId;
import java.util.UUID;

/// A session was signed out, revoked or expired. `identity` publishes it as a Spring application event inside the
/// transaction that ends the session; after commit every process closes that session's sockets.
public record SessionEnded(TenantId tenant, UUID sessionId) {}
