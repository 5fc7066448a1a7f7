package io.sangam.identity;

import io.sangam.kernel.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A node of the tenant's tree of teams.
public record Team(
        UUID id,
        String name,
        @Nullable UUID parentId,
        @Nullable UserId leaderId,
        int version) {}
