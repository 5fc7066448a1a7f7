package io.sangam.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Deals from their first stage to their end, through the API.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class DealsIT {

    private static final Map<String, Object> WORTH = Map.of("amount", "120000.00", "currency", "INR");

    private final TestTenants tenants;
    private final DealReminders reminders;
    private final Clock clock;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    DealsIT(TestTenants tenants, DealReminders reminders, Clock clock, @LocalServerPort int port) {
        this.tenants = tenants;
        this.reminders = reminders;
        this.clock = clock;
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
    void beginsInTheFirstStageAsItsMakersOwn() {
        var deal = made(api.as(acme.token("SALES")), Map.of("title", "Kites for Diwali", "value", WORTH));

        assertThat(deal.path("status").asString()).isEqualTo("new");
        assertThat(deal.path("result").asString()).isEqualTo("open");
        assertThat(deal.path("probability").asInt()).isEqualTo(10);
        assertThat(deal.at("/owner/id").asString())
                .isEqualTo(acme.actor("SALES").user().toString());
        assertThat(Duration.between(instant(deal, "statusSince"), instant(deal, "staleAt")))
                .isEqualTo(Duration.ofDays(7));
        assertThat(instant(deal, "nextStep")).isAfter(Instant.EPOCH);
    }

    @Test
    void namingAColleagueNeedsTheRightToAssign() {
        var other = acme.actor("MANAGER").user().toString();
        var refused = api.as(acme.token("SALES")).post("/deals", Map.of("title", "Kites", "owner", other));
        var given = made(admin, Map.of("title", "Kites", "owner", other));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(given.at("/owner/id").asString()).isEqualTo(other);
    }

    @Test
    void whatAnIntegrationBringsIsAssignedByTheRules() {
        var deal = api.as(acme.token("INTEGRATION")).post("/deals", Map.of("title", "From the shop"));
        var seen = admin.get("/deals/" + id(deal.data())).data();

        assertThat(deal.status()).isEqualTo(201);
        assertThat(seen.at("/owner/id").asString())
                .isNotEmpty()
                .isNotEqualTo(acme.actor("INTEGRATION").user().toString());
    }

    @Test
    void refusesAPipelineThatIsNone() {
        var lead = admin.get("/pipelines?kind=lead").data().path(0);

        var reply = admin.post("/deals", Map.of("title", "Kites", "pipeline", id(lead)));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().at("/errors/0/code").asString()).isEqualTo("PIPELINE_UNKNOWN");
    }

    /// Every pair of stages, against the table the company's pipeline is.
    @ParameterizedTest
    @EnumSource(Preset.class)
    void movesWhereThePipelineLeadsAndNowhereElse(Preset preset) {
        found(preset);
        var stages = new TreeMap<String, JsonNode>();
        admin.get("/pipelines?kind=deal")
                .data()
                .path(0)
                .path("statuses")
                .forEach(stage -> stages.put(stage.path("key").asString(), stage));
        var checks = new SoftAssertions();

        for (var from : stages.keySet()) {
            for (var to : stages.keySet()) {
                var deal = reach(stages, from);
                var reply = move(admin, deal, to);
                var leads = stages.get(to)
                        .path("allowedFrom")
                        .valueStream()
                        .anyMatch(each -> each.asString().equals(from));
                checks.assertThat(reply.status())
                        .as("%s %s → %s: %s", preset, from, to, reply.body())
                        .isEqualTo(leads ? 200 : 409);
                if (leads) {
                    holds(checks, stages.get(to), reply.data());
                }
            }
        }

        checks.assertAll();
    }

    private static void holds(SoftAssertions checks, JsonNode stage, JsonNode deal) {
        var result = switch (stage.path("group").asString()) {
            case "won" -> "won";
            case "lost" -> "lost";
            default -> "open";
        };
        checks.assertThat(deal.path("result").asString()).isEqualTo(result);
        checks.assertThat(deal.path("closedAt").isNull()).isEqualTo(result.equals("open"));
        checks.assertThat(deal.path("outcomeReason").isNull()).isEqualTo(!result.equals("lost"));
        if (stage.has("probability")) {
            checks.assertThat(deal.path("probability").asInt())
                    .isEqualTo(stage.path("probability").asInt());
        }
        checks.assertThat(deal.path("staleAt").isNull()).isEqualTo(!stage.has("staleAfterDays"));
    }

    /// A new deal that came to a stage by the shortest way there is.
    private String reach(Map<String, JsonNode> stages, String goal) {
        var deal = made(admin, Map.of("title", "To " + goal, "value", WORTH, "expectedClose", "2090-01-31"));
        var start = deal.path("status").asString();
        var ways = new HashMap<String, List<String>>(Map.of(start, List.of()));
        var open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            var here = open.remove();
            stages.forEach((key, stage) -> {
                if (!ways.containsKey(key)
                        && stage.path("allowedFrom")
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
            assertThat(move(admin, id(deal), step).status()).as(step).isEqualTo(200);
        }
        return id(deal);
    }

    @Test
    void aLostDealSaysWhyAndOnlyAManagerTakesItUpAgain() {
        var sales = api.as(acme.token("SALES"));
        var deal = id(made(sales, Map.of("title", "Kites", "value", WORTH)));
        var unexplained = sales.post("/deals/" + deal + "/transition", Map.of("version", version(deal), "to", "lost"));
        assertThat(unexplained.code()).isEqualTo("CONDITIONS_NOT_MET");

        assertThat(move(sales, deal, "lost").status()).isEqualTo(200);
        var reopening = move(sales, deal, "contacted");
        var managed = move(api.as(acme.token("MANAGER")), deal, "contacted");
        if (managed.status() == 404) {
            managed = move(admin, deal, "contacted");
        }

        assertThat(reopening.status()).isEqualTo(403);
        assertThat(reopening.body().path("reasonCode").asString()).isEqualTo("NEEDS_MANAGER");
        assertThat(managed.status()).isEqualTo(200);
        assertThat(managed.data().path("outcomeReason").isNull()).isTrue();
        var moves = admin.get("/deals/" + deal + "/status-history").data();
        assertThat(moves.path(1).path("to").asString()).isEqualTo("lost");
        assertThat(moves.path(1).path("reason").asString()).isEqualTo("price");
        assertThat(moves.path(1).path("secondsInFrom").isNumber()).isTrue();
    }

    @Test
    void winningMakesItsAccountACustomer() {
        var account = id(admin.post("/accounts", Map.of("name", "Lotus Traders", "type", "company"))
                .data());
        var deal = won(admin, Map.of("account", account));

        var customer = admin.get("/accounts/" + account).data();
        assertThat(deal.at("/account/id").asString()).isEqualTo(account);
        assertThat(customer.path("healthScore").asInt()).isEqualTo(75);
        assertThat(customer.path("engagement").asString()).isEqualTo("medium");
        assertThat(customer.path("onboarding").asString()).isEqualTo("pending");
        assertThat(customer.path("customerSince").isNull()).isFalse();
    }

    @Test
    void winningADealOfALeadMakesItsCustomerOnce() {
        var lead = id(admin.post(
                        "/leads",
                        Map.of(
                                "title",
                                "Kiran Rao",
                                "company",
                                "Blue Kites",
                                "phone",
                                "+14155550177",
                                "source",
                                "self"))
                .data()
                .path("lead"));

        var first = won(admin, Map.of("lead", lead));
        var second = won(admin, Map.of("lead", lead));

        assertThat(first.at("/account/label").asString()).isEqualTo("Blue Kites");
        assertThat(second.at("/account/id")).isEqualTo(first.at("/account/id"));
    }

    @Test
    void whoWinsADealNeedNotBeAllowedToWriteAccounts() {
        var account = id(admin.post("/accounts", Map.of("name", "Not theirs", "type", "company"))
                .data());
        var sales = api.as(acme.token("SALES"));
        var deal = id(made(
                admin,
                Map.of(
                        "title",
                        "Kites",
                        "value",
                        WORTH,
                        "expectedClose",
                        "2090-01-31",
                        "account",
                        account,
                        "owner",
                        acme.actor("SALES").user().toString())));
        for (var stage : List.of("contacted", "negotiation", "won")) {
            assertThat(move(sales, deal, stage).status()).as(stage).isEqualTo(200);
        }

        assertThat(admin.get("/accounts/" + account).data().path("onboarding").asString())
                .isEqualTo("pending");
    }

    @Test
    void takingAWonDealUpAgainLeavesItsCustomerAsItIs() {
        var deal = won(admin, Map.of());
        var account = deal.at("/account/id").asString();

        assertThat(move(admin, id(deal), "negotiation").status()).isEqualTo(200);

        var again = admin.get("/deals/" + id(deal)).data();
        assertThat(again.at("/account/id").asString()).isEqualTo(account);
        assertThat(again.path("closedAt").isNull()).isTrue();
        assertThat(admin.get("/accounts/" + account).data().path("healthScore").asInt())
                .isEqualTo(75);
    }

    private JsonNode won(TestApi by, Map<String, Object> more) {
        var values =
                new HashMap<String, Object>(Map.of("title", "Kites", "value", WORTH, "expectedClose", "2090-01-31"));
        values.putAll(more);
        var deal = id(made(by, values));
        for (var stage : List.of("contacted", "negotiation", "won")) {
            assertThat(move(by, deal, stage).status()).as(stage).isEqualTo(200);
        }
        return by.get("/deals/" + deal).data();
    }

    @Test
    void whatTheStageRequiresStaysFilled() {
        var deal = id(made(admin, Map.of("title", "Kites", "value", WORTH)));
        move(admin, deal, "contacted");
        move(admin, deal, "proposal_sent");
        var emptied = new HashMap<String, Object>(Map.of("version", version(deal)));
        emptied.put("value", null);

        var reply = admin.patch("/deals/" + deal, emptied);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().at("/errors/0/code").asString()).isEqualTo("VALUE_REQUIRED_BY_STATUS");
    }

    @Test
    void twentyAtOnceNeverExceedTheLimitOfAStage() throws Exception {
        var deals = IntStream.range(0, 20)
                .mapToObj(n -> id(made(admin, Map.of("title", "Kites " + n))))
                .toList();

        var replies = together(20, n -> () -> enter(admin, deals.get(n), false));

        assertThat(replies).extracting(Reply::status).containsOnly(200, 409);
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(10);
        assertThat(standingIn("contacted")).isEqualTo(10);
        var full = replies.stream()
                .filter(reply -> reply.status() == 409)
                .findFirst()
                .orElseThrow();
        assertThat(full.code()).isEqualTo("STATUS_FULL");
        assertThat(full.body().path("limit").asInt()).isEqualTo(10);
        assertThat(full.body().path("count").asInt()).isEqualTo(10);
        assertThat(full.body().path("mayExceed").asBoolean()).isTrue();
    }

    @Test
    void aManagerForcesAFullStageOthersMayNot() throws Exception {
        for (var n = 0; n < 10; n++) {
            assertThat(enter(admin, id(made(admin, Map.of("title", "Kites " + n))), false)
                            .status())
                    .isEqualTo(200);
        }
        var sales = api.as(acme.token("SALES"));
        var deal = id(made(sales, Map.of("title", "One more")));

        assertThat(enter(sales, deal, false).body().path("mayExceed").asBoolean(true))
                .isFalse();
        assertThat(enter(sales, deal, true).status()).isEqualTo(403);
        assertThat(enter(admin, deal, true).status()).isEqualTo(200);
        assertThat(standingIn("contacted")).isEqualTo(11);
    }

    @Test
    void aLimitCountsItsOwnPipelineOnly() {
        for (var n = 0; n < 10; n++) {
            enter(admin, id(made(admin, Map.of("title", "Kites " + n))), false);
        }
        var second = id(admin.post("/pipelines", Map.of("kind", "deal", "preset", "simple", "name", "Renewals"))
                .data());

        var deal = made(admin, Map.of("title", "Again", "pipeline", second));

        assertThat(deal.at("/pipeline/label").asString()).isEqualTo("Renewals");
        assertThat(enter(admin, id(deal), false).status()).isEqualTo(200);
    }

    @Test
    void ofTwentyWhoWinADealAtOnceOneDoes() throws Exception {
        var deal = id(made(admin, Map.of("title", "Kites", "value", WORTH, "expectedClose", "2090-01-31")));
        move(admin, deal, "contacted");
        move(admin, deal, "negotiation");
        var seen = version(deal);

        var replies = together(
                20, _ -> () -> admin.post("/deals/" + deal + "/transition", Map.of("version", seen, "to", "won")));

        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() != 200))
                .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("VERSION_CONFLICT"));
        var moves = admin.get("/deals/" + deal + "/status-history").data();
        assertThat(moves.valueStream().filter(move -> move.path("to").asString().equals("won")))
                .hasSize(1);
        var tasks = admin.get(
                        "/tasks?limit=100&filter=%7B%22field%22%3A%22parent%22%2C%22op%22%3A%22eq%22%2C%22value%22%3A%22"
                                + deal + "%22%7D")
                .data();
        assertThat(tasks.valueStream().map(task -> task.path("title").asString()))
                .contains("Welcome the customer", "Plan the onboarding")
                .doesNotHaveDuplicates();
    }

    @Test
    void staleTimesFollowThePipelinesDays() {
        var deal = id(made(admin, Map.of("title", "Kites")));
        var pipeline = admin.get("/pipelines?kind=deal").data().path(0);
        var statuses = pipeline.path("statuses").deepCopy();
        ((ObjectNode) statuses.path(0)).put("staleAfterDays", 2);

        var changed = admin.put(
                "/pipelines/" + id(pipeline),
                Map.of("version", pipeline.path("version"), "name", "Sales", "statuses", statuses));

        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        var aged = admin.get("/deals/" + deal).data();
        assertThat(Duration.between(instant(aged, "statusSince"), instant(aged, "staleAt")))
                .isEqualTo(Duration.ofDays(2));
    }

    @Test
    void whoWatchesADealHearsOfItAndFindsIt() {
        var viewer = api.as(acme.token("VIEWER"));
        var watcher = acme.actor("VIEWER").user().toString();
        var deal = id(made(admin, Map.of("title", "Watched", "watchers", List.of(watcher))));
        made(admin, Map.of("title", "Not watched"));

        move(admin, deal, "contacted");
        admin.post("/deals/" + deal + "/comments", Map.of("text", "They called"));

        var mine = viewer.get("/deals?filter="
                        + URLEncoder.encode(
                                "{\"field\":\"watchers\",\"op\":\"hasAny\",\"value\":[\"me\"]}",
                                StandardCharsets.UTF_8))
                .data();
        assertThat(mine).hasSize(1);
        assertThat(mine.at("/0/id").asString()).isEqualTo(deal);
        assertThat(viewer.get("/deals/" + deal).data().at("/watchers/0/name").asString())
                .isEqualTo("Viewer");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(viewer.get("/notifications")
                                .data()
                                .valueStream()
                                .map(notice -> notice.path("kind").asString()))
                        .contains("statusChanged", "remark"));
        var nobody = admin.patch(
                "/deals/" + deal,
                Map.of("version", version(deal), "watchers", List.of("00000000-0000-7000-8000-000000000001")));
        assertThat(nobody.status()).isEqualTo(422);
    }

    @Test
    void remindsOnceOfADealAtTheTimeItNames() {
        var sales = api.as(acme.token("SALES"));
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        made(sales, Map.of("title", "Due", "reminderAt", now.minusSeconds(60).toString()));
        made(
                sales,
                Map.of("title", "Later", "reminderAt", now.plusSeconds(86_400).toString()));
        var lost = id(made(
                sales,
                Map.of("title", "Lost", "reminderAt", now.plusSeconds(3_600).toString())));
        move(sales, lost, "lost");

        reminders.send(clock.instant());
        reminders.send(clock.instant());
        reminders.send(clock.instant().plusSeconds(7_200));

        var told = sales.get("/notifications")
                .data()
                .valueStream()
                .filter(notice -> notice.path("kind").asString().equals("reminder"))
                .map(notice -> notice.path("title").asString());
        assertThat(told).containsExactly("Due");
    }

    @Test
    void addsUpWhatMayComeInByOwnerAndMonth() {
        var owner = acme.actor("SALES").user().toString();
        var sales = api.as(acme.token("SALES"));
        made(sales, deal("May", "1000.00", 50, "2090-05-17"));
        made(sales, deal("May too", "500.00", 10, "2090-05-31"));
        made(sales, deal("Long ago", "70.00", 10, "2020-01-01"));
        made(sales, deal("Far off", "80.00", 10, "2091-01-01"));
        made(sales, Map.of("title", "Some day"));
        made(admin, deal("Not theirs", "9.00", 100, "2090-05-17"));
        var won = id(made(sales, deal("Won", "300.00", 10, "2090-06-01")));
        for (var stage : List.of("contacted", "negotiation", "won")) {
            assertThat(move(sales, won, stage).status()).as(stage).isEqualTo(200);
        }

        var then = lines(sales, "/deals/forecast?from=2090-05&months=6", owner);
        var now = lines(sales, "/deals/forecast?months=1", owner);

        assertThat(then.keySet()).containsExactlyInAnyOrder("2090-05 INR", "overdue INR", "later INR", "undated -");
        var may = Objects.requireNonNull(then.get("2090-05 INR"));
        assertThat(may.path("open").asInt()).isEqualTo(2);
        assertThat(may.at("/bestCase/amount").asString()).isEqualTo("1500.00");
        assertThat(may.at("/weighted/amount").asString()).isEqualTo("550.00");
        assertThat(Objects.requireNonNull(then.get("undated -")).path("open").asInt())
                .isEqualTo(1);
        var counted = now.values().stream()
                .filter(line -> line.path("won").asInt() == 1)
                .toList();
        assertThat(counted).hasSize(1);
        assertThat(counted.getFirst().at("/wonValue/amount").asString()).isEqualTo("300.00");
        assertThat(lines(admin, "/deals/forecast?from=2090-05", owner)).containsKey("2090-05 INR");
    }

    @Test
    void aForecastBeginsInAMonthThereIs() {
        assertThat(admin.get("/deals/forecast?from=2026-13").status()).isBetween(400, 422);
        assertThat(admin.get("/deals/forecast?months=25").status()).isBetween(400, 422);
    }

    private static Map<String, Object> deal(String title, String amount, int chance, String close) {
        var worth = Map.of("amount", amount, "currency", "INR");
        return Map.of("title", title, "value", worth, "probability", chance, "expectedClose", close);
    }

    private static Map<String, JsonNode> lines(TestApi by, String path, String owner) {
        var lines = new TreeMap<String, JsonNode>();
        by.get(path)
                .data()
                .path("lines")
                .valueStream()
                .filter(line -> line.at("/owner/id").asString().equals(owner))
                .forEach(line -> lines.put(
                        line.path("period").asString() + " "
                                + line.path("currency").asString("-"),
                        line));
        return lines;
    }

    private JsonNode made(TestApi by, Map<String, Object> body) {
        var reply = by.post("/deals", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private static String id(JsonNode data) {
        return data.path("id").asString();
    }

    private static Instant instant(JsonNode data, String field) {
        return Instant.parse(data.path(field).asString());
    }

    private int version(String deal) {
        return admin.get("/deals/" + deal).data().path("version").asInt();
    }

    /// With everything a stage may ask for.
    private Reply move(TestApi by, String deal, String to) {
        var body = new HashMap<String, Object>(Map.of("version", version(deal), "to", to, "force", true));
        if (to.equals("lost")) {
            body.put("reason", "price");
        }
        if (to.equals("on_hold")) {
            body.put("task", Map.of("title", "Ask again", "dueAt", "2090-01-02T04:00:00Z"));
        }
        if (by != admin) {
            body.remove("force");
        }
        return by.post("/deals/" + deal + "/transition", body);
    }

    private Reply enter(TestApi by, String deal, boolean force) {
        return by.post(
                "/deals/" + deal + "/transition", Map.of("version", version(deal), "to", "contacted", "force", force));
    }

    private long standingIn(String stage) {
        return admin.get("/deals/board")
                .data()
                .path("columns")
                .valueStream()
                .filter(column -> column.path("status").asString().equals(stage))
                .mapToLong(column -> column.path("count").asLong())
                .sum();
    }

    private static <T> List<T> together(int many, IntFunction<Callable<T>> each) throws Exception {
        var start = new CyclicBarrier(many);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, many)
                    .mapToObj(n -> threads.submit(() -> {
                        start.await();
                        return each.apply(n).call();
                    }))
                    .toList();
            var done = new ArrayList<T>();
            for (var future : running) {
                done.add(future.get());
            }
            return done;
        }
    }
}
