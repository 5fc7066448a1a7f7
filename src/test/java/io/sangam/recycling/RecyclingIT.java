package io.sangam.recycling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestPools;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// The pool of records nobody keeps. Mornings are run for times to come, so that the schedule of the running
/// application has nothing to do with them.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RecyclingIT {

    private static final String POOL = "/recycling";
    private static final List<String> TAKERS = List.of("SALES", "COSALES");

    private final IdleRecords idle;
    private final TestTenant acme;
    private final TestApi admin;
    private final TestApi sales;
    private final TestApi colleague;
    private final TestApi viewer;
    private final Instant now;
    private int phones;

    RecyclingIT(IdleRecords idle, TestTenants tenants, Clock clock, @LocalServerPort int port) {
        var api = new TestApi(port);
        this.idle = idle;
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api.as(acme.token("ADMIN"));
        this.sales = api.as(acme.token("SALES"));
        this.colleague = api.as(acme.token("COSALES"));
        this.viewer = api.as(acme.token("VIEWER"));
        this.now = clock.instant();
        rule(Map.of("roles", TAKERS));
    }

    @Test
    void whatNobodyTouchesGoesToThePoolAfterAWarning() {
        var lead = lead("SALES");

        morning(26);
        assertThat(kinds(sales)).doesNotContain("goesToPool");
        morning(28);
        morning(29);
        assertThat(kinds(sales)).containsOnlyOnce("goesToPool");
        assertThat(owner(lead)).isEqualTo(user("SALES"));

        morning(32);
        morning(33);

        assertThat(admin.get("/leads/" + lead).data().path("owner").isNull()).isTrue();
        assertThat(sales.get("/leads/" + lead).status()).isEqualTo(404);
        assertThat(kinds(sales)).containsOnlyOnce("wentToPool");
        var told = timeline(lead, "recycled");
        assertThat(told).hasSize(1);
        assertThat(told.path(0).at("/data/why").asString()).isEqualTo("idle");
        assertThat(told.path(0).at("/data/days").asInt()).isEqualTo(30);
        assertThat(openTasks(lead)).isEmpty();
        var row = lying(colleague, lead);
        assertThat(row.path("why").asString()).isEqualTo("idle");
        assertThat(row.at("/former/id").asString()).isEqualTo(user("SALES"));
        assertThat(row.path("fields").propertyNames()).contains("status").doesNotContain("phone", "email", "owner");
    }

    @Test
    void isNotTakenAwayWhenTheRuleIsSwitchedOnLate() {
        var lead = lead("SALES");

        morning(90);
        assertThat(owner(lead)).isEqualTo(user("SALES"));
        morning(92);
        assertThat(owner(lead)).isEqualTo(user("SALES"));
        morning(93);
        assertThat(admin.get("/leads/" + lead).data().path("owner").isNull()).isTrue();
    }

    @Test
    void aTouchMakesTheWarningVoid() {
        var lead = lead("SALES");
        morning(28);

        sales.post("/leads/" + lead + "/comments", Map.of("text", "He is back from leave"));
        morning(32);

        assertThat(owner(lead)).isEqualTo(user("SALES"));
        assertThat(kinds(sales).filter("goesToPool"::equals)).hasSize(2);
    }

    @Test
    void aNextStepAheadKeepsIt() {
        var lead = lead("SALES");
        admin.post(
                "/tasks",
                Map.of(
                        "title",
                        "Call back",
                        "kind",
                        "call",
                        "dueAt",
                        now.plus(Duration.ofDays(1)).toString(),
                        "assignee",
                        user("SALES"),
                        "parent",
                        Map.of("object", "lead", "id", lead)));
        complete(lead);
        admin.post(
                "/tasks",
                Map.of(
                        "title",
                        "Call again",
                        "kind",
                        "call",
                        "dueAt",
                        now.plus(Duration.ofDays(60)).toString(),
                        "assignee",
                        user("SALES"),
                        "parent",
                        Map.of("object", "lead", "id", lead)));

        morning(40);
        morning(50);

        assertThat(owner(lead)).isEqualTo(user("SALES"));
        assertThat(kinds(sales)).doesNotContain("goesToPool");
    }

    @Test
    void isGivenBackWithAReasonAndTakenByAColleague() {
        var lead = lead("SALES");

        assertThat(sales.post(POOL, Map.of("object", "lead", "record", lead, "version", version(lead), "reason", " "))
                        .status())
                .isEqualTo(422);
        assertThat(sales.post(POOL, Map.of("object", "lead", "record", lead, "version", 77, "reason", "Too far"))
                        .code())
                .isEqualTo("VERSION_CONFLICT");
        assertThat(giveBack(sales, lead, " Too far away ").status()).isEqualTo(204);
        assertThat(giveBack(admin, lead, "Again").code()).isEqualTo("NOBODY_OWNS_IT");
        assertThat(sales.get("/leads/" + lead).status()).isEqualTo(404);
        assertThat(openTasks(lead)).isEmpty();

        var row = lying(colleague, lead);
        assertThat(row.path("note").asString()).isEqualTo("Too far away");
        assertThat(row.path("yoursAgainAt").isNull()).isTrue();
        assertThat(lying(sales, lead).path("yoursAgainAt").isNull()).isFalse();
        var take = POOL + "/" + row.path("id").asString() + "/take";
        assertThat(sales.post(take, null).code()).isEqualTo("STILL_COOLING_DOWN");
        assertThat(viewer.post(take, null).code()).isEqualTo("RIGHT_MISSING");

        assertThat(colleague.post(take, null).data().path("record").asString()).isEqualTo(lead);
        assertThat(colleague.post(take, null).status()).isEqualTo(200);
        assertThat(admin.post(take, null).code()).isEqualTo("ALREADY_TAKEN");
        assertThat(owner(lead)).isEqualTo(user("COSALES"));
        assertThat(timeline(lead, "taken")).hasSize(1);
        assertThat(openTasks(lead)).hasSize(1);
        assertThat(records(colleague)).doesNotContain(lead);
        assertThat(colleague.get("/leads/" + lead).status()).isEqualTo(200);
    }

    @Test
    void isTakenBackByWhoeverGaveItAsLongAsItLiesThere() {
        var lead = lead("SALES");
        var set = changeSet(giveBack(sales, lead, "Too far away"));

        assertThat(colleague.post(set, null).status()).as("not his to undo").isEqualTo(404);
        assertThat(sales.post(set, null).status()).isEqualTo(200);
        assertThat(owner(lead)).isEqualTo(user("SALES"));
        assertThat(sales.get("/leads/" + lead).status()).isEqualTo(200);
        assertThat(openTasks(lead)).hasSize(1);
        await().untilAsserted(() -> assertThat(records(colleague)).doesNotContain(lead));

        var given = changeSet(giveBack(sales, lead, "Too far away after all"));
        var take = POOL + "/" + lying(colleague, lead).path("id").asString() + "/take";
        assertThat(colleague.post(take, null).status()).isEqualTo(200);
        assertThat(sales.post(given, null).status()).as("a colleague has it").isEqualTo(404);
        assertThat(owner(lead)).isEqualTo(user("COSALES"));
    }

    /// Only what gave it back: nothing else is changed of a record one does not see.
    @Test
    void whatWasWrittenBeforeItWasGivenBackStays() {
        var lead = lead("SALES");
        var changed = sales.patch("/leads/" + lead, Map.of("version", version(lead), "city", "Pune"));
        giveBack(sales, lead, "Too far away");

        assertThat(sales.post(changeSet(changed), null).status()).isEqualTo(404);
        assertThat(admin.get("/leads/" + lead).data().path("city").asString()).isEqualTo("Pune");
    }

    private static String changeSet(TestApi.Reply reply) {
        return "/change-sets/" + reply.headers().firstValue("X-Change-Set").orElseThrow() + "/undo";
    }

    @Test
    void nobodyGivesBackWhatIsAnotherUnlessHeMayAssignIt() {
        var lead = lead("SALES");
        admin.post("/leads/" + lead + "/shares", Map.of("userId", user("COSALES"), "right", "write"));

        assertThat(giveBack(colleague, lead, "Mine now").code()).isEqualTo("RIGHT_MISSING");
        assertThat(giveBack(viewer, lead, "Mine now").status()).isIn(403, 404);
        assertThat(giveBack(admin, lead, "He left").status()).isEqualTo(204);
    }

    @Test
    void ofManyWhoTakeItOneGetsIt() throws Exception {
        var lead = lead("MANAGER");
        giveBack(admin, lead, "Too far");
        var take = POOL + "/" + lying(admin, lead).path("id").asString() + "/take";
        var start = new CyclicBarrier(3);

        List<Integer> statuses;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            statuses = threads
                    .invokeAll(Stream.of(sales, colleague, admin)
                            .<Callable<Integer>>map(api -> () -> {
                                start.await();
                                return api.post(take, null).status();
                            })
                            .toList())
                    .stream()
                    .map(each -> each.resultNow())
                    .toList();
        }

        assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409);
        assertThat(timeline(lead, "taken")).hasSize(1);
    }

    @Test
    void nobodyTakesMoreADayThanTheCompanyWantsNotByTwoPressesAtOnceEither() throws Exception {
        rule(Map.of("roles", TAKERS, "takesPerDay", 1));
        var leads = List.of(lead("MANAGER"), lead("MANAGER"), lead("MANAGER"));
        leads.forEach(lead -> giveBack(admin, lead, "Too far"));
        var takes = leads.stream()
                .map(lead -> POOL + "/" + lying(admin, lead).path("id").asString() + "/take")
                .toList();
        var start = new CyclicBarrier(3);

        List<TestApi.Reply> replies;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            replies = threads
                    .invokeAll(takes.stream()
                            .<Callable<TestApi.Reply>>map(take -> () -> {
                                start.await();
                                return sales.post(take, null);
                            })
                            .toList())
                    .stream()
                    .map(each -> each.resultNow())
                    .toList();
        }

        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() == 409))
                .hasSize(2)
                .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("TAKES_USED_UP"));
        assertThat(sales.get(POOL).body().path("meta").path("left").asInt()).isZero();
    }

    @Test
    void whatIsAssignedFinishedOrDeletedLeavesThePool() {
        var assigned = lead("SALES");
        var deleted = lead("SALES");
        giveBack(sales, assigned, "Too far");
        giveBack(sales, deleted, "Too far");
        var goneBefore = POOL + "/" + lying(colleague, deleted).path("id").asString() + "/take";

        admin.post("/leads/" + assigned + "/reassign", Map.of("version", version(assigned), "owner", user("MANAGER")));
        admin.delete("/leads/" + deleted + "?version=" + version(deleted));

        assertThat(colleague.post(goneBefore, null).code()).isEqualTo("ALREADY_TAKEN");
        await().untilAsserted(() -> assertThat(records(colleague)).doesNotContain(assigned, deleted));
    }

    @Test
    void isClosedWhereTheCompanyHasNone() {
        rule(Map.of("active", false));
        var lead = lead("SALES");

        assertThat(admin.get(POOL).code()).isEqualTo("POOL_CLOSED");
        assertThat(giveBack(sales, lead, "Too far").code()).isEqualTo("POOL_CLOSED");
        assertThat(admin.get("/me").data().path("pools")).isEmpty();
        morning(90);
        morning(94);
        assertThat(owner(lead)).isEqualTo(user("SALES"));
    }

    @Test
    void isOpenToWhomTheCompanyNamesAndThoseWhoAssign() {
        rule(Map.of("roles", List.of("SALES")));

        assertThat(sales.get(POOL).status()).isEqualTo(200);
        assertThat(admin.get(POOL).status()).isEqualTo(200);
        assertThat(colleague.get(POOL).code()).isEqualTo("RIGHT_MISSING");
        assertThat(viewer.get(POOL).code()).isEqualTo("RIGHT_MISSING");
        assertThat(sales.get("/me").data().path("pools").path(0).asString()).isEqualTo("leads");
        assertThat(colleague.get("/me").data().path("pools")).isEmpty();
    }

    @Test
    void isReadPageByPage() {
        var leads = List.of(lead("SALES"), lead("SALES"), lead("SALES"));
        leads.forEach(lead -> giveBack(admin, lead, "Too far"));

        var first = colleague.get(POOL + "?limit=2");
        var second = colleague.get(POOL + "?limit=2&cursor="
                + first.body().path("meta").path("cursor").asString());

        assertThat(Stream.concat(first.data().valueStream(), second.data().valueStream())
                        .map(row -> row.path("record").asString()))
                .containsExactlyElementsOf(leads);
        assertThat(second.body().path("meta").has("cursor")).isFalse();
    }

    private void rule(Map<String, ?> rule) {
        TestPools.open(admin, rule);
    }

    private void morning(long daysFromNow) {
        TenantScope.run(acme.id(), () -> idle.run(acme.id(), now.plus(Duration.ofDays(daysFromNow))));
    }

    private String lead(String role) {
        var values = new HashMap<String, Object>();
        values.put("title", "Pool " + ++phones);
        values.put("phone", "+4477009002%02d".formatted(phones));
        values.put("owner", user(role));
        return admin.post("/leads", values).data().path("lead").path("id").asString();
    }

    private TestApi.Reply giveBack(TestApi by, String lead, String reason) {
        return by.post(POOL, TestPools.gift(admin, lead, reason));
    }

    private static JsonNode lying(TestApi reader, String lead) {
        return reader.get(POOL)
                .data()
                .valueStream()
                .filter(row -> row.path("record").asString().equals(lead))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> records(TestApi reader) {
        return reader.get(POOL)
                .data()
                .valueStream()
                .map(row -> row.path("record").asString())
                .toList();
    }

    private void complete(String lead) {
        openTasks(lead)
                .forEach(task -> admin.post(
                        "/tasks/" + task.path("id").asString() + "/complete",
                        Map.of("version", task.path("version").asInt())));
    }

    private List<JsonNode> openTasks(String lead) {
        return admin.get("/tasks?limit=200&fields=title,status,parent")
                .data()
                .valueStream()
                .filter(task -> task.at("/parent/id").asString().equals(lead))
                .filter(task -> List.of("todo", "backlog", "in_progress", "postponed")
                        .contains(task.path("status").asString()))
                .toList();
    }

    private int version(String lead) {
        return admin.get("/leads/" + lead).data().path("version").asInt();
    }

    private String owner(String lead) {
        return admin.get("/leads/" + lead).data().at("/owner/id").asString();
    }

    private String user(String role) {
        return acme.actor(role).user().toString();
    }

    private JsonNode timeline(String lead, String verb) {
        return admin.get("/leads/" + lead + "/timeline?kinds=" + verb).data();
    }

    private static Stream<String> kinds(TestApi reader) {
        return reader.get("/notifications")
                .data()
                .valueStream()
                .map(notice -> notice.path("kind").asString());
    }
}
