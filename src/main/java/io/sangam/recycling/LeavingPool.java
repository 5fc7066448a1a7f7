package io.sangam.recycling;

import io.sangam.assignment.Responsibility;
import io.sangam.events.Subscriber;
import io.sangam.kernel.Actor;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordEvent;
import io.sangam.records.Records;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Takes a record out of the pool when it was assigned, finished or deleted.
@Component
class LeavingPool implements Subscriber<RecordEvent> {

    private final RecycledRepository repository;
    private final Responsibility responsibility;
    private final ObjectTypes types;
    private final Records records;
    private final Clock clock;

    LeavingPool(
            RecycledRepository repository,
            Responsibility responsibility,
            ObjectTypes types,
            Records records,
            Clock clock) {
        this.repository = repository;
        this.responsibility = responsibility;
        this.types = types;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "leaving-pool";
    }

    @Override
    public Class<RecordEvent> events() {
        return RecordEvent.class;
    }

    /// Most records never lie there, and looking costs less than a delivery.
    @Override
    public boolean isAwaited(RecordEvent event) {
        return switch (event) {
            // the first change of a record takes it out of nothing: one has to put it in before
            case RecordEvent.Updated updated ->
                updated.version() > 1
                        && updated.fields().stream().anyMatch(field -> decides(updated, field))
                        && lies(event);
            case RecordEvent.Deleted _ -> lies(event);
            case RecordEvent.Created _, RecordEvent.Restored _, RecordEvent.Commented _, RecordEvent.Shared _ -> false;
        };
    }

    private boolean lies(RecordEvent event) {
        return repository.lies(event.actor().tenant(), event.subject());
    }

    private boolean decides(RecordEvent event, String field) {
        return field.equals(Responsibility.OWNER)
                || types.find(event.object())
                        .flatMap(ObjectType::statusField)
                        .filter(status -> status.key().equals(field))
                        .isPresent();
    }

    @Override
    public void handle(RecordEvent event) {
        var tenant = event.actor().tenant();
        repository
                .lockLying(tenant, event.subject())
                .filter(_ -> !isNobodys(event))
                .ifPresent(lying -> repository.store(tenant, lying.gone(clock.instant())));
    }

    private boolean isNobodys(RecordEvent event) {
        var tenant = event.actor().tenant();
        return types.find(event.object())
                .flatMap(type -> records.load(Actor.system(tenant), type, event.subject(), false))
                .filter(record -> record.user(Responsibility.OWNER) == null)
                .filter(record -> responsibility.isUnfinished(tenant, record))
                .isPresent();
    }
}
