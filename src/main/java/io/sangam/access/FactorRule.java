package io.sangam.access;

import io.sangam.identity.FactorPolicy;
import io.sangam.kernel.Actor;
import io.sangam.tenancy.Tenants;
import org.springframework.stereotype.Component;

/// The company's setting: nobody, everybody, or the holders of some roles.
@Component
class FactorRule implements FactorPolicy {

    private final Tenants tenants;
    private final Access access;

    FactorRule(Tenants tenants, Access access) {
        this.tenants = tenants;
        this.access = access;
    }

    @Override
    public boolean requiresSecondFactor(Actor actor) {
        var rule = tenants.get(actor.tenant()).settings().secondFactor();
        return switch (rule.required()) {
            case NOBODY -> false;
            case EVERYBODY -> true;
            case ROLES -> access.rights(actor).roles().stream().anyMatch(rule.roles()::contains);
        };
    }
}
