package io.sangam.tasks;

import io.sangam.events.Subscriber;
import io.sangam.kernel.Actor;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordEvent;
import io.sangam.records.Records;
import org.springframework.stereotype.Component;

/// Plans the reminders of a task that comes back from the trash: those that fell due in between are gone.
@Component
class RestoredTasks implements Subscriber<RecordEvent.Restored> {

    private final ObjectType type;
    private final Records records;
    private final Reminders reminders;

    RestoredTasks(ObjectType taskType, Records records, Reminders reminders) {
        this.type = taskType;
        this.records = records;
        this.reminders = reminders;
    }

    @Override
    public String name() {
        return "task-restored";
    }

    @Override
    public Class<RecordEvent.Restored> events() {
        return RecordEvent.Restored.class;
    }

    @Override
    public void handle(RecordEvent.Restored event) {
        var system = Actor.system(event.actor().tenant());
        if (event.object().equals(type.key()) && records.isReadable(system, type, event.subject())) {
            reminders.rearm(system.tenant(), event.subject(), Task.of(records.load(system, type, event.subject())));
        }
    }
}
