package io.sangam.tasks;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.pipelines.TaskDesk;
import io.sangam.records.RecordRef;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Gives pipelines the tasks their conditions and effects speak of.
@Component
class PipelineTasks implements TaskDesk {

    private final Tasks tasks;
    private final TaskRepository repository;

    PipelineTasks(Tasks tasks, TaskRepository repository) {
        this.tasks = tasks;
        this.repository = repository;
    }

    @Override
    public boolean hasOpen(TenantId tenant, String object, UUID record, String kind) {
        return repository.hasOpen(tenant, object, record, kind);
    }

    @Override
    public void create(Actor actor, String object, UUID record, NewTask task) {
        tasks.createWith(
                actor, new RecordRef(object, record), task.title(), task.kind(), task.dueAt(), task.assignee());
    }

    @Override
    public int closeOpen(Actor actor, String object, UUID record, String kind) {
        return tasks.completeWith(actor, new RecordRef(object, record), kind);
    }
}
