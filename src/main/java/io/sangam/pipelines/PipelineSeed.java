package io.sangam.pipelines;

import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.TenantSeed;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Gives a new tenant the pipelines of its preset, one for each kind of record that moves.
@Component
@Order(200)
class PipelineSeed implements TenantSeed {

    private final ObjectTypes types;
    private final Pipelines pipelines;

    PipelineSeed(ObjectTypes types, Pipelines pipelines) {
        this.types = types;
        this.pipelines = pipelines;
    }

    @Override
    public void seed(Tenant tenant) {
        types.all().stream()
                .filter(ObjectType::movesThroughPipeline)
                .forEach(type -> pipelines.begin(tenant, type.key()));
    }
}
