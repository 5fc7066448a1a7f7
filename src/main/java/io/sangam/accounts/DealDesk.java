package io.sangam.accounts;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.UserId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Port: deals, opened for a customer by those who know no more of deals. In the caller's transaction and change set.
public interface DealDesk {

    /// @param lead what it comes from
    record NewDeal(
            String title,
            @Nullable Money value,
            @Nullable LocalDate expectedClose,
            UserId owner,
            UUID account,
            @Nullable UUID contact,
            @Nullable UUID lead) {}

    /// The object's key, as references name it.
    String object();

    boolean mayOpen(Actor actor);

    UUID open(Actor actor, NewDeal deal);
}
