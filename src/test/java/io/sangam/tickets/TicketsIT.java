package io.sangam.tickets;

import static io.sangam.tickets.db.Tables.SLA_DUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// Tickets from the first word to the last, through the API.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class TicketsIT {

    private final TestTenants tenants;
    private final TestApi api;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private TestTenant acme;
    private TestApi admin;

    TicketsIT(TestTenants tenants, DSLContext db, TransactionOperations transactions, @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.api = new TestApi(port);
        found(Preset.SIMPLE);
    }

    @BeforeEach
    void foundACompany() {
        found(Preset.SIMPLE);
    }

    private void found(Preset preset) {
        acme = tenants.create(preset);
        admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void beginsNumberedAndGoesToSupport() {
        var ticket = seen(made(admin, Map.of("title", "The scanner is silent")));

        assertThat(ticket.path("number").asString()).matches("TKT-20\\d\\d-00001");
        assertThat(ticket.path("status").asString()).isEqualTo("new");
        assertThat(ticket.path("priority").asString()).isEqualTo("normal");
        assertThat(ticket.path("department").asString()).isEqualTo("customer_success");
        assertThat(ticket.path("reopenedCount").asInt()).isZero();
        assertThat(ticket.at("/owner/id").asString()).isEqualTo(person("SUPPORT"));
        assertThat(ticket.path("nextStep").isNull()).as("a first task (R6)").isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "sync, integration, INTEGRATION",
        "reintegration, integration, INTEGRATION",
        "bug, development, SUPPORT",
        "feature, product, SUPPORT",
        "data_mismatch, data, SUPPORT",
        "question, customer_success, SUCCESS",
        "billing, customer_success, SUCCESS",
    })
    void partnerSalesSendsTicketsByTheirType(String type, String department, String role) {
        found(Preset.PARTNER_SALES);

        var ticket = seen(made(admin, Map.of("title", "About " + type, "type", type)));

        assertThat(ticket.path("department").asString()).isEqualTo(department);
        assertThat(ticket.at("/owner/id").asString()).isEqualTo(person(role));
    }

    @Test
    void urgentTicketsGoToAManager() {
        var ticket = seen(made(admin, Map.of("title", "Nothing works", "priority", "urgent")));

        assertThat(ticket.at("/owner/id").asString()).isEqualTo(person("MANAGER"));
    }

    @Test
    void theDepartmentFollowsTheTypeUnlessItIsNamed() {
        var ticket = made(admin, Map.of("title", "Wrong sums"));

        var retyped = admin.patch("/tickets/" + ticket, Map.of("version", version(ticket), "type", "bug"));
        var named = admin.patch(
                "/tickets/" + ticket, Map.of("version", version(ticket), "type", "sync", "department", "data"));

        assertThat(retyped.data().path("department").asString()).isEqualTo("development");
        assertThat(named.data().path("department").asString()).isEqualTo("data");
    }

    @Test
    void aTicketOfAContactIsItsAccounts() {
        var account = id(admin.post("/accounts", Map.of("name", "Lotus Traders", "type", "company")));
        var contact = id(admin.post("/contacts", Map.of("firstName", "Kiran", "account", account)));

        var ticket = seen(made(admin, Map.of("title", "A question", "contact", contact)));

        assertThat(ticket.at("/account/id").asString()).isEqualTo(account);
    }

    @Test
    void whoRaisesATicketKeepsSeeingIt() {
        var sales = api.as(acme.token("SALES"));
        var raised = made(sales, Map.of("title", "My customer asks"));
        var other = made(admin, Map.of("title", "Not theirs"));

        assertThat(sales.get("/tickets/" + raised).data().at("/owner/id").asString())
                .isEqualTo(person("SUPPORT"));
        assertThat(sales.get("/tickets/" + other).status()).isEqualTo(404);
    }

    @Test
    void supportTakesWhatNobodyHasAndNothingElse() {
        var support = api.as(acme.token("SUPPORT"));
        var elsewhere = made(admin, Map.of("title", "Somebody's", "owner", person("ADMIN")));
        var waiting = unowned();

        assertThat(support.get("/tickets/" + elsewhere).status()).isEqualTo(404);
        var seen = support.get("/tickets/" + waiting).data();
        assertThat(seen.at("/can/take").asBoolean()).isTrue();
        assertThat(seen.at("/can/assign").asBoolean()).isFalse();
        var given = support.post(
                "/tickets/" + waiting + "/reassign",
                Map.of("version", seen.path("version"), "owner", person("SUCCESS")));
        var taken = support.post(
                "/tickets/" + waiting + "/reassign",
                Map.of("version", seen.path("version"), "owner", person("SUPPORT")));

        assertThat(given.status()).isEqualTo(403);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.data().at("/owner/id").asString()).isEqualTo(person("SUPPORT"));
        assertThat(taken.data().at("/can/take").asBoolean()).isFalse();
    }

    @Test
    void salesHaveNoQueue() {
        assertThat(api.as(acme.token("SALES")).get("/tickets/" + unowned()).status())
                .isEqualTo(404);
    }

    /// A ticket nobody is responsible for: raised while everybody it could go to is away.
    private String unowned() {
        var user = "/users/" + person("SUPPORT");
        var version = admin.get("/users?query=support@example.com").data().at("/0/version");
        var reply = admin.patch(user, Map.of("version", version, "leaveFrom", "2020-01-01", "leaveTo", "2090-01-01"));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        // who is away may be known some seconds late
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> made(admin, Map.of("title", "Waiting")),
                        ticket -> seen(ticket).path("owner").isNull());
    }

    /// Every pair of statuses, against the table the company's pipeline is.
    @ParameterizedTest
    @EnumSource(Preset.class)
    void movesWhereThePipelineLeadsAndNowhereElse(Preset preset) {
        found(preset);
        var statuses = new TreeMap<String, JsonNode>();
        admin.get("/pipelines?kind=ticket")
                .data()
                .path(0)
                .path("statuses")
                .forEach(status -> statuses.put(status.path("key").asString(), status));
        var checks = new SoftAssertions();

        for (var from : statuses.keySet()) {
            if (isForTheSystem(statuses.get(from))) {
                continue;
            }
            for (var to : statuses.keySet()) {
                var ticket = reach(statuses, from);
                var before = seen(ticket);
                var reply = move(ticket, to);
                var leads = statuses.get(to)
                        .path("allowedFrom")
                        .valueStream()
                        .anyMatch(each -> each.asString().equals(from));
                var expected = !leads ? 409 : isForTheSystem(statuses.get(to)) ? 403 : 200;
                checks.assertThat(reply.status())
                        .as("%s %s → %s: %s", preset, from, to, reply.body())
                        .isEqualTo(expected);
                if (reply.status() == 200) {
                    holds(checks, statuses.get(from), statuses.get(to), before, reply.data());
                }
            }
        }

        checks.assertAll();
    }

    private static boolean isForTheSystem(JsonNode status) {
        return status.path("allowedRoles").isArray()
                && status.path("allowedRoles").isEmpty();
    }

    private static boolean isOpen(JsonNode status) {
        return List.of("open", "progress", "waiting")
                .contains(status.path("group").asString());
    }

    private static void holds(SoftAssertions checks, JsonNode from, JsonNode to, JsonNode before, JsonNode after) {
        var group = to.path("group").asString();
        var step = from.path("key").asString() + " → " + to.path("key").asString();
        checks.assertThat(after.path("resolvedAt").isNull()).as(step).isEqualTo(!group.equals("done"));
        checks.assertThat(after.path("reopenedCount").asInt()
                        - before.path("reopenedCount").asInt())
                .as(step)
                .isEqualTo(!isOpen(from) && isOpen(to) ? 1 : 0);
        if (isOpen(to)) {
            checks.assertThat(after.path("closedAt").isNull()).as(step).isTrue();
            checks.assertThat(after.path("resolution").isNull()).as(step).isTrue();
        }
        if (List.of("closed", "cancelled").contains(to.path("key").asString())) {
            checks.assertThat(after.path("closedAt").isNull()).as(step).isFalse();
        }
        if (List.of("progress", "waiting", "done").contains(group)) {
            checks.assertThat(after.path("firstResponseAt").isNull()).as(step).isFalse();
        }
        checks.assertThat(after.path("slaPaused").asBoolean()).as(step).isEqualTo(group.equals("waiting"));
    }

    /// A new ticket that came to a status by the shortest way there is.
    private String reach(Map<String, JsonNode> statuses, String goal) {
        var ticket = made(admin, Map.of("title", "To " + goal));
        var start = seen(ticket).path("status").asString();
        var ways = new HashMap<String, List<String>>(Map.of(start, List.of()));
        var open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            var here = open.remove();
            statuses.forEach((key, status) -> {
                if (!ways.containsKey(key)
                        && !isForTheSystem(status)
                        && status.path("allowedFrom")
                                .valueStream()
                                .anyMatch(each -> each.asString().equals(here))) {
                    var way = new ArrayList<>(Objects.requireNonNull(ways.get(here)));
                    way.add(key);
                    ways.put(key, way);
                    open.add(key);
                }
            });
        }
        for (var step : Objects.requireNonNull(ways.get(goal), goal)) {
            assertThat(move(ticket, step).status()).as(step).isEqualTo(200);
        }
        return ticket;
    }

    @Test
    void resolvingSaysHow() {
        var ticket = made(admin, Map.of("title", "The scanner is silent"));
        move(ticket, "in_progress");

        var silent =
                admin.post("/tickets/" + ticket + "/transition", Map.of("version", version(ticket), "to", "resolved"));

        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.code()).isEqualTo("CONDITIONS_NOT_MET");
        assertThat(silent.body().at("/conditions/0/fields")).hasSize(2);
    }

    @Test
    void reopeningCountsAndAsksForTheResolutionAgain() {
        var ticket = made(admin, Map.of("title", "The scanner is silent"));
        for (var step : List.of("in_progress", "resolved", "closed", "open", "in_progress")) {
            assertThat(move(ticket, step).status()).as(step).isEqualTo(200);
        }
        var silent =
                admin.post("/tickets/" + ticket + "/transition", Map.of("version", version(ticket), "to", "resolved"));
        assertThat(move(ticket, "resolved").status()).isEqualTo(200);
        move(ticket, "open");

        assertThat(silent.code()).isEqualTo("CONDITIONS_NOT_MET");
        var seen = seen(ticket);
        assertThat(seen.path("reopenedCount").asInt()).isEqualTo(2);
        assertThat(seen.path("reopenedAt").isNull()).isFalse();
        assertThat(seen.path("resolvedAt").isNull()).isTrue();
        assertThat(seen.path("closedAt").isNull()).isTrue();
    }

    @Test
    void undoingAResolutionIsNoReopening() {
        var ticket = made(admin, Map.of("title", "The scanner is silent"));
        move(ticket, "in_progress");
        var resolved = move(ticket, "resolved");
        var set = resolved.headers().firstValue("X-Change-Set").orElseThrow();

        assertThat(admin.post("/change-sets/" + set + "/undo", null).status()).isEqualTo(200);

        var seen = seen(ticket);
        assertThat(seen.path("status").asString()).isEqualTo("in_progress");
        assertThat(seen.path("reopenedCount").asInt()).isZero();
        assertThat(seen.path("resolution").isNull()).isTrue();
    }

    @Test
    void listsTheMostUrgentFirst() {
        for (var priority : List.of("normal", "critical", "low", "urgent", "high")) {
            made(admin, Map.of("title", "As " + priority, "priority", priority));
        }

        var first = admin.get("/tickets?sort=-priority&limit=3");
        var rest = admin.get("/tickets?sort=-priority&limit=3&cursor="
                + URLEncoder.encode(first.body().at("/meta/cursor").asString(), StandardCharsets.UTF_8));

        assertThat(priorities(first)).containsExactly("critical", "urgent", "high");
        assertThat(priorities(rest)).containsExactly("normal", "low");
    }

    private static List<String> priorities(Reply page) {
        return page.data()
                .valueStream()
                .map(ticket -> ticket.path("priority").asString())
                .toList();
    }

    @Test
    void hasABoardWithoutSums() {
        made(admin, Map.of("title", "The scanner is silent"));

        var columns = admin.get("/tickets/board").data().path("columns");

        assertThat(columns).hasSize(1);
        assertThat(columns.at("/0/count").asInt()).isEqualTo(1);
        assertThat(columns.at("/0/sums")).isEmpty();
        assertThat(admin.get("/meta/objects/ticket").data().at("/board/worth").isNull()
                        || admin.get("/meta/objects/ticket")
                                .data()
                                .at("/board/worth")
                                .isMissingNode())
                .isTrue();
    }

    @Test
    void numbersAreNeverGivenTwice() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var all = IntStream.range(0, 24)
                    .mapToObj(n -> threads.submit(() -> made(admin, Map.of("title", "At once " + n))))
                    .toList();
            for (var each : all) {
                assertThat(each.get()).isNotEmpty();
            }
        }

        assertThat(admin.get("/tickets?limit=100&fields=number").data().findValuesAsString("number"))
                .hasSize(24)
                .doesNotHaveDuplicates();
    }

    @Test
    void rolesWithoutTicketsSeeNone() {
        var ticket = made(admin, Map.of("title", "The scanner is silent"));

        for (var role : List.of("CALLER", "PARTNER", "PACKER", "FINANCE", "DEV")) {
            assertThat(api.as(acme.token(role)).get("/tickets/" + ticket).status())
                    .as(role)
                    .isIn(403, 404);
        }
        assertThat(api.as(acme.token("VIEWER")).get("/tickets/" + ticket).status())
                .isEqualTo(200);
    }

    @Test
    void twoTicketsBecomeOneAndAreTakenApartAgain() {
        var kept = made(admin, Map.of("title", "No invoices"));
        var merged = made(admin, Map.of("title", "Still no invoices", "product", "Billing"));
        admin.post("/tickets/" + merged + "/comments", Map.of("text", "Second call", "mentions", List.of()));
        var task = id(admin.post(
                "/tasks",
                Map.of(
                        "title", "Look it up",
                        "kind", "todo",
                        "dueAt", "2030-01-01T10:00:00Z",
                        "parent", Map.of("object", "ticket", "id", merged))));

        var reply = admin.post(
                "/merges",
                Map.of(
                        "object", "ticket",
                        "keep", Map.of("id", kept, "version", version(kept)),
                        "merge", Map.of("id", merged, "version", version(merged))));

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        assertThat(seen(kept).path("product").asString()).isEqualTo("Billing");
        assertThat(seen(merged).path("mergedInto").asString()).isEqualTo(kept);
        assertThat(admin.get("/tasks/" + task).data().at("/parent/id").asString())
                .isEqualTo(kept);
        assertThat(admin.get("/tickets/" + kept + "/timeline?kinds=commented").data())
                .hasSize(1);
        assertThat(due(merged)).as("nothing is promised about it any more").isZero();

        var apart = admin.post("/merges/" + reply.data().path("id").asString() + "/undo", null);

        assertThat(apart.status()).as(apart.body().toString()).isEqualTo(200);
        assertThat(seen(merged).path("deleted").asBoolean()).isFalse();
        assertThat(admin.get("/tasks/" + task).data().at("/parent/id").asString())
                .isEqualTo(merged);
        assertThat(due(merged)).as("and its clocks go on").isPositive();
    }

    @Test
    void aRemarkBecomesATicketOfItsOwn() {
        var account = id(admin.post("/accounts", Map.of("name", "Lotus Traders", "type", "company")));
        var ticket = made(admin, Map.of("title", "No invoices", "account", account, "priority", "high"));
        var marked = "Also, the **logo** is [old](https://pier.example) <img src=x onerror=alert(1)>";
        admin.post("/tickets/" + ticket + "/comments", Map.of("text", marked, "mentions", List.of()));
        var comment = admin.get("/tickets/" + ticket + "/timeline?kinds=commented")
                .data()
                .at("/0/data/commentId")
                .asString();

        var reply = admin.post("/tickets/" + ticket + "/split", Map.of("comment", comment, "title", "Old logo"));

        var split = seen(id(reply));
        assertThat(admin.get("/tickets/" + ticket + "/timeline?kinds=commented")
                        .data()
                        .at("/0/data/text")
                        .asString())
                .as("kept as it was written")
                .isEqualTo(marked);
        assertThat(split.path("description").asString())
                .as("without its marks")
                .isEqualTo("Also, the logo is old (https://pier.example) <img src=x onerror=alert(1)>");
        assertThat(split.at("/account/id").asString()).isEqualTo(account);
        assertThat(split.path("priority").asString()).isEqualTo("high");
        assertThat(split.path("status").asString()).isEqualTo("new");
        assertThat(split.at("/splitFrom/id").asString()).isEqualTo(ticket);
        assertThat(admin.get("/tickets/" + ticket + "/timeline?kinds=splitOff")
                        .data()
                        .at("/0/data/id")
                        .asString())
                .isEqualTo(split.path("id").asString());
        var elsewhere = made(admin, Map.of("title", "Another"));
        assertThat(admin.post("/tickets/" + elsewhere + "/split", Map.of("comment", comment, "title", "Not here"))
                        .status())
                .as("a remark is split off the ticket it stands on")
                .isEqualTo(404);
        assertThat(api.as(acme.token("VIEWER"))
                        .post("/tickets/" + ticket + "/split", Map.of("comment", comment, "title", "Old logo"))
                        .code())
                .isEqualTo("RECORD_NOT_WRITABLE");

        admin.post("/change-sets/" + reply.headers().firstValue("X-Change-Set").orElseThrow() + "/undo", null);

        assertThat(seen(split.path("id").asString()).path("deleted").asBoolean())
                .isTrue();
    }

    private int due(String ticket) {
        return acme.in(() -> transactions.execute(_ -> db.fetchCount(
                SLA_DUE, SLA_DUE.TENANT_ID.eq(acme.id()).and(SLA_DUE.TICKET_ID.eq(UUID.fromString(ticket))))));
    }

    private String made(TestApi by, Map<String, Object> body) {
        var reply = by.post("/tickets", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("id").asString();
    }

    private static String id(Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("id").asString();
    }

    private String person(String role) {
        return acme.actor(role).user().toString();
    }

    private JsonNode seen(String ticket) {
        return admin.get("/tickets/" + ticket).data();
    }

    private int version(String ticket) {
        return seen(ticket).path("version").asInt();
    }

    /// With everything a status may ask for.
    private Reply move(String ticket, String to) {
        var body = new HashMap<String, Object>(Map.of("version", version(ticket), "to", to));
        if (to.equals("resolved")) {
            body.put("fields", Map.of("resolution", "fixed", "resolutionNotes", "A cable was loose"));
        }
        if (to.equals("cancelled")) {
            body.put("reason", "duplicate");
        }
        return admin.post("/tickets/" + ticket + "/transition", body);
    }
}
