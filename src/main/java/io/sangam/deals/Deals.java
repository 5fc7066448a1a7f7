package io.sangam.deals;

import io.sangam.access.Access;
import io.sangam.assignment.Responsibility;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.Pipelines;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
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
    private final RecordWriter writer;
    private final Pipelines pipelines;
    private final Responsibility responsibility;
    private final Access access;
    private final Users users;

    Deals(
            ObjectType dealType,
            RecordWriter writer,
            Pipelines pipelines,
            Responsibility responsibility,
            Access access,
            Users users) {
        this.dealType = dealType;
        this.writer = writer;
        this.pipelines = pipelines;
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
        var start = pipeline.map(id ->
                        pipelines.initial(actor.tenant(), DealObject.KEY, id).orElseThrow(Deals::unknownPipeline))
                .orElseGet(() -> pipelines.initial(actor.tenant(), DealObject.KEY));
        var complete = new LinkedHashMap<String, @Nullable Object>(start.values());
        complete.putAll(values);
        var explicit = owner.or(() -> !followUp || worksDeals(actor) ? Optional.of(actor.user()) : Optional.empty());
        explicit.ifPresent(named -> complete.put(Responsibility.OWNER, named));
        if (complete.get("partner") == null) {
            partnerOf(actor).ifPresent(partner -> complete.put("partner", partner));
        }
        var deal = writer.create(actor, dealType, complete);
        if (followUp) {
            responsibility.begin(actor, deal, explicit);
        }
        return deal;
    }

    private boolean worksDeals(Actor actor) {
        return !actor.isSystem() && access.rights(actor).canWrite(dealType.plural());
    }

    /// What a partner's people bring is attributed to the partner.
    private Optional<UUID> partnerOf(Actor actor) {
        return users.find(actor.tenant(), actor.user()).flatMap(user -> Optional.ofNullable(user.partnerId()));
    }

    private static SangamException unknownPipeline() {
        return SangamException.invalid("pipeline", "PIPELINE_UNKNOWN", "There is no such pipeline of deals");
    }
}
