package io.sangam.pipelines;

import io.sangam.kernel.TenantId;
import io.sangam.records.FieldUses;
import io.sangam.records.ObjectType;
import java.util.List;
import org.springframework.stereotype.Component;

/// Fields that a status asks for, fills in, or counts its days from.
@Component
class FieldsInPipelines implements FieldUses {

    private final PipelineRepository repository;

    FieldsInPipelines(PipelineRepository repository) {
        this.repository = repository;
    }

    @Override
    public List<Use> of(TenantId tenant, ObjectType type, String field) {
        return repository.all(tenant, type.key()).stream()
                .filter(pipeline -> pipeline.definition().statuses().stream().anyMatch(status -> names(status, field)))
                .map(pipeline -> new Use("pipeline", pipeline.name()))
                .toList();
    }

    private static boolean names(Status status, String field) {
        return status.requiredFields().contains(field)
                || status.effects().stream()
                        .anyMatch(effect -> effect instanceof Effect.SetOnce(var key, var _) && key.equals(field))
                || (status.expiry() != null && status.expiry().since().equals(field));
    }
}
