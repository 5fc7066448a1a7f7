package io.sangam.leads;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.sangam.access.Access;
import io.sangam.access.Visibility;
import io.sangam.accounts.Customers;
import io.sangam.assignment.Responsibility;
import io.sangam.events.Events;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.Pipelines;
import io.sangam.pipelines.TransitionRequest;
import io.sangam.pipelines.Transitions;
import io.sangam.records.ContactPoint;
import io.sangam.records.ContactPoints;
import io.sangam.records.NewRecord;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Leads come in (R1), and get an owner (R5) and a first task (R6).
@Service
@Transactional
public class Leads {

    private static final List<String> STILL_WORKED = List.of("open", "progress", "waiting");

    private final ObjectType leadType;
    private final Records records;
    private final RecordWriter writer;
    private final ContactPoints contactPoints;
    private final LeadMatches matches;
    private final Customers customers;
    private final Pipelines pipelines;
    private final Transitions transitions;
    private final Responsibility responsibility;
    private final Access access;
    private final Users users;
    private final Tenants tenants;
    private final Events events;
    private final Clock clock;

    Leads(
            ObjectType leadType,
            Records records,
            RecordWriter writer,
            ContactPoints contactPoints,
            LeadMatches matches,
            Customers customers,
            Pipelines pipelines,
            Transitions transitions,
            Responsibility responsibility,
            Access access,
            Users users,
            Tenants tenants,
            Events events,
            Clock clock) {
        this.leadType = leadType;
        this.records = records;
        this.writer = writer;
        this.contactPoints = contactPoints;
        this.matches = matches;
        this.customers = customers;
        this.pipelines = pipelines;
        this.transitions = transitions;
        this.responsibility = responsibility;
        this.access = access;
        this.users = users;
        this.tenants = tenants;
        this.events = events;
        this.clock = clock;
    }

    /// Rule R1. Two enquiries of one person at the same moment make one lead.
    public Intake.Outcome take(Actor actor, Intake intake) {
        return take(actor, intake, true);
    }

    /// The same, and the lead as the actor may see it now. Read before the commit: nobody whose enquiry is in is told
    /// to try again because the database was busy a moment later.
    Intake.Taken takeAndShow(Actor actor, Intake intake) {
        var outcome = take(actor, intake, true);
        var shown = records.findView(actor, leadType, outcome.lead()).orElseGet(() -> Map.of("id", outcome.lead()));
        return new Intake.Taken(outcome, shown);
    }

    /// The same for a row of a file.
    ///
    /// @param followUp whether owner, first task and notices follow; else it is the importer's own
    RecordState takeImported(Actor actor, Intake intake, boolean followUp) {
        var outcome = take(actor, intake, followUp);
        return records.load(Actor.system(actor.tenant()), leadType, outcome.lead());
    }

    /// Many rows of a file at once: those no lead is known of, for the importer, without what follows.
    ///
    /// @return the leads made, by their place in `rows`
    Map<Integer, RecordState> takeNew(Actor actor, List<NewRecord> rows) {
        access.require(actor, leadType.plural(), "create");
        var keys = rows.stream().map(row -> matchKeys(actor, row.values())).toList();
        var all = keys.stream().flatMap(Set::stream).collect(toSet());
        contactPoints.lock(actor.tenant(), all);
        var known = statuses(actor.tenant(), all).keySet();
        var start = pipelines.initial(actor.tenant(), leadType.key());
        var places = new ArrayList<Integer>();
        var fresh = new ArrayList<NewRecord>();
        for (var i = 0; i < rows.size(); i++) {
            if (keys.get(i).stream().noneMatch(known::contains)) {
                var values = started(
                        rows.get(i).values(), reachedBy(actor, rows.get(i).values()), start);
                values.put("owner", actor.user());
                places.add(i);
                fresh.add(new NewRecord(values, rows.get(i).changes()));
            }
        }
        var made = writer.createAll(actor, leadType, fresh);
        return IntStream.range(0, made.size()).boxed().collect(toMap(places::get, made::get));
    }

    private Map<String, @Nullable Object> started(
            Map<String, @Nullable Object> given, List<ContactPoint> reached, Pipelines.Start start) {
        var values = new LinkedHashMap<String, @Nullable Object>(given);
        values.putIfAbsent("source", "other");
        values.computeIfAbsent("title", _ -> title(values, reached));
        values.put("pipeline", start.pipeline());
        values.put("status", start.status());
        values.put("statusSince", clock.instant());
        values.put("qualified", values.getOrDefault("qualified", false));
        values.put("resubmittedCount", 0);
        return values;
    }

    private Intake.Outcome take(Actor actor, Intake intake, boolean followUp) {
        access.require(actor, leadType.plural(), "create");
        intake.owner().ifPresent(owner -> responsibility.requireMayName(actor, leadType, owner));
        var reached = reachedBy(actor, intake);
        if (reached.isEmpty()) {
            throw new SangamException(
                    LeadError.CONTACT_NEEDED,
                    "A lead needs a phone number or an e-mail address",
                    List.of(new SangamException.FieldError(
                            "/phone", "VALUE_REQUIRED", "A phone number or an e-mail address")));
        }
        var keys = reached.stream().map(ContactPoint::matchKey).distinct().toList();
        var known = contactPoints.lockedHolding(actor.tenant(), keys);
        var matches = known.contains(leadType.key()) ? matches(actor.tenant(), keys) : List.<LeadMatches.Match>of();
        var groups = pipelines.groups(actor.tenant(), leadType.key());
        var open = matches.stream()
                .filter(match -> STILL_WORKED.contains(groups.getOrDefault(match.status(), "open")))
                .findFirst();
        if (open.isPresent()) {
            switch (intake.onDuplicate()) {
                case RESUBMIT -> {
                    return resubmit(actor, open.get(), intake);
                }
                case REJECT ->
                    throw new SangamException(
                                    LeadError.DUPLICATE_LEAD, "There is already an open lead with this contact")
                            .with("duplicates", shown(actor, matches, groups));
                case CREATE -> {}
            }
        }
        var won = matches.stream()
                .filter(match -> "won".equals(groups.get(match.status())))
                .findFirst();
        return create(
                actor, intake, reached, known, won.or(() -> matches.stream().findFirst()), won, followUp);
    }

    private Intake.Outcome create(
            Actor actor,
            Intake intake,
            List<ContactPoint> reached,
            Set<String> known,
            Optional<LeadMatches.Match> previous,
            Optional<LeadMatches.Match> won,
            boolean followUp) {
        var start = pipelines.initial(actor.tenant(), leadType.key());
        var values = started(intake.values(), reached, start);
        previous.ifPresent(match -> values.put("previousLead", match.id()));
        knownAs(actor, reached, known, values);
        // R1: a customer's next enquiry goes to whoever won him
        var explicit = intake.owner()
                .or(() -> won.flatMap(match -> Optional.ofNullable(match.owner()))
                        .filter(owner -> isActive(actor, owner)))
                .or(() -> accountOwner(actor, values).filter(owner -> isActive(actor, owner)));
        explicit.or(() -> followUp ? Optional.empty() : Optional.of(actor.user()))
                .ifPresent(owner -> values.put("owner", owner));
        var lead = writer.create(actor, leadType, values);
        if (!intake.contactPoints().isEmpty()) {
            contactPoints.add(actor, lead, reached);
        }
        if (followUp) {
            responsibility.begin(actor, lead, explicit);
        }
        return previous.<Intake.Outcome>map(match -> new Intake.Outcome.Linked(lead.id(), match.id()))
                .orElseGet(() -> new Intake.Outcome.Created(lead.id()));
    }

    /// R1: an enquiry of a customer says whose it is, whoever takes it in.
    ///
    /// @param known the objects that have records with one of these contacts
    private void knownAs(
            Actor actor, List<ContactPoint> reached, Set<String> known, Map<String, @Nullable Object> values) {
        var system = Actor.system(actor.tenant());
        if (known.contains(Customers.CONTACT)) {
            customers.contactReachedBy(system, reached).ifPresent(contact -> {
                values.putIfAbsent(Customers.CONTACT, contact.id());
                if (contact.value(Customers.ACCOUNT) instanceof UUID account) {
                    customers
                            .findAccount(system, account)
                            .ifPresent(_ -> values.putIfAbsent(Customers.ACCOUNT, account));
                }
            });
        }
        if (values.get(Customers.ACCOUNT) == null && known.contains(Customers.ACCOUNT)) {
            customers
                    .accountReachedBy(system, reached)
                    .ifPresent(account -> values.put(Customers.ACCOUNT, account.id()));
        }
    }

    private Optional<UserId> accountOwner(Actor actor, Map<String, @Nullable Object> values) {
        return values.get(Customers.ACCOUNT) instanceof UUID account
                ? customers
                        .findAccount(Actor.system(actor.tenant()), account)
                        .flatMap(known -> Optional.ofNullable(known.user("owner")))
                : Optional.empty();
    }

    private Intake.Outcome resubmit(Actor actor, LeadMatches.Match match, Intake intake) {
        var system = Actor.system(actor.tenant());
        var lead = records.load(system, leadType, match.id());
        var times = (Integer) Objects.requireNonNull(lead.value("resubmittedCount")) + 1;
        var data = new HashMap<String, Object>();
        Stream.of("source", "subSource", "description", "landingPage", "utmCampaign")
                .filter(field -> intake.values().get(field) != null)
                .forEach(field ->
                        data.put(field, Objects.requireNonNull(intake.values().get(field))));
        var noted = writer.update(
                system,
                leadType,
                lead.id(),
                lead.version(),
                Map.of("resubmittedCount", times, "resubmittedAt", clock.instant()),
                "resubmitted",
                data);
        if (tenants.get(actor.tenant()).settings().resubmitReopens()) {
            pipelines
                    .onResubmit(actor.tenant(), noted)
                    .filter(status -> !status.equals(noted.status()))
                    .ifPresent(status -> transitions.move(
                            system, leadType, lead.id(), TransitionRequest.to(status, noted.version(), "resubmitted")));
        }
        var responsible = new LinkedHashSet<UserId>();
        Optional.ofNullable(match.owner()).ifPresent(responsible::add);
        Optional.ofNullable(match.caller()).ifPresent(responsible::add);
        events.publish(new LeadEvent.Resubmitted(actor, lead.id(), List.copyOf(responsible), lead.title(), times));
        return new Intake.Outcome.Resubmitted(lead.id());
    }

    /// Leads that share one of these contacts, for the warning while typing.
    @Transactional(readOnly = true)
    List<Duplicate> duplicates(Actor actor, Collection<ContactPoint> reached, Optional<UUID> except) {
        access.require(actor, leadType.plural(), "create");
        if (reached.isEmpty()) {
            return List.of();
        }
        var matches = matches(
                        actor.tenant(),
                        reached.stream().map(ContactPoint::matchKey).toList())
                .stream()
                .filter(match -> except.filter(match.id()::equals).isEmpty())
                .toList();
        return shown(actor, matches, pipelines.groups(actor.tenant(), leadType.key()));
    }

    /// By what an enquiry is known; CONTACT_NEEDED without.
    @Transactional(readOnly = true, noRollbackFor = SangamException.class)
    Set<String> matchKeys(Actor actor, Map<String, @Nullable Object> values) {
        var keys = reachedBy(actor, values).stream().map(ContactPoint::matchKey).collect(toSet());
        if (keys.isEmpty()) {
            throw new SangamException(LeadError.CONTACT_NEEDED, "A lead needs a phone number or an e-mail address");
        }
        return keys;
    }

    /// Those of the keys that [#open] finds a lead by.
    @Transactional(readOnly = true)
    Set<String> openKeys(Actor actor, Set<String> keys) {
        var groups = pipelines.groups(actor.tenant(), leadType.key());
        return statuses(actor.tenant(), keys).entrySet().stream()
                .filter(each -> each.getValue().stream()
                        .anyMatch(status -> STILL_WORKED.contains(groups.getOrDefault(status, "open"))))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    /// The lead somebody is still working on with one of these contacts, whoever that is.
    @Transactional(readOnly = true)
    Optional<RecordState> open(Actor actor, Set<String> keys) {
        var groups = pipelines.groups(actor.tenant(), leadType.key());
        return matches(actor.tenant(), keys).stream()
                .filter(match -> STILL_WORKED.contains(groups.getOrDefault(match.status(), "open")))
                .findFirst()
                .map(match -> records.load(Actor.system(actor.tenant()), leadType, match.id()));
    }

    /// The statuses of the leads each of these contacts is known by, for those that are; not of those in the trash.
    private Map<String, Set<String>> statuses(TenantId tenant, Collection<String> keys) {
        var holding = contactPoints.holdingEach(tenant, leadType, keys);
        var ids = holding.values().stream().flatMap(List::stream).collect(toSet());
        var status = matches.of(tenant, ids).stream().collect(toMap(LeadMatches.Match::id, LeadMatches.Match::status));
        var statuses = new HashMap<String, Set<String>>();
        holding.forEach((key, leads) -> {
            var of = leads.stream().map(status::get).filter(Objects::nonNull).collect(toSet());
            if (!of.isEmpty()) {
                statuses.put(key, of);
            }
        });
        return statuses;
    }

    private List<ContactPoint> reachedBy(Actor actor, Map<String, @Nullable Object> values) {
        return contactPoints.ofFields(actor, leadType, values, List.of());
    }

    private List<ContactPoint> reachedBy(Actor actor, Intake intake) {
        return contactPoints.ofFields(actor, leadType, intake.values(), intake.contactPoints());
    }

    private List<LeadMatches.Match> matches(TenantId tenant, Collection<String> keys) {
        return matches.of(tenant, contactPoints.holding(tenant, leadType, keys));
    }

    /// Without a name, what everybody may see of a contact: the title is masked for nobody.
    private static String title(Map<String, @Nullable Object> values, List<ContactPoint> reached) {
        var person = Stream.of("firstName", "lastName")
                .map(values::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .reduce((first, last) -> first + " " + last);
        return person.or(() -> Optional.ofNullable((String) values.get("company")))
                .orElseGet(
                        () -> Visibility.MASKED.show(reached.getFirst().value()).orElseThrow());
    }

    private boolean isActive(Actor actor, UserId user) {
        return users.find(actor.tenant(), user).filter(found -> found.active()).isPresent();
    }

    private List<Duplicate> shown(Actor actor, List<LeadMatches.Match> matches, Map<String, String> groups) {
        var ids = matches.stream().map(LeadMatches.Match::id).toList();
        var visible = records.titles(actor, leadType, ids).keySet();
        var owners = matches.stream()
                .flatMap(match -> Optional.ofNullable(match.owner()).stream())
                .toList();
        var names = users.names(actor.tenant(), owners);
        return matches.stream()
                .map(match -> {
                    var seen = visible.contains(match.id());
                    return new Duplicate(
                            seen ? match.id() : null,
                            match.number(),
                            seen ? match.title() : null,
                            seen ? match.status() : null,
                            groups.get(match.status()),
                            match.owner() == null ? null : new Duplicate.Owner(match.owner(), names.get(match.owner())),
                            seen);
                })
                .toList();
    }
}
