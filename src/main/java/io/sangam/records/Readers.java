package io.sangam.records;

import io.sangam.access.Access;
import io.sangam.kernel.Actor;
import io.sangam.tenancy.Tenants;
import org.springframework.stereotype.Component;

@Component
class Readers {

    private final Tenants tenants;
    private final Access access;

    Readers(Tenants tenants, Access access) {
        this.tenants = tenants;
        this.access = access;
    }

    Reader of(Actor actor) {
        return new Reader(actor, tenants.get(actor.tenant()), access.rights(actor));
    }
}
