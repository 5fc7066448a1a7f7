package io.sangam.deals;

import io.sangam.access.Access;
import io.sangam.assignment.Beginnings;
import io.sangam.assignment.Responsibility;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Deals begin.
@Service
@Transactional
public class Deals {

    private final ObjectType dealType;
    private final Beginnings beginnings;
    private final Responsibility responsibility;
    private final Access access;
    private final Users users;

    Deals(ObjectType dealType, Beginnings beginnings, Responsibility responsibility, Access access, Users users) {
        this.dealType = dealType;
        this.beginnings = beginnings;
        this.responsibility = responsibility;
        this.access = access;
        this.users = users;
    }

    /// A deal in the first stage of its pipeline.
    ///
    /// @param values by field key, such as `title`, `value`, `lead`
    /// @param owner else whoever makes it, if he works deals; else somebody by the assignment rules (R5)
    /// @param pipeline else the default one
    public RecordState create(
            Actor actor, Map<String, @Nullable Object> values, Optional<UserId> owner, Optional<UUID> pipeline) {
        access.require(actor, dealType.plural(), "create");
        owner.ifPresent(named -> responsibility.requireMayName(actor, dealType, named));
        return begin(actor, values, owner, pipeline, true);
    }

    /// @param owner vouched for
    /// @param followUp whether owner, first task and notices follow; else it is the caller's own
    RecordState begin(
            Actor actor,
            Map<String, @Nullable Object> values,
            Optional<UserId> owner,
            Optional<UUID> pipeline,
            boolean followUp) {
        var complete = new LinkedHashMap<String, @Nullable Object>(values);
        if (complete.get("partner") == null) {
            partnerOf(actor).ifPresent(partner -> complete.put("partner", partner));
        }
        var explicit = owner.or(() -> !followUp || worksDeals(actor) ? Optional.of(actor.user()) : Optional.empty());
        return beginnings.begin(actor, dealType, complete, explicit, pipeline, followUp);
    }

    private boolean worksDeals(Actor actor) {
        return !actor.isSystem() && access.rights(actor).canWrite(dealType.plural());
    }

    /// What a partner's people bring is attributed to the partner.
    private Optional<UUID> partnerOf(Actor actor) {
        return users.find(actor.tenant(), actor.user()).flatMap(user -> Optional.ofNullable(user.partnerId()));
    }
}
