package io.sangam.tasks;

import io.sangam.events.Subscriber;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.records.ObjectType;
import io.sangam.records.Records;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells people of tasks they were given.
@Component
class TaskNotices implements Subscriber<TaskEvent>, NoticeSource {

    private final ObjectType type;
    private final Records records;
    private final Notifications notifications;

    TaskNotices(ObjectType taskType, Records records, Notifications notifications) {
        this.type = taskType;
        this.records = records;
        this.notifications = notifications;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(NoticeKind.ASSIGNMENT);
    }

    @Override
    public String name() {
        return "task-notices";
    }

    @Override
    public Class<TaskEvent> events() {
        return TaskEvent.class;
    }

    @Override
    public void handle(TaskEvent event) {
        switch (event) {
            case TaskEvent.Assigned(var actor, var task, var assignee, var version) ->
                tellAssignee(actor, task, assignee, version);
            case TaskEvent.TakenCareOf _ -> {}
        }
    }

    private void tellAssignee(Actor actor, UUID id, UserId assignee, int version) {
        var system = Actor.system(actor.tenant());
        if (assignee.equals(actor.user()) || !records.isReadable(system, type, id)) {
            return;
        }
        var task = records.load(system, type, id);
        if (assignee.equals(task.user("assignee")) && Task.of(task).isOpen()) {
            notifications.tell(
                    actor,
                    List.of(assignee),
                    NoticeKind.ASSIGNMENT,
                    TaskObject.KEY,
                    id,
                    task.title(),
                    Map.of("dueAt", Task.of(task).dueAt()),
                    "assigned:" + id + ":" + version);
        }
    }
}
