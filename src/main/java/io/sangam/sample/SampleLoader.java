package io.sangam.sample;

import io.sangam.access.Share;
import io.sangam.access.Shares;
import io.sangam.approvals.Approver;
import io.sangam.approvals.Policies;
import io.sangam.approvals.Step;
import io.sangam.assignment.AssignmentRules;
import io.sangam.assignment.ShiftWeek;
import io.sangam.assignment.ShiftWeek.Shift;
import io.sangam.assignment.Shifts;
import io.sangam.assignment.Target;
import io.sangam.assignment.WorkController.Beginning;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.leads.Intake;
import io.sangam.leads.Leads;
import io.sangam.pipelines.HistoryLoader;
import io.sangam.pipelines.Pipeline;
import io.sangam.pipelines.Pipelines;
import io.sangam.pipelines.Status;
import io.sangam.pipelines.StatusGroup;
import io.sangam.pipelines.TransitionRequest;
import io.sangam.pipelines.Transitions;
import io.sangam.proposals.Offers;
import io.sangam.proposals.ProposalConsents;
import io.sangam.proposals.Proposals;
import io.sangam.records.CustomFields;
import io.sangam.records.CustomKind;
import io.sangam.records.FieldOption;
import io.sangam.records.FilterParser;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordLoader;
import io.sangam.records.Records;
import io.sangam.records.SavedViews;
import io.sangam.recycling.RecyclePool;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.TenantSettings;
import io.sangam.tenancy.Tenants;
import io.sangam.tickets.Calls;
import io.sangam.tickets.Macros;
import io.sangam.tickets.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Loads one sample company: its past in bulk and quietly, then a lively last hour through the use cases themselves.
@Component
class SampleLoader {

    private static final int LIVELY = 18;
    private static final int LIVELY_TICKETS = 6;
    private static final List<String> GIVEN_BACK = List.of(
            "Too far from my other visits",
            "Wants somebody who speaks Marathi",
            "Three calls, nobody picked up",
            "I know the owner; better if a colleague talks to him");

    /// Ten thousand.
    private static final long LARGE = 1_000_000;

    private final Tenants tenants;
    private final Staff staff;
    private final ObjectTypes types;
    private final Pipelines pipelines;
    private final Transitions transitions;
    private final RecordLoader loader;
    private final HistoryLoader history;
    private final Records records;
    private final SavedViews views;
    private final CustomFields fields;
    private final AssignmentRules rules;
    private final Policies policies;
    private final Shares shares;
    private final Leads leads;
    private final Tickets tickets;
    private final Calls calls;
    private final Shifts shifts;
    private final Macros macros;
    private final ProposalStory proposals;
    private final FilterParser filters;
    private final RecyclePool pool;
    private final TransactionOperations transactions;
    private final JsonMapper json;
    private final Clock clock;

    SampleLoader(
            Tenants tenants,
            Staff staff,
            ObjectTypes types,
            Pipelines pipelines,
            Transitions transitions,
            RecordLoader loader,
            HistoryLoader history,
            Records records,
            SavedViews views,
            CustomFields fields,
            AssignmentRules rules,
            Policies policies,
            Shares shares,
            Leads leads,
            Tickets tickets,
            Calls calls,
            Shifts shifts,
            Macros macros,
            Proposals proposals,
            ProposalConsents consents,
            Offers offers,
            FilterParser filters,
            RecyclePool pool,
            TransactionOperations transactions,
            JsonMapper json,
            Clock clock) {
        this.tenants = tenants;
        this.staff = staff;
        this.types = types;
        this.pipelines = pipelines;
        this.transitions = transitions;
        this.loader = loader;
        this.history = history;
        this.records = records;
        this.views = views;
        this.fields = fields;
        this.rules = rules;
        this.policies = policies;
        this.shares = shares;
        this.leads = leads;
        this.tickets = tickets;
        this.calls = calls;
        this.shifts = shifts;
        this.macros = macros;
        this.proposals = new ProposalStory(proposals, consents, offers);
        this.filters = filters;
        this.pool = pool;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /// All or nothing: a start that is interrupted leaves no half company behind.
    ///
    /// @param passwords by e-mail address
    void load(Company company, Map<String, String> passwords) {
        var id = TenantId.next();
        var everybody = TenantScope.call(
                id,
                () -> Objects.requireNonNull(transactions.execute(_ -> {
                    tenants.create(id, company.tenant());
                    var people = staff.hire(id, company, passwords);
                    addFields(new Actor(id, people.inRole("ADMIN").getFirst()), company);
                    addPolicies(company, new Actor(id, people.inRole("ADMIN").getFirst()));
                    var invention = loadPast(id, company, people);
                    addRules(id, people);
                    planShifts(new Actor(id, people.inRole("ADMIN").getFirst()), people);
                    addViews(new Actor(id, people.inRole("ADMIN").getFirst()));
                    beLively(id, people, invention);
                    return people;
                })));
        TenantScope.run(id, () -> transactions.executeWithoutResult(_ -> openPool(id)));
        TenantScope.run(id, () -> fillPool(id, everybody.inRole("SALES").get(2)));
    }

    private void openPool(TenantId tenant) {
        var company = tenants.current(tenant);
        var rule = new TenantSettings.Recycling(
                true, List.of(lead().plural()), 45, 30, 10, List.of("SALES", "COSALES", "CALLER"));
        var unused = tenants.change(
                tenant,
                company.version(),
                before -> before.with(before.settings().with(rule)));
    }

    /// In a transaction each, once the company's rule is there for all to read.
    private void fillPool(TenantId tenant, UserId owner) {
        var actor = new Actor(tenant, owner);
        var his = json.readTree("""
                {"and": [{"field": "mine", "op": "eq", "value": true},
                         {"field": "status", "op": "group", "value": ["open", "progress"]}]}""");
        var open = records.ids(actor, lead(), filters.parse(his), GIVEN_BACK.size());
        for (var i = 0; i < open.size(); i++) {
            var version = records.load(actor, lead(), open.get(i)).version();
            pool.giveBack(actor, lead().key(), open.get(i), version, GIVEN_BACK.get(i));
        }
    }

    /// What this company wants to know of its leads besides; [LeadStory] fills it in.
    private void addFields(Actor admin, Company company) {
        if (company.tenant().preset() == Preset.BROKER_OFFICE) {
            fields.add(
                    admin,
                    lead().key(),
                    CustomKind.CHOICE,
                    "Trading experience",
                    new FieldOption("none", "None", "neutral", null),
                    new FieldOption("beginner", "Up to two years", "info", null),
                    new FieldOption("experienced", "More than two years", "ok", null));
            fields.add(
                    admin,
                    lead().key(),
                    CustomKind.MULTI_CHOICE,
                    "Interests",
                    FieldOption.of("shares", "Shares"),
                    FieldOption.of("futures", "Futures"),
                    FieldOption.of("funds", "Mutual funds"));
            fields.add(admin, lead().key(), CustomKind.MONEY, "First deposit");
        } else {
            fields.add(
                    admin,
                    lead().key(),
                    CustomKind.CHOICE,
                    "Company size",
                    FieldOption.of("small", "Up to 10 people"),
                    FieldOption.of("medium", "11 to 50 people"),
                    FieldOption.of("large", "More than 50 people"));
            fields.add(admin, lead().key(), CustomKind.DATE, "Contract ends");
            fields.add(admin, lead().key(), CustomKind.NUMBER, "Counters");
        }
    }

    private Invention loadPast(TenantId tenant, Company company, Staff.People people) {
        var random = new Random(company.seed());
        var now = clock.instant();
        var past = new Past();
        var pipeline = pipelines.all(tenant, lead().key()).getFirst();
        var story = new LeadStory(company, people, pipeline, random, now, past);
        story.invent();
        new TaskStory(company, people, story.open(), random, now, past).invent();
        new CustomerStory(company, pipeline, new Invention(new Random(company.seed() + 1)), past).invent();
        loader.records(tenant, types.get("account"), past.accounts());
        loader.timeline(tenant, types.get("account"), past.accountHappenings());
        loader.records(tenant, types.get("contact"), past.contacts());
        loader.timeline(tenant, types.get("contact"), past.contactHappenings());
        loader.records(tenant, lead(), past.leads());
        loader.timeline(tenant, lead(), past.leadHappenings());
        loader.comments(tenant, lead(), past.remarks());
        loader.favourites(tenant, lead(), past.favourites());
        history.load(tenant, lead(), past.moves());
        loader.records(tenant, types.get("task"), past.tasks());
        loader.timeline(tenant, types.get("task"), past.taskHappenings());
        share(tenant, people, story.open());
        loadDeals(tenant, company, people);
        loadTickets(tenant, company, people, past.contacts());
        makeTicketOfCall(tenant, past.tasks());
        return story.invention();
    }

    private void loadDeals(TenantId tenant, Company company, Staff.People people) {
        var type = types.get("deal");
        var pipeline = pipelines.all(tenant, type.key()).getFirst();
        // a draw of its own, so that the leads stay the same
        var story = new DealStory(company, people, pipeline, new Random(company.seed() + 1), clock.instant());
        story.invent();
        loader.records(tenant, type, story.deals());
        loader.timeline(tenant, type, story.trail().happenings());
        history.load(tenant, type, story.trail().moves());
        proposals.tell(tenant, story.deals());
    }

    private void loadTickets(
            TenantId tenant, Company company, Staff.People people, List<RecordLoader.Loaded> contacts) {
        var type = types.get("ticket");
        var pipeline = pipelines.all(tenant, type.key()).getFirst();
        var story =
                new TicketStory(company, people, contacts, pipeline, new Random(company.seed() + 2), clock.instant());
        story.invent();
        loader.records(tenant, type, story.tickets());
        loader.timeline(tenant, type, story.trail().happenings());
        history.load(tenant, type, story.trail().moves());
        writeMacros(Actor.system(tenant), pipeline);
        // named, because the rules would give technical ones to the account that web forms use
        var takers = List.of(
                people.inRole("SUPPORT").getFirst(), people.inRole("SUCCESS").getFirst());
        for (var i = 0; i < LIVELY_TICKETS; i++) {
            var subject = story.subject();
            var values = new LinkedHashMap<String, @Nullable Object>();
            values.put("title", subject.title());
            values.put("type", subject.type());
            values.put("priority", i % 3 == 0 ? "high" : "normal");
            values.put("source", "mail");
            values.putAll(story.customer());
            tickets.create(Actor.system(tenant), values, Optional.of(takers.get(i % takers.size())), Optional.empty());
        }
    }

    /// Somebody who was phoned about an offer had a question besides.
    private void makeTicketOfCall(TenantId tenant, List<RecordLoader.Loaded> tasks) {
        tasks.stream()
                .filter(task -> "call".equals(task.values().get("kind"))
                        && task.values().get("comment") != null)
                .findFirst()
                .ifPresent(call -> calls.make(
                        new Actor(tenant, (UserId)
                                Objects.requireNonNull(call.values().get("assignee"))),
                        call.id(),
                        new Beginning(Map.of(), Optional.empty(), Optional.empty())));
    }

    private void writeMacros(Actor actor, Pipeline pipeline) {
        var nodes = JsonNodeFactory.instance;
        macros.create(
                actor,
                "Thanks, we look into it",
                "Dear {{contact}},\n\nthank you for writing. Your request {{number}} is with me; I will be back with an answer"
                        + " today.\n\n{{agent}}, {{company}}",
                null,
                nodes.objectNode());
        macros.create(
                actor,
                "Ask for a screenshot",
                "Dear {{contact}},\n\nplease send us a screenshot of what you see, so that we can follow “{{title}}”."
                        + "\n\n{{agent}}",
                first(pipeline, StatusGroup.WAITING),
                nodes.objectNode());
        macros.create(
                actor,
                "Hand to development",
                "We can see it happen here, too.",
                null,
                nodes.objectNode().put("type", "bug").put("priority", "high"));
    }

    private static @Nullable String first(Pipeline pipeline, StatusGroup group) {
        return pipeline.definition().statuses().stream()
                .filter(status -> status.group() == group)
                .map(Status::key)
                .findFirst()
                .orElse(null);
    }

    private void share(TenantId tenant, Staff.People people, List<LeadStory.Open> open) {
        var helpers = people.inRole("COSALES");
        var sales = people.inRole("SALES");
        open.stream().limit(24).forEach(each -> {
            var helper = each.id().hashCode() % 2 == 0
                    ? helpers.getFirst()
                    : sales.stream()
                            .filter(other -> !other.equals(each.owner()))
                            .findFirst()
                            .orElseThrow();
            shares.add(
                    new Actor(tenant, each.owner()),
                    lead().key(),
                    each.id(),
                    helper,
                    null,
                    each.id().hashCode() % 3 == 0 ? Share.Right.READ : Share.Right.WRITE,
                    each.id().hashCode() % 5 == 0 ? clock.instant().plus(Duration.ofDays(14)) : null);
        });
    }

    private void addRules(TenantId tenant, Staff.People people) {
        var system = Actor.system(tenant);
        var sales = people.inRole("SALES");
        var teams = people.teams().keySet().stream()
                .filter(name -> name.contains("West") || name.contains("Andheri"))
                .toList();
        addRule(system, "Social media in turn", """
                {"field": "source", "op": "in", "value": ["facebook", "instagram"]}""", new Target.RoundRobin(sales.subList(0, 3), null));
        addRule(system, "Search to whoever has least", """
                {"field": "source", "op": "eq", "value": "google"}""", new Target.LeastLoaded(sales, null));
        addRule(system, "Mumbai and Pune to the west", """
                {"field": "city", "op": "in", "value": ["Mumbai", "Pune"]}""", new Target.ToTeam(people.team(teams.getFirst())));
    }

    /// Callers come in early or late, and one salesperson keeps the weekends: on all other days the rules pass him
    /// over.
    private void planShifts(Actor admin, Staff.People people) {
        var callers = people.inRole("CALLER");
        for (var i = 0; i < callers.size(); i++) {
            var shift = i % 2 == 0 ? new Shift("08:00", "14:00") : new Shift("14:00", "20:00");
            shifts.plan(admin, callers.get(i), 0, new ShiftWeek(shift, shift, shift, shift, shift, shift, null));
        }
        var weekend = new Shift("10:00", "18:00");
        shifts.plan(
                admin, people.inRole("SALES").get(2), 0, new ShiftWeek(null, null, null, null, null, weekend, weekend));
    }

    /// Discounts beyond a fifth take the manager everywhere; where we sell most, large sales take him and an
    /// administrator. Sums of another currency are asked about too.
    private void addPolicies(Company company, Actor admin) {
        policies.add(
                admin,
                "proposal",
                "Discounts above 20 %",
                null,
                json.readTree("{\"field\": \"largestDiscount\", \"op\": \"gt\", \"value\": \"20\"}"),
                null,
                List.of(new Step(new Approver.ByManager(), 2)),
                true);
        if (company.tenant().preset() == Preset.PARTNER_SALES) {
            policies.add(
                    admin,
                    "deal",
                    "Large deals",
                    null,
                    json.readTree("{\"and\": []}"),
                    Money.ofMinor(LARGE, company.tenant().currency()),
                    List.of(new Step(new Approver.ByManager(), 2), new Step(new Approver.ByRole("ADMIN"), 2)),
                    true);
        }
    }

    private void addRule(Actor system, String name, String filter, Target target) {
        rules.add(system, lead().key(), name, null, json.readTree(filter), target, true);
    }

    private void addViews(Actor admin) {
        addView(admin, 1, "My open leads", """
                {"and": [{"field": "mine", "op": "eq", "value": true},
                         {"field": "status", "op": "group", "value": ["open", "progress", "waiting"]}]}""");
        addView(admin, 2, "Hot this week", """
                {"and": [{"field": "temperature", "op": "eq", "value": "hot"},
                         {"field": "createdAt", "op": "within", "value": "last7Days"}]}""");
        addView(admin, 3, "All leads", null);
        var deal = types.get("deal");
        addView(admin, deal, 1, "My open deals", """
                {"and": [{"field": "mine", "op": "eq", "value": true}, {"field": "result", "op": "in", "value": ["open"]}]}""");
        addView(admin, deal, 2, "Forgotten", """
                {"and": [{"field": "staleAt", "op": "within", "value": "past"}, {"field": "result", "op": "in", "value": ["open"]}]}""");
        addView(admin, deal, 3, "All deals", null);
        var ticket = types.get("ticket");
        addView(admin, ticket, 1, "My open tickets", """
                {"and": [{"field": "mine", "op": "eq", "value": true},
                         {"field": "status", "op": "group", "value": ["open", "progress", "waiting"]}]}""");
        addView(admin, ticket, 2, "Queue", """
                {"and": [{"field": "owner", "op": "empty"},
                         {"field": "status", "op": "group", "value": ["open", "progress", "waiting"]}]}""");
        addView(admin, ticket, 3, "All tickets", null);
    }

    private void addView(Actor admin, int position, String name, @Nullable String filter) {
        addView(admin, lead(), position, name, filter);
    }

    private void addView(Actor admin, ObjectType type, int position, String name, @Nullable String filter) {
        JsonNode parsed = filter == null ? null : json.readTree(filter);
        var definition = new SavedViews.Definition(parsed, List.of("-createdAt"), null, null);
        var unused = views.add(admin, type, name, definition, true, position);
    }

    /// Enquiries of this very hour: assigned by the rules, with first tasks, events, notifications, and some work done.
    private void beLively(TenantId tenant, Staff.People people, Invention invention) {
        var system = Actor.system(tenant);
        for (var i = 0; i < LIVELY; i++) {
            var person = invention.person();
            var values = new LinkedHashMap<String, @Nullable Object>();
            values.put("title", person.name());
            values.put("firstName", person.first());
            values.put("lastName", person.last());
            values.put("phone", invention.phone());
            values.put("email", invention.email(person));
            values.put("city", invention.city());
            values.put("source", invention.one(List.of("facebook", "google", "website", "referral")));
            values.put("temperature", invention.one(List.of("hot", "warm", "cold")));
            var taken = leads.take(system, new Intake(values, List.of(), Optional.empty(), Intake.OnDuplicate.CREATE));
            if (i % 3 == 0) {
                workOn(tenant, taken);
            }
        }
    }

    private void workOn(TenantId tenant, Intake.Outcome taken) {
        var lead = records.load(Actor.system(tenant), lead(), taken.lead());
        UserId owner = lead.user("owner");
        if (owner != null) {
            var next = pipelines.all(tenant, lead().key()).getFirst().definition().statuses().stream()
                    .filter(status ->
                            List.of("connected", "documents_collected").contains(status.key()))
                    .findFirst();
            next.ifPresent(status -> transitions.move(
                    new Actor(tenant, owner),
                    lead(),
                    lead.id(),
                    new TransitionRequest(
                            lead.version(), status.key(), null, null, null, null, "Reached at the first call.", null)));
        }
    }

    private ObjectType lead() {
        return types.get("lead");
    }
}
