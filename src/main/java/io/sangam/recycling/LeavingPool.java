package io.sangam.recycling;

import io.sangam.assignment.Responsibility;
import io.sangam.events.Subscriber;
import io.sangam.kernel.Actor;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordEvent;
import io.sangam.records.Records;
import java.time.Clock;
import java.util.UUID;
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

    @Override
    public void handle(RecordEvent event) {
        switch (event) {
            case RecordEvent.Updated updated -> look(updated.actor(), updated.object(), updated.subject());
            case RecordEvent.Deleted deleted -> look(deleted.actor(), deleted.object(), deleted.subject());
            case RecordEvent.Created _, RecordEvent.Restored _, RecordEvent.Commented _, RecordEvent.Shared _ -> {}
        }
    }

    private void look(Actor actor, String object, UUID id) {
        repository
                .lockLying(actor.tenant(), id)
                .filter(_ -> !isNobodys(actor, object, id))
                .ifPresent(lying -> repository.store(actor.tenant(), lying.gone(clock.instant())));
    }

    private boolean isNobodys(Actor actor, String object, UUID id) {
        return types.find(object)
                .flatMap(type -> records.load(Actor.system(actor.tenant()), type, id, false))
                .filter(record -> record.user(Responsibility.OWNER) == null)
                .filter(record -> responsibility.isUnfinished(actor.tenant(), record))
                .isPresent();
    }
}
