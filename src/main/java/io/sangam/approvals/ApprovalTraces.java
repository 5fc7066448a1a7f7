package io.sangam.approvals;

import io.sangam.kernel.TenantId;
import io.sangam.records.RecordRef;
import io.sangam.records.Traces;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What people wrote when they asked and decided may be about the person.
@Component
class ApprovalTraces implements Traces {

    private final ApprovalRepository repository;

    ApprovalTraces(ApprovalRepository repository) {
        this.repository = repository;
    }

    @Override
    public void erase(TenantId tenant, String object, UUID id, Collection<String> contacts) {
        repository.forgetWords(tenant, new RecordRef(object, id));
    }
}
