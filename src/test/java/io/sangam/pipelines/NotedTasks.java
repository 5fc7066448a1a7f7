package io.sangam.pipelines;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps tasks in memory, so that transitions can be tested without the module above them.
final class NotedTasks implements TaskDesk {

    private final Map<UUID, List<NewTask>> open = new ConcurrentHashMap<>();

    List<NewTask> openOf(UUID record) {
        return open.getOrDefault(record, List.of());
    }

    @Override
    public boolean hasOpen(TenantId tenant, String object, UUID record, String kind) {
        return openOf(record).stream().anyMatch(task -> task.kind().equals(kind));
    }

    @Override
    public void create(Actor actor, String object, UUID record, NewTask task) {
        open.computeIfAbsent(record, _ -> new ArrayList<>()).add(task);
    }

    @Override
    public int closeOpen(Actor actor, String object, UUID record, String kind) {
        var before = openOf(record).size();
        open.getOrDefault(record, new ArrayList<>())
                .removeIf(task -> task.kind().equals(kind));
        return before - openOf(record).size();
    }
}
