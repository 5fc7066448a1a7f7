package io.sangam.records;

import io.sangam.events.RecordAudience;
import io.sangam.kernel.Actor;
import io.sangam.tenancy.TenantScope;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Who may follow a record live: whoever may read it now.
@Component
class RecordAccess implements RecordAudience {

    private final ObjectTypes types;
    private final Records records;

    RecordAccess(ObjectTypes types, Records records) {
        this.types = types;
        this.records = records;
    }

    @Override
    public boolean mayRead(Actor actor, String object, UUID id) {
        return types.find(object)
                .filter(type -> TenantScope.call(actor.tenant(), () -> records.isReadable(actor, type, id)))
                .isPresent();
    }
}
