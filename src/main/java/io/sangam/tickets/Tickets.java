package io.sangam.tickets;

import io.sangam.access.Access;
import io.sangam.accounts.Customers;
import io.sangam.assignment.Beginnings;
import io.sangam.assignment.Responsibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.records.Activities;
import io.sangam.records.Comments;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordError;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tickets begin, by themselves or out of one another.
@Service
@Transactional
public class Tickets {

    /// What both tickets have in common.
    private static final List<String> ALIKE =
            List.of(Customers.ACCOUNT, Customers.CONTACT, "lead", "product", TicketRules.SOURCE, TicketRules.PRIORITY);

    private final ObjectType ticketType;
    private final Records records;
    private final Comments comments;
    private final Activities activities;
    private final Beginnings beginnings;
    private final Responsibility responsibility;
    private final Access access;

    Tickets(
            ObjectType ticketType,
            Records records,
            Comments comments,
            Activities activities,
            Beginnings beginnings,
            Responsibility responsibility,
            Access access) {
        this.ticketType = ticketType;
        this.records = records;
        this.comments = comments;
        this.activities = activities;
        this.beginnings = beginnings;
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
        var explicit = owner.or(() -> followUp ? Optional.empty() : Optional.of(actor.user()));
        return beginnings.begin(actor, ticketType, values, explicit, pipeline, followUp);
    }

    /// Makes a remark on a ticket a ticket of its own, of the same customer: what was asked beside what the ticket is
    /// about. The remark stays where it is; the two know each other.
    ///
    /// @param title what the new one is about
    public RecordState split(Actor actor, UUID id, UUID comment, String title) {
        var ticket = records.load(actor, ticketType, id);
        if (!ticket.writable()) {
            throw new SangamException(RecordError.RECORD_NOT_WRITABLE, "You may read this ticket, not split it");
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var field : ALIKE) {
            values.put(field, ticket.value(field));
        }
        values.put("title", title);
        values.put("description", comments.text(actor, ticketType, id, comment));
        values.put(TicketRules.SPLIT_FROM, id);
        var made = create(actor, values, Optional.empty(), Optional.empty());
        activities.record(
                actor,
                ticketType,
                id,
                "splitOff",
                Map.of("id", made.id(), "title", made.title(), "commentId", comment));
        return made;
    }
}
