package io.sangam.sources;

import io.sangam.kernel.TenantId;
import io.sangam.records.FieldUses;
import io.sangam.records.ObjectType;
import java.util.List;
import org.springframework.stereotype.Component;

/// Fields that a form asks for or a webhook fills in.
@Component
class FieldsInSources implements FieldUses {

    private final SourceRepository repository;

    FieldsInSources(SourceRepository repository) {
        this.repository = repository;
    }

    @Override
    public List<Use> of(TenantId tenant, ObjectType type, String field) {
        if (!type.key().equals("lead")) {
            return List.of();
        }
        return repository.all(tenant).stream()
                .filter(source -> source.definition().fields().contains(field))
                .map(source -> new Use("leadSource", source.name()))
                .toList();
    }
}
