package io.sangam.limits;

import io.sangam.kernel.TenantId;

/// Port: how many people may use the product for a company right now. Implemented by `identity`.
public interface Headcount {

    int of(TenantId tenant);
}
