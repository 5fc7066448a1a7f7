package io.sangam.tickets;

import static io.sangam.tickets.db.Tables.TICKET;
import static org.jooq.impl.DSL.inline;

import io.sangam.accounts.Customers;
import io.sangam.imports.ImportTarget;
import io.sangam.kernel.Actor;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tickets from files. What a customer has asked already and nobody resolved is the same ticket; without a customer two
/// of one subject may well be two people's.
@Component
class TicketImport implements ImportTarget {

    private static final Map<String, List<String>> ALIASES = Map.of(
            "title", List.of("Ticket", "Issue", "Summary", "Problem", "Betreff"),
            "description", List.of("Details", "Notes", "Remarks", "Comment", "Message"),
            "type", List.of("Issue type", "Kind"),
            "priority", List.of("Urgency", "Severity"),
            "source", List.of("Channel", "Origin"),
            "product", List.of("Platform", "Module"),
            "followUpOn", List.of("Follow up", "Follow up date"));

    private static final String BETWEEN = "\n";

    private final ObjectType ticketType;
    private final Tickets tickets;
    private final Records records;
    private final DSLContext db;

    TicketImport(ObjectType ticketType, Tickets tickets, Records records, DSLContext db) {
        this.ticketType = ticketType;
        this.tickets = tickets;
        this.records = records;
        this.db = db;
    }

    @Override
    public ObjectType type() {
        return ticketType;
    }

    @Override
    public Map<String, List<String>> aliases() {
        return ALIASES;
    }

    @Override
    public Set<String> keys(Actor actor, Map<String, @Nullable Object> values) {
        var customer =
                values.get(Customers.CONTACT) == null ? values.get(Customers.ACCOUNT) : values.get(Customers.CONTACT);
        return customer instanceof UUID id && values.get("title") instanceof String title
                ? Set.of(id + BETWEEN + title.strip().toLowerCase(Locale.ROOT))
                : Set.of();
    }

    @Override
    public Optional<RecordState> existing(Actor actor, Set<String> keys) {
        return keys.stream().flatMap(key -> existing(actor, key).stream()).findFirst();
    }

    private Optional<RecordState> existing(Actor actor, String key) {
        var customer = UUID.fromString(key.substring(0, key.indexOf(BETWEEN)));
        return db.select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.TENANT_ID.eq(actor.tenant()))
                .and(TICKET.TITLE_SORT.eq(key.substring(key.indexOf(BETWEEN) + 1)))
                .and(TICKET.CONTACT_ID.eq(customer).or(TICKET.ACCOUNT_ID.eq(customer)))
                .and(TICKET.RESOLVED_AT.isNull())
                .and(TICKET.CLOSED_AT.isNull())
                .and(TICKET.DELETED_AT.isNull())
                .orderBy(TICKET.ID.desc())
                .limit(inline(1))
                .fetchOptional(TICKET.ID)
                .map(id -> records.load(Actor.system(actor.tenant()), ticketType, id));
    }

    /// A ticket does not come again: the one there is stays as it is.
    @Override
    public RecordState take(Actor actor, Map<String, @Nullable Object> values, boolean automations, boolean resubmit) {
        var there = resubmit ? existing(actor, keys(actor, values)) : Optional.<RecordState>empty();
        return there.orElseGet(() -> tickets.begin(actor, values, Optional.empty(), Optional.empty(), automations));
    }
}
