package io.sangam.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param backedUp it is kept in a cloud, so that the owner's other devices have it too
record Passkey(
        UUID id, String name, Instant createdAt, @Nullable Instant lastUsedAt, boolean backedUp) {}
