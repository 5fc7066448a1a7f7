package io.sangam.recycling;

import io.sangam.kernel.TenantId;
import io.sangam.records.Traces;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Forgets what was said of a person when he was given back.
@Component
class RecycledTraces implements Traces {

    private final RecycledRepository repository;

    RecycledTraces(RecycledRepository repository) {
        this.repository = repository;
    }

    @Override
    public void erase(TenantId tenant, String object, UUID id, Collection<String> contacts) {
        repository.forgetNotes(tenant, id);
    }
}
