package io.sangam.records;

import io.sangam.kernel.TenantId;
import java.util.List;

/// Port: the statuses a tenant has given an object. Implemented by `pipelines`; objects whose statuses are fixed list
/// them in their [FieldSpec] and are never asked about.
public interface StatusCatalog {

    List<FieldOption> statuses(TenantId tenant, ObjectType type);
}
