package io.sangam.imports;

import io.sangam.kernel.TenantId;
import io.sangam.records.Traces;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The files people came in by.
@Component
class ImportedTraces implements Traces {

    private final ImportRepository repository;

    ImportedTraces(ImportRepository repository) {
        this.repository = repository;
    }

    @Override
    public void erase(TenantId tenant, String object, UUID id, Collection<String> contacts) {
        repository.erase(tenant, object, id, contacts);
    }
}
