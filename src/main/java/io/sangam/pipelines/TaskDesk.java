package io.sangam.pipelines;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Port: what transitions need of tasks. Implemented by `tasks`. Every method runs in the transaction of the move.
public interface TaskDesk {

    String FOLLOW_UP = "follow_up";

    /// What a condition or effect may call a task.
    Set<String> KINDS = Set.of(FOLLOW_UP, "call", "meeting", "email", "whatsapp", "document", "todo");

    /// @param assignee null means whoever is responsible for the record
    record NewTask(
            String title,
            String kind,
            Instant dueAt,
            @Nullable UserId assignee) {}

    boolean hasOpen(TenantId tenant, String object, UUID record, String kind);

    /// Makes a task whose parent is the record. `actor` may write the record; the right to make tasks follows from it.
    void create(Actor actor, String object, UUID record, NewTask task);

    /// Completes the open tasks of the kind, and returns how many there were.
    int closeOpen(Actor actor, String object, UUID record, String kind);
}
