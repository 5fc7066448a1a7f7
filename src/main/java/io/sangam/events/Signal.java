package io.sangam.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// What one process tells all processes about sockets they may hold.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
sealed interface Signal {

    record ToUser(TenantId tenant, UserId user, String type, JsonNode data) implements Signal {}

    record AboutRecord(TenantId tenant, String type, String object, UUID id, JsonNode data) implements Signal {}

    record CloseSession(TenantId tenant, UUID session) implements Signal {}

    /// All of one process's people who look at a record.
    ///
    /// @param turn rises with whatever the process says
    record Viewing(TenantId tenant, String object, UUID id, UUID process, long turn, Set<UserId> users)
            implements Signal {}
}
