package io.sangam.tickets;

import io.sangam.access.Access;
import io.sangam.assignment.Responsibility;
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

/// Tickets begin.
@Service
@Transactional
public class Tickets {

    private final ObjectType ticketType;
    private final RecordWriter writer;
    private final Pipelines pipelines;
    private final Responsibility responsibility;
    private final Access access;

    Tickets(
            ObjectType ticketType,
            RecordWriter writer,
            Pipelines pipelines,
            Responsibility responsibility,
            Access access) {
        this.ticketType = ticketType;
        this.writer = writer;
        this.pipelines = pipelines;
        this.responsibility = responsibility;
        this.access = access;
    }

    /// A ticket in the first status of its pipeline.
    ///
    /// @param values by field key, such as `title`, `type`, `contact`
    /// @param owner else somebody by the assignment rules (R5, R10); with nobody free it waits in the queue
    /// @param pipeline else the default one
    public RecordState create(
            Actor actor, Map<String, @Nullable Object> values, Optional<UserId> owner, Optional<UUID> pipeline) {
        access.require(actor, ticketType.plural(), "create");
        owner.ifPresent(named -> responsibility.requireMayName(actor, ticketType, named));
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
                        pipelines.initial(actor.tenant(), TicketObject.KEY, id).orElseThrow(Tickets::unknownPipeline))
                .orElseGet(() -> pipelines.initial(actor.tenant(), TicketObject.KEY));
        var complete = new LinkedHashMap<String, @Nullable Object>(start.values());
        complete.putAll(values);
        owner.or(() -> followUp ? Optional.empty() : Optional.of(actor.user()))
                .ifPresent(named -> complete.put(Responsibility.OWNER, named));
        var ticket = writer.create(actor, ticketType, complete);
        if (followUp) {
            responsibility.begin(actor, ticket, owner);
        }
        return ticket;
    }

    private static SangamException unknownPipeline() {
        return SangamException.invalid("pipeline", "PIPELINE_UNKNOWN", "There is no such pipeline of tickets");
    }
}
