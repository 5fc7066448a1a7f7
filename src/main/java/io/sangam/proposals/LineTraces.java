package io.sangam.proposals;

import io.sangam.kernel.TenantId;
import io.sangam.records.Traces;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The lines of a proposal lie beside its record: erased with it, they keep their amounts and lose their words.
@Component
class LineTraces implements Traces {

    private static final String NAMELESS = "…";

    private final LineRepository repository;

    LineTraces(LineRepository repository) {
        this.repository = repository;
    }

    @Override
    public void erase(TenantId tenant, String object, UUID id, Collection<String> contacts) {
        if (object.equals(ProposalObject.KEY)) {
            repository.forget(tenant, id, NAMELESS);
        }
    }
}
