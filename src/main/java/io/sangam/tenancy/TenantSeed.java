package io.sangam.tenancy;

/// A module's share in a new tenant: its roles, its pipelines. Runs in the transaction that creates the tenant, in the
/// order of Spring's `@Order`.
public interface TenantSeed {

    void seed(Tenant tenant);
}
