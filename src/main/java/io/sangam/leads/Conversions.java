package io.sangam.leads;

import io.sangam.access.Access;
import io.sangam.accounts.Customers;
import io.sangam.accounts.DealDesk;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.Pipelines;
import io.sangam.pipelines.TransitionRequest;
import io.sangam.pipelines.Transitions;
import io.sangam.records.ContactPoint;
import io.sangam.records.ContactPoints;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A lead becomes a customer: an account, a contact and, if wanted, a deal, made of what the lead knows already. The
/// lead stays with its past and says what it became; one change set holds it all, so undoing that takes it all back.
@Service
@Transactional
class Conversions {

    /// What a lead and an account, or a contact, keep under the same key.
    private static final List<String> OF_ACCOUNT = List.of("city", "website", "source", "tags", "partner");

    private static final List<String> REACHED_BY = List.of("phone", "alternativePhone", "email");
    private static final String PERSON = "person";

    private final ObjectType leadType;
    private final ObjectType accountType;
    private final ObjectType contactType;
    private final Records records;
    private final RecordWriter writer;
    private final ContactPoints contactPoints;
    private final Customers customers;
    private final ObjectProvider<DealDesk> deals;
    private final Pipelines pipelines;
    private final Transitions transitions;
    private final Access access;
    private final Users users;
    private final Tenants tenants;
    private final Clock clock;

    Conversions(
            ObjectType leadType,
            ObjectType accountType,
            ObjectType contactType,
            Records records,
            RecordWriter writer,
            ContactPoints contactPoints,
            Customers customers,
            ObjectProvider<DealDesk> deals,
            Pipelines pipelines,
            Transitions transitions,
            Access access,
            Users users,
            Tenants tenants,
            Clock clock) {
        this.leadType = leadType;
        this.accountType = accountType;
        this.contactType = contactType;
        this.records = records;
        this.writer = writer;
        this.contactPoints = contactPoints;
        this.customers = customers;
        this.deals = deals;
        this.pipelines = pipelines;
        this.transitions = transitions;
        this.access = access;
        this.users = users;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Conversion.Suggestion suggest(Actor actor, UUID id) {
        var lead = records.load(actor, leadType, id);
        access.require(actor, accountType.plural(), "create");
        var points = points(actor, lead);
        var contact = linked(lead, "contact")
                .map(known -> customers.contact(actor, known))
                .or(() -> customers.contactReachedBy(actor, points));
        var account = linked(lead, "account")
                .or(() -> contact.flatMap(known -> linked(known, Customers.ACCOUNT)))
                .map(known -> customers.account(actor, known))
                .or(() -> customers.accountReachedBy(actor, points))
                .or(() -> customers.accountNamed(actor, accountName(lead)));
        var desk = Optional.ofNullable(deals.getIfAvailable()).filter(each -> each.mayOpen(actor));
        return new Conversion.Suggestion(
                new Conversion.SuggestedAccount(
                        account.map(Conversions::known).orElse(null), accountName(lead), accountKind(lead)),
                new Conversion.SuggestedContact(
                        contact.map(Conversions::known).orElse(null), name(lead, "firstName"), name(lead, "lastName")),
                desk.map(_ -> new Conversion.SuggestedDeal(
                                lead.title(), (Money) lead.value("expectedValue"), (LocalDate)
                                        lead.value("expectedClose")))
                        .orElse(null));
    }

    Conversion.Outcome convert(Actor actor, UUID id, Conversion wanted) {
        // two at once: the second finds what the first has made of it
        contactPoints.lock(actor.tenant(), List.of("conversion " + id));
        var lead = records.load(actor, leadType, id);
        writer.requireUnchanged(actor, lead, wanted.version());
        if (!lead.isEmpty("convertedAt")) {
            throw new SangamException(LeadError.LEAD_CONVERTED, "The lead is a customer already");
        }
        var points = points(actor, lead);
        contactPoints.lock(
                actor.tenant(), points.stream().map(ContactPoint::matchKey).toList());
        var owner = owner(actor, lead);
        var account = account(actor, lead, wanted.account(), points, owner);
        var contact = Boolean.FALSE.equals(wanted.withContact())
                ? null
                : contact(actor, lead, wanted.contact(), points, owner, account);
        var deal = wanted.deal() == null
                ? null
                : deal(actor, lead, wanted.deal(), owner, account.id(), contact == null ? null : contact.id());
        var moved = wanted.status() == null
                ? lead
                : transitions.move(
                        actor, leadType, id, TransitionRequest.to(wanted.status(), wanted.version(), "converted"));
        note(actor, moved, account, contact, deal);
        if ("won".equals(pipelines.groups(actor.tenant(), leadType.key()).get(moved.status()))) {
            customers.won(actor, account.id());
        }
        return new Conversion.Outcome(account.id(), contact == null ? null : contact.id(), deal);
    }

    private void note(
            Actor actor, RecordState lead, RecordState account, @Nullable RecordState contact, @Nullable UUID deal) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("account", account.id());
        var data = new HashMap<String, Object>();
        data.put("account", new Conversion.Known(account.id(), account.title()));
        if (contact != null) {
            values.put("contact", contact.id());
            data.put("contact", new Conversion.Known(contact.id(), contact.title()));
        }
        if (deal != null) {
            values.put("deal", deal);
            data.put("deal", deal);
        }
        values.put("convertedAt", clock.instant());
        writer.update(actor, leadType, lead.id(), lead.version(), values, "converted", data);
    }

    private RecordState account(
            Actor actor,
            RecordState lead,
            Conversion.@Nullable Account wanted,
            List<ContactPoint> points,
            Optional<UserId> owner) {
        if (wanted != null && wanted.id() != null) {
            return customers.account(actor, wanted.id());
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        carry(lead, accountType, OF_ACCOUNT, values);
        values.put("name", given(wanted == null ? null : wanted.name(), accountName(lead)));
        var kind = given(wanted == null ? null : wanted.type(), accountKind(lead));
        if (accountType.get("type").options().stream()
                .noneMatch(option -> option.value().equals(kind))) {
            throw SangamException.invalid("account/type", "VALUE_NOT_AN_OPTION", "There is no type " + kind);
        }
        values.put("type", kind);
        // of a person they are the contact's and his own; a firm's people have theirs
        var own = kind.equals("company") ? List.<ContactPoint>of() : points;
        if (!own.isEmpty()) {
            carry(lead, accountType, REACHED_BY, values);
        }
        return customers.newAccount(actor, values, own, owner);
    }

    private RecordState contact(
            Actor actor,
            RecordState lead,
            Conversion.@Nullable Contact wanted,
            List<ContactPoint> points,
            Optional<UserId> owner,
            RecordState account) {
        if (wanted != null && wanted.id() != null) {
            customers.belongsTo(actor, wanted.id(), account.id());
            return customers.contact(actor, wanted.id());
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        carry(
                lead,
                contactType,
                Stream.concat(REACHED_BY.stream(), Stream.of("city", "tags")).toList(),
                values);
        values.put("firstName", wanted == null ? name(lead, "firstName") : blank(wanted.firstName()));
        values.put("lastName", wanted == null ? name(lead, "lastName") : blank(wanted.lastName()));
        values.put(Customers.ACCOUNT, account.id());
        return customers.newContact(actor, values, points, owner);
    }

    private UUID deal(
            Actor actor,
            RecordState lead,
            Conversion.Deal wanted,
            Optional<UserId> owner,
            UUID account,
            @Nullable UUID contact) {
        var desk = Optional.ofNullable(deals.getIfAvailable())
                .orElseThrow(() -> new SangamException(LeadError.NO_DEALS, "There are no deals here"));
        var expected = (Money) lead.value("expectedValue");
        var currency = expected == null ? tenants.get(actor.tenant()).currency() : expected.currency();
        return desk.open(
                actor,
                new DealDesk.NewDeal(
                        given(wanted.title(), lead.title()),
                        wanted.amount() == null ? expected : money(wanted.amount(), currency),
                        wanted.expectedClose() == null
                                ? (LocalDate) lead.value("expectedClose")
                                : wanted.expectedClose(),
                        owner.orElse(actor.user()),
                        account,
                        contact,
                        lead.id()));
    }

    private static Money money(BigDecimal amount, String currency) {
        var money = new Money(amount, currency);
        try {
            if (money.minor() >= 0) {
                return money;
            }
        } catch (ArithmeticException _) {
            // said below
        }
        throw SangamException.invalid(
                "deal/amount", "VALUE_OUT_OF_RANGE", amount + " is less than nothing, or too exact for " + currency);
    }

    /// Fields of the same key, also those the company added to both.
    private static void carry(
            RecordState lead, ObjectType to, List<String> fields, Map<String, @Nullable Object> values) {
        var own = to.fields().stream()
                .filter(spec -> spec.isCustom()
                        && lead.type()
                                .field(spec.key())
                                .filter(same -> same.kind() == spec.kind())
                                .isPresent())
                .map(spec -> spec.key());
        Stream.concat(fields.stream(), own)
                .filter(field -> !lead.isEmpty(field))
                .forEach(field -> values.put(field, lead.value(field)));
    }

    /// All its points, whatever of them the actor may see: they are not shown, only kept.
    private List<ContactPoint> points(Actor actor, RecordState lead) {
        var system = Actor.system(actor.tenant());
        return new ArrayList<>(contactPoints.of(system, leadType, lead.id()));
    }

    private Optional<UserId> owner(Actor actor, RecordState lead) {
        return Optional.ofNullable(lead.user("owner"))
                .filter(user ->
                        users.find(actor.tenant(), user).filter(User::active).isPresent());
    }

    private static Optional<UUID> linked(RecordState record, String field) {
        return Optional.ofNullable((UUID) record.value(field));
    }

    private static String accountName(RecordState lead) {
        return lead.isEmpty("company") ? lead.title() : Objects.requireNonNull(lead.text("company"));
    }

    private static String accountKind(RecordState lead) {
        return lead.isEmpty("company") ? PERSON : "company";
    }

    /// Of a lead that has a title only, the last word is the last name.
    private static @Nullable String name(RecordState lead, String part) {
        if (!lead.isEmpty("firstName") || !lead.isEmpty("lastName")) {
            return lead.text(part);
        }
        var words = lead.title().split("\\s+");
        var first = Stream.of(words).limit(Math.max(1, words.length - 1)).collect(Collectors.joining(" "));
        var name = part.equals("firstName") ? first : words.length > 1 ? words[words.length - 1] : "";
        return blank(name.length() > 99 ? name.substring(0, 99) : name);
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String given(@Nullable String wanted, String otherwise) {
        return Objects.requireNonNullElse(blank(wanted), otherwise);
    }

    private static Conversion.Known known(RecordState record) {
        return new Conversion.Known(record.id(), record.title());
    }
}
