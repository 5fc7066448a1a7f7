package io.sangam.pipelines;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.sangam.kernel.TenantId;
import io.sangam.records.FieldOption;
import io.sangam.records.ObjectType;
import io.sangam.records.ReferenceTitles;
import io.sangam.records.StatusCatalog;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells the spine which statuses a tenant's records may have: those of the default pipeline, then those only others
/// have.
@Component
class PipelineStatuses implements StatusCatalog, ReferenceTitles {

    private final PipelineRepository repository;
    /// By identity, for as long as the pipelines stay as they are: every list asks.
    private final LoadingCache<List<Pipeline>, List<FieldOption>> options =
            Caffeine.newBuilder().weakKeys().build(PipelineStatuses::options);

    PipelineStatuses(PipelineRepository repository) {
        this.repository = repository;
    }

    @Override
    public String object() {
        return Pipelines.PIPELINE_FIELD;
    }

    @Override
    public Map<UUID, String> titles(TenantId tenant, Set<UUID> ids) {
        var titles = new HashMap<UUID, String>();
        ids.forEach(id -> repository.find(tenant, id).ifPresent(pipeline -> titles.put(id, pipeline.name())));
        return titles;
    }

    @Override
    public List<FieldOption> statuses(TenantId tenant, ObjectType type) {
        return options.get(repository.all(tenant, type.key()));
    }

    private static List<FieldOption> options(List<Pipeline> pipelines) {
        var options = new LinkedHashMap<String, FieldOption>();
        for (var pipeline : pipelines) {
            for (var status : pipeline.definition().statuses()) {
                options.putIfAbsent(
                        status.key(),
                        new FieldOption(
                                status.key(),
                                status.label(),
                                status.color().token(),
                                status.group().key(),
                                status.limit(),
                                null));
            }
        }
        return List.copyOf(options.values());
    }
}
