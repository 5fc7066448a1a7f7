package io.sangam.identity;

import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person's key for scripts and other systems; its secret is not in here.
///
/// @param modules what it is limited to; empty means as far as its owner
/// @param expiresAt null: when somebody revokes it
public record ApiKey(
        UUID id,
        UserId user,
        String name,
        Set<KeyScope> scopes,
        Set<String> modules,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        String lastUsedIp) {}
