package io.sangam.kernel;

/// On whose behalf a use case runs. Rights are looked up by `access`, never carried along.
public record Actor(TenantId tenant, UserId user) {

    /// Jobs and rules act as the system: every row of the tenant, and the audit says so.
    public static Actor system(TenantId tenant) {
        return new Actor(tenant, UserId.SYSTEM);
    }

    public boolean isSystem() {
        return user.equals(UserId.SYSTEM);
    }
}
