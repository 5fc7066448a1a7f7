package io.sangam.access;

import io.sangam.identity.OperationsGate;
import io.sangam.kernel.Actor;
import org.springframework.stereotype.Component;

/// Administrators may look into the running system.
@Component
class Operators implements OperationsGate {

    private final Access access;

    Operators(Access access) {
        this.access = access;
    }

    @Override
    public boolean admits(Actor actor) {
        return access.rights(actor).canRead("system");
    }
}
