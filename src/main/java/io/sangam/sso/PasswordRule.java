package io.sangam.sso;

import io.sangam.access.Administration;
import io.sangam.identity.PasswordPolicy;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import org.springframework.stereotype.Component;

/// Passwords may be switched off, but never so that a company is locked out: an administrator always comes in by his,
/// and so does everybody while no provider is active.
@Component
class PasswordRule implements PasswordPolicy {

    private final ProviderRepository repository;
    private final Administration administration;

    PasswordRule(ProviderRepository repository, Administration administration) {
        this.repository = repository;
        this.administration = administration;
    }

    @Override
    public boolean allows(TenantId tenant, UserId user) {
        return repository.passwords(tenant)
                || administration.isAdministrator(tenant, user)
                || repository.all(tenant).stream().noneMatch(Provider::active);
    }
}
