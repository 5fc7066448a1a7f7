package io.sangam.assignment;

import io.sangam.kernel.TenantId;
import io.sangam.records.FieldUses;
import io.sangam.records.ObjectType;
import java.util.List;
import org.springframework.stereotype.Component;

/// Fields that decide who gets a record.
@Component
class FieldsInRules implements FieldUses {

    private final RuleRepository repository;

    FieldsInRules(RuleRepository repository) {
        this.repository = repository;
    }

    @Override
    public List<Use> of(TenantId tenant, ObjectType type, String field) {
        return repository.all(tenant, type.key()).stream()
                .filter(rule -> rule.filter().findValuesAsString("field").contains(field))
                .map(rule -> new Use("assignmentRule", rule.name()))
                .toList();
    }
}
