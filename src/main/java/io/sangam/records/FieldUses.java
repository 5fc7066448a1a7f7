package io.sangam.records;

import io.sangam.kernel.TenantId;
import java.util.List;

/// Port: where a module's settings name a field. What is named there can be neither deactivated nor deleted, for the
/// setting would ask for what nobody can give.
public interface FieldUses {

    /// @param kind what names it, such as `pipeline`
    /// @param name the pipeline's own
    record Use(String kind, String name) {}

    List<Use> of(TenantId tenant, ObjectType type, String field);
}
