package io.sangam.identity;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;

/// Decides whether somebody may sign in by password, or through his company's provider only. Implemented by `sso`.
public interface PasswordPolicy {

    boolean allows(TenantId tenant, UserId user);
}
