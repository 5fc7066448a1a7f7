package io.sangam.records;

import io.sangam.access.Access;
import io.sangam.kernel.Actor;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class ReadContexts {

    private final Readers readers;
    private final Access access;
    private final ObjectTypes types;
    private final Clock clock;

    ReadContexts(Readers readers, Access access, ObjectTypes types, Clock clock) {
        this.readers = readers;
        this.access = access;
        this.types = types;
        this.clock = clock;
    }

    ReadContext of(Actor actor, ObjectType type) {
        var reader = readers.of(actor);
        return new ReadContext(
                type,
                type.currentFields(),
                reader,
                access.reach(actor, type.owners()),
                type.movesThroughPipeline()
                        ? types.options(
                                reader.tenantId(), type, type.statusField().orElseThrow())
                        : List.of(),
                reader.dayOf(clock.instant()));
    }
}
