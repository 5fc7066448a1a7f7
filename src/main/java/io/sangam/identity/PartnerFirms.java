package io.sangam.identity;

import io.sangam.kernel.TenantId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Port: the partner firms users can belong to.
public interface PartnerFirms {

    /// The names of those that exist, deleted ones too.
    Map<UUID, String> names(TenantId tenant, Set<UUID> ids);
}
