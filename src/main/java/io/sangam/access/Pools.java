package io.sangam.access;

import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.tenancy.TenantSettings;
import io.sangam.tenancy.Tenants;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Service;

/// Who may help himself to records nobody keeps: whoever could work on them and holds a role the company names, or may
/// assign them anyway.
@Service
public class Pools {

    private final Access access;
    private final Tenants tenants;

    Pools(Access access, Tenants tenants) {
        this.access = access;
        this.tenants = tenants;
    }

    /// The modules whose pool is open to somebody.
    public List<String> of(Actor actor) {
        var rule = tenants.get(actor.tenant()).settings().recycling();
        var rights = access.rights(actor);
        return rule.modules().stream()
                .filter(rule::isOpenFor)
                .filter(module -> isOpen(rule, rights, module))
                .toList();
    }

    public void require(Actor actor, String module) {
        if (!isOpen(tenants.get(actor.tenant()).settings().recycling(), access.rights(actor), module)) {
            throw new SangamException(
                    AccessError.RIGHT_MISSING, "Your company lets others help themselves to " + module);
        }
    }

    private static boolean isOpen(TenantSettings.Recycling rule, Rights rights, String module) {
        return rights.canWrite(module)
                && (rights.can(module, "assign") || !Collections.disjoint(rights.roles(), rule.roles()));
    }
}
