package io.sangam.records;

import io.sangam.kernel.TenantId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Port: the names of things that records refer to and that are no described object themselves. Everyone who may read
/// the reference may read the name.
public interface ReferenceTitles {

    /// What references to these things say as their `object`.
    String object();

    Map<UUID, String> titles(TenantId tenant, Set<UUID> ids);
}
