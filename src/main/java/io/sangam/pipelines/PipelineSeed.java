package io.sangam.pipelines;

import io.sangam.kernel.Ids;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.TenantSeed;
import java.time.Clock;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Gives a new tenant the lead pipeline of its preset.
@Component
@Order(200)
class PipelineSeed implements TenantSeed {

    private final PipelineRepository repository;
    private final Presets presets;
    private final Clock clock;

    PipelineSeed(PipelineRepository repository, Presets presets, Clock clock) {
        this.repository = repository;
        this.presets = presets;
        this.clock = clock;
    }

    @Override
    public void seed(Tenant tenant) {
        var preset = presets.get(tenant.preset());
        var pipeline = new Pipeline(
                Ids.next(),
                "lead",
                tenant.preset().key(),
                preset.name(),
                tenant.preset(),
                true,
                0,
                preset.definition());
        repository.insert(tenant.id(), pipeline, UserId.SYSTEM, clock.instant());
    }
}
