package io.sangam.approvals;

import io.sangam.access.UserEvent;
import io.sangam.events.Subscriber;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectTypes;
import io.sangam.records.Records;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What waits for somebody who left goes on without him: to the others of the step, else to whoever the step names now,
/// in the end to administrators.
@Component
class LeftApprovals implements Subscriber<UserEvent> {

    private final ApprovalRepository repository;
    private final Desks desks;
    private final Steps steps;
    private final ObjectTypes types;
    private final Records records;

    LeftApprovals(ApprovalRepository repository, Desks desks, Steps steps, ObjectTypes types, Records records) {
        this.repository = repository;
        this.desks = desks;
        this.steps = steps;
        this.types = types;
        this.records = records;
    }

    @Override
    public String name() {
        return "approvals-left";
    }

    @Override
    public Class<UserEvent> events() {
        return UserEvent.class;
    }

    @Override
    public void handle(UserEvent event) {
        switch (event) {
            case UserEvent.Deactivated left -> {
                var tenant = left.actor().tenant();
                repository.pendingWith(tenant, left.leaver()).forEach(request -> goOn(tenant, request, left.leaver()));
            }
            case UserEvent.WorkLeft _ -> {}
        }
    }

    private void goOn(TenantId tenant, UUID id, UserId leaver) {
        var system = Actor.system(tenant);
        var request = repository.lock(tenant, id).orElseThrow(SangamException::notFound);
        desks.take(tenant, id, leaver);
        if (repository.approvers(tenant, List.of(id)).isEmpty()) {
            var type = types.get(request.record().object());
            records.load(system, type, request.record().id(), false)
                    .ifPresent(record -> steps.find(tenant, request, record).ifPresent(ready -> {
                        desks.clear(tenant, id);
                        repository.store(tenant, ready.request());
                        steps.begin(system, record, ready);
                    }));
        }
    }
}
