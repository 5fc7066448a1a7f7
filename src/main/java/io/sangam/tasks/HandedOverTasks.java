package io.sangam.tasks;

import io.sangam.assignment.OpenWork;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.RecordState;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Gives assignment the tasks that come and go with a record's owner.
@Component
class HandedOverTasks implements OpenWork {

    private static final Logger log = LoggerFactory.getLogger(HandedOverTasks.class);

    private final Tasks tasks;

    HandedOverTasks(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public void begin(Actor actor, RecordState record, UserId owner, boolean fresh) {
        tasks.ensureFirstTask(actor, record, owner, fresh);
    }

    @Override
    public void handOver(TenantId tenant, String object, UUID record, UserId leaver, UserId heir) {
        tasks.handOver(tenant, object, record, leaver, heir);
    }

    @Override
    public void cancel(TenantId tenant, String object, UUID record, UserId former) {
        tasks.cancelOf(tenant, object, record, former);
    }

    @Override
    public void handOverRest(TenantId tenant, UserId leaver, UserId heir) {
        for (var id : tasks.openOf(tenant, leaver)) {
            try {
                tasks.handOver(tenant, id, leaver, heir);
            } catch (SangamException refusal) {
                // Somebody works on it right now.
                log.atWarn()
                        .addKeyValue("task", id)
                        .addKeyValue("code", refusal.code().name())
                        .log("A task was not handed over");
            }
        }
    }
}
