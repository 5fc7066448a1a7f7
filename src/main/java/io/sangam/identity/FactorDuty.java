package io.sangam.identity;

import io.sangam.kernel.Actor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Whether the company wants a second factor of somebody who has none: he gets one before anything else.
@Component
class FactorDuty {

    /// Asked when it is needed: roles know their people.
    private final ObjectProvider<FactorPolicy> policy;

    private final FactorRepository repository;

    FactorDuty(ObjectProvider<FactorPolicy> policy, FactorRepository repository) {
        this.policy = policy;
        this.repository = repository;
    }

    /// In the caller's transaction.
    boolean isDue(Actor actor) {
        return policy.getObject().requiresSecondFactor(actor)
                && !repository.hasTotp(actor.tenant(), actor.user())
                && !repository.hasPasskey(actor.tenant(), actor.user());
    }
}
