package io.sangam.tickets;

import io.sangam.assignment.AssignmentRules;
import io.sangam.assignment.Target;
import io.sangam.kernel.Actor;
import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.TenantSeed;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/// Gives a new tenant the assignment rules its preset sends tickets by (R5, R10): ordinary rules, which its
/// administrators change.
@Component
@Order(300)
class TicketRouting implements TenantSeed {

    private final AssignmentRules rules;

    TicketRouting(AssignmentRules rules) {
        this.rules = rules;
    }

    @Override
    public void seed(Tenant tenant) {
        switch (tenant.preset()) {
            case PARTNER_SALES -> {
                add(tenant, "Technical to integration", "department", "INTEGRATION", "integration");
                add(tenant, "Everyday to customer success", "department", "SUCCESS", "customer_success");
            }
            case SIMPLE -> add(tenant, "Urgent to a manager", "priority", "MANAGER", "urgent", "critical");
            case BROKER_OFFICE -> {}
        }
    }

    private void add(Tenant tenant, String name, String field, String role, String... values) {
        var nodes = JsonNodeFactory.instance;
        var any = nodes.arrayNode();
        Stream.of(values).forEach(any::add);
        var filter = nodes.objectNode().put("field", field).put("op", "in").set("value", any);
        rules.add(Actor.system(tenant.id()), TicketObject.KEY, name, null, filter, new Target.ToRole(role), true);
    }
}
