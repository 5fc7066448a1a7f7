package io.sangam.identity;

import io.sangam.kernel.Actor;

/// Decides of whom the company wants a second factor. Implemented by `access`, which knows the roles.
public interface FactorPolicy {

    boolean requiresSecondFactor(Actor actor);
}
