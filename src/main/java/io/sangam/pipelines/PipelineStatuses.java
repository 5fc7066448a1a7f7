package io.sangam.pipelines;

import io.sangam.kernel.TenantId;
import io.sangam.records.FieldOption;
import io.sangam.records.ObjectType;
import io.sangam.records.StatusCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells the spine which statuses a tenant's records may have: those of the default pipeline, then those only others
/// have.
@Component
class PipelineStatuses implements StatusCatalog {

    private final PipelineRepository repository;

    PipelineStatuses(PipelineRepository repository) {
        this.repository = repository;
    }

    @Override
    public List<FieldOption> statuses(TenantId tenant, ObjectType type) {
        var options = new LinkedHashMap<String, FieldOption>();
        for (var pipeline : repository.all(tenant, type.key())) {
            for (var status : pipeline.definition().statuses()) {
                options.putIfAbsent(
                        status.key(),
                        new FieldOption(
                                status.key(),
                                status.label(),
                                status.color().token(),
                                status.group().key()));
            }
        }
        return List.copyOf(options.values());
    }
}
