package io.sangam.tickets;

import static io.sangam.tickets.db.Tables.TICKET;

import io.sangam.access.Access;
import io.sangam.accounts.Customers;
import io.sangam.assignment.WorkController.Beginning;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.records.Activities;
import io.sangam.records.ContactPoints;
import io.sangam.records.Merges;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A call that asks for more than an answer becomes a ticket: one, however often and by whomever it is asked for.
///
/// A call is a task of that kind. What it is about is the ticket's customer.
@Service
@Transactional
public class Calls {

    private static final String CALL = "call";
    private static final List<String> CUSTOMER = List.of(Customers.ACCOUNT, Customers.CONTACT, "lead");

    /// What would be made of a call.
    ///
    /// @param ticket what was made of it already
    /// @param values by field key, as records are shown
    record CallDraft(@Nullable UUID ticket, Map<String, Object> values) {}

    /// @param isNew whether it was made just now
    public record CallTicket(UUID id, boolean isNew) {}

    private final ObjectType ticketType;
    private final ObjectType taskType;
    private final ObjectTypes types;
    private final Tickets tickets;
    private final Records records;
    private final ContactPoints contactPoints;
    private final Merges merges;
    private final Activities activities;
    private final Access access;
    private final DSLContext db;

    Calls(
            ObjectType ticketType,
            ObjectType taskType,
            ObjectTypes types,
            Tickets tickets,
            Records records,
            ContactPoints contactPoints,
            Merges merges,
            Activities activities,
            Access access,
            DSLContext db) {
        this.ticketType = ticketType;
        this.taskType = taskType;
        this.types = types;
        this.tickets = tickets;
        this.records = records;
        this.contactPoints = contactPoints;
        this.merges = merges;
        this.activities = activities;
        this.access = access;
        this.db = db;
    }

    @Transactional(readOnly = true)
    CallDraft draft(Actor actor, UUID task) {
        var call = call(actor, task);
        var values = new LinkedHashMap<String, Object>(words(call));
        customer(actor, call)
                .forEach((field, id) -> records.titles(actor, type(field), List.of(id))
                        .forEach((_, title) ->
                                values.put(field, Map.of("object", type(field).key(), "id", id, "label", title))));
        return new CallDraft(ticketOf(actor, task).orElse(null), values);
    }

    /// The ticket of a call, made unless there is one.
    ///
    /// @param said what is to be otherwise than the call says
    public CallTicket make(Actor actor, UUID task, Beginning said) {
        var call = call(actor, task);
        // two at once: the second finds what the first has made
        contactPoints.lock(actor.tenant(), List.of("ticket of call " + task));
        var made = ticketOf(actor, task);
        if (made.isPresent()) {
            return new CallTicket(made.get(), false);
        }
        var values = new LinkedHashMap<String, @Nullable Object>(words(call));
        values.putAll(customer(actor, call));
        values.putAll(said.values());
        values.put(TicketRules.CALL, task);
        var ticket = tickets.create(actor, values, said.owner(), said.pipeline());
        if (call.value("parent") instanceof RecordRef(var object, var id)) {
            activities.record(
                    actor,
                    types.get(object),
                    id,
                    "callTicketed",
                    Map.of("taskId", task, "id", ticket.id(), "number", Objects.requireNonNull(ticket.text("number"))));
        }
        return new CallTicket(ticket.id(), true);
    }

    private RecordState call(Actor actor, UUID task) {
        access.require(actor, ticketType.plural(), "create");
        var call = records.load(actor, taskType, task);
        if (!CALL.equals(call.text("kind"))) {
            throw new SangamException(TicketError.TASK_NOT_A_CALL, "A ticket is made of a call; this task is none");
        }
        return call;
    }

    private static Map<String, String> words(RecordState call) {
        var words = new LinkedHashMap<String, String>();
        words.put("title", call.title());
        words.put(TicketRules.SOURCE, CALL);
        if (!call.isEmpty("comment")) {
            words.put("description", Objects.requireNonNull(call.text("comment")));
        }
        return words;
    }

    /// Whom the call was about: the record it belongs to, and whom that one names, as far as the actor sees them.
    private Map<String, UUID> customer(Actor actor, RecordState call) {
        var customer = new LinkedHashMap<String, UUID>();
        if (call.value("parent") instanceof RecordRef(var object, var id)) {
            types.find(object)
                    .flatMap(type -> records.load(actor, type, id, false))
                    .ifPresent(about -> CUSTOMER.forEach(field -> named(about, field)
                            .filter(ref -> records.isReadable(actor, type(field), ref))
                            .ifPresent(ref -> customer.put(field, ref))));
        }
        return customer;
    }

    private Optional<UUID> named(RecordState about, String field) {
        return about.type().key().equals(type(field).key())
                ? Optional.of(about.id())
                : about.type().field(field).map(spec -> (UUID) about.value(spec.key()));
    }

    private ObjectType type(String field) {
        return types.get(Objects.requireNonNull(ticketType.get(field).refObject()));
    }

    /// What was merged into another ticket is that one.
    private Optional<UUID> ticketOf(Actor actor, UUID task) {
        var system = Actor.system(actor.tenant());
        var made = db
                .select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.TENANT_ID.eq(actor.tenant()))
                .and(TICKET.CALL_ID.eq(task))
                .orderBy(TICKET.CREATED_AT.desc(), TICKET.ID.desc())
                .fetch(TICKET.ID)
                .stream()
                .map(id -> merges.keeperOf(actor.tenant(), ticketType, id))
                .filter(id -> records.isReadable(system, ticketType, id))
                .findFirst();
        if (made.filter(id -> !records.isReadable(actor, ticketType, id)).isPresent()) {
            throw new SangamException(
                    TicketError.CALL_HAS_TICKET, "A colleague made a ticket of this call; it is not among yours");
        }
        return made;
    }
}
