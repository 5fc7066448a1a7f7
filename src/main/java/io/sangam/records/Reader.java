package io.sangam.records;

import io.sangam.access.Rights;
import io.sangam.access.Visibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.Tenant;
import java.util.List;
import java.util.Optional;

/// Who is reading, with all that decides what he gets to see: looked up once per request.
record Reader(Actor actor, Tenant tenant, Rights rights) {

    TenantId tenantId() {
        return actor.tenant();
    }

    Visibility visibility(FieldSpec<?> spec) {
        return spec.exists(tenant.preset()) ? rights.visibility(spec.sensitivity()) : Visibility.HIDDEN;
    }

    /// The fields this reader may know of at all.
    List<FieldSpec<?>> visible(ObjectType type) {
        return type.fields().stream()
                .filter(spec -> visibility(spec) != Visibility.HIDDEN)
                .toList();
    }

    /// A field by name, if its values are open to him; a hidden or masked field is as good as none, so that neither a
    /// filter nor an order can give it away.
    Optional<FieldSpec<?>> clear(ObjectType type, String name) {
        return type.field(name).filter(spec -> visibility(spec) == Visibility.CLEAR);
    }
}
