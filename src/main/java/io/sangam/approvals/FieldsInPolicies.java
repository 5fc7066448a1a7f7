package io.sangam.approvals;

import io.sangam.kernel.TenantId;
import io.sangam.records.FieldUses;
import io.sangam.records.ObjectType;
import java.util.List;
import org.springframework.stereotype.Component;

/// Fields that decide whether somebody has to consent.
@Component
class FieldsInPolicies implements FieldUses {

    private final PolicyRepository repository;

    FieldsInPolicies(PolicyRepository repository) {
        this.repository = repository;
    }

    @Override
    public List<Use> of(TenantId tenant, ObjectType type, String field) {
        return repository.all(tenant, type.key()).stream()
                .filter(policy -> policy.filter().findValuesAsString("field").contains(field))
                .map(policy -> new Use("approvalPolicy", policy.name()))
                .toList();
    }
}
