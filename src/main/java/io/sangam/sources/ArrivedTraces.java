package io.sangam.sources;

import io.sangam.kernel.TenantId;
import io.sangam.records.Traces;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What forms and other systems brought.
@Component
class ArrivedTraces implements Traces {

    private final ArrivalRepository arrivals;

    ArrivedTraces(ArrivalRepository arrivals) {
        this.arrivals = arrivals;
    }

    @Override
    public void erase(TenantId tenant, String object, UUID id, Collection<String> contacts) {
        if (object.equals("lead")) {
            arrivals.erase(tenant, id);
        }
    }
}
