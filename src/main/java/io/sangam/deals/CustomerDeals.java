package io.sangam.deals;

import io.sangam.access.Access;
import io.sangam.accounts.Customers;
import io.sangam.accounts.DealDesk;
import io.sangam.kernel.Actor;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Deals for those who turn leads into customers.
@Component
class CustomerDeals implements DealDesk {

    private final Deals deals;
    private final Access access;

    CustomerDeals(Deals deals, Access access) {
        this.deals = deals;
        this.access = access;
    }

    @Override
    public String object() {
        return DealObject.KEY;
    }

    @Override
    public boolean mayOpen(Actor actor) {
        return access.rights(actor).can("deals", "create");
    }

    /// Who owns the customer owns the deal, without a further right to assign.
    @Override
    public UUID open(Actor actor, NewDeal deal) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("title", deal.title());
        values.put("value", deal.value());
        values.put("expectedClose", deal.expectedClose());
        values.put(Customers.ACCOUNT, deal.account());
        values.put(Customers.CONTACT, deal.contact());
        values.put("lead", deal.lead());
        return deals.begin(actor, values, Optional.of(deal.owner()), Optional.empty(), true)
                .id();
    }
}
