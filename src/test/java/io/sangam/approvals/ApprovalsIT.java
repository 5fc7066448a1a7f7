package io.sangam.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Ids;
import io.sangam.kernel.Money;
import io.sangam.records.RecordRef;
import io.sangam.tenancy.Preset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// Consent to winning a deal: asked for, decided step by step, and held to what it was asked for (R26, AZ-09).
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ApprovalsIT {

    private static final String APPROVALS = "/approvals";
    private static final String POLICIES = "/approvals/policies";
    private static final Map<String, Object> EVERY = Map.of("and", List.of());
    private static final Map<String, Object> MANAGER = Map.of("approver", Map.of("type", "manager"), "dueDays", 2);
    private static final Map<String, Object> ADMINS = Map.of("approver", Map.of("type", "role", "role", "ADMIN"));

    private final TestTenants tenants;
    private final Approvals approvals;
    private final Overdue overdue;
    private final Clock clock;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;
    private TestApi sales;
    private TestApi manager;

    ApprovalsIT(TestTenants tenants, Approvals approvals, Overdue overdue, Clock clock, @LocalServerPort int port) {
        this.tenants = tenants;
        this.approvals = approvals;
        this.overdue = overdue;
        this.clock = clock;
        this.api = new TestApi(port);
        found();
    }

    @BeforeEach
    void found() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
        sales = api.as(acme.token("SALES"));
        manager = api.as(acme.token("MANAGER"));
        change("SALES", Map.of("managerId", user("MANAGER")));
    }

    @Test
    void aLargeDealIsWonOnceItsManagerAndTheAdministratorsConsented() {
        policy(MANAGER, ADMINS);
        var deal = deal("120000.00");

        var blocked = win(deal);
        assertThat(blocked.code()).isEqualTo("CONDITIONS_NOT_MET");
        assertThat(blocked.body().at("/conditions/0/type").asString()).isEqualTo("approval");
        assertThat(blocked.body().at("/approval/state").asString()).isEqualTo("needed");
        assertThat(asks(deal)).isEqualTo("needed");

        var asked = ask(deal, " Two years, paid in advance ");
        var id = id(asked);
        assertThat(asked.path("status").asString()).isEqualTo("pending");
        assertThat(asked.path("label").asString()).isEqualTo("Won");
        assertThat(asked.path("note").asString()).isEqualTo("Two years, paid in advance");
        assertThat(asked.at("/figures/amount/amount").asString()).isEqualTo("120000.00");
        assertThat(asked.at("/approvers/0/person/id").asString()).isEqualTo(user("MANAGER"));
        assertThat(asked.path("mine").asBoolean()).isFalse();
        assertThat(instant(asked, "dueAt")).isAfter(clock.instant().plus(Duration.ofDays(1)));
        assertThat(win(deal).body().at("/approval/state").asString()).isEqualTo("pending");
        assertThat(win(deal).body().at("/approval/request").asString()).isEqualTo(id);
        assertThat(id(ask(deal, "Again"))).as("asked once").isEqualTo(id);
        assertThat(kinds(manager)).contains("approvalWanted");
        assertThat(waiting(manager)).contains(id);
        assertThat(waiting(admin)).doesNotContain(id);

        var first = approve(manager, id, 0);
        assertThat(first.data().path("status").asString()).isEqualTo("pending");
        assertThat(first.data().path("step").asInt()).isEqualTo(1);
        assertThat(waiting(manager)).doesNotContain(id);
        assertThat(waiting(admin)).contains(id);
        assertThat(win(deal).code()).isEqualTo("CONDITIONS_NOT_MET");

        var second = approve(admin, id, 1);
        assertThat(second.data().path("status").asString()).isEqualTo("approved");
        assertThat(second.data().at("/decidedBy/id").asString()).isEqualTo(user("ADMIN"));
        assertThat(second.data().path("decisions")).hasSize(2);
        assertThat(kinds(sales)).contains("approvalGiven");
        assertThat(status(deal)).as("nobody moved it").isEqualTo("negotiation");
        assertThat(asks(deal)).isEmpty();

        assertThat(win(deal).status()).isEqualTo(200);
        for (var verb : List.of("approvalAsked", "approvalStepGiven", "approvalGiven", "transitioned")) {
            assertThat(timeline(deal, verb)).as(verb).isNotEmpty();
        }
        assertThat(timeline(deal, "approvalAsked").path(0).at("/data/reason").asString())
                .isEqualTo("Two years, paid in advance");
        assertThat(sales.get(APPROVALS + "?which=asked")
                        .data()
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(id);
        assertThat(manager.get(APPROVALS + "?which=decided")
                        .data()
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void whatNoPolicyAsksAboutIsWonAtOnceAndWhatCostsLessSaysWhy() {
        var free = deal("120000.00");
        assertThat(sales.post(APPROVALS, asking(free, null))
                        .data()
                        .path("needed")
                        .asBoolean())
                .isFalse();
        assertThat(win(free).status()).isEqualTo(200);
        policy(MANAGER);
        var small = deal("9999.99");

        assertThat(asks(small)).isEmpty();
        assertThat(win(small).status()).isEqualTo(200);

        var why = timeline(small, "approvalWaived").path(0).path("data");
        assertThat(why.path("policy").asString()).isEqualTo("Large deals");
        assertThat(timeline(free, "approvalWaived")).isEmpty();
        var abroad = made(Map.of("title", "Abroad", "value", Map.of("amount", "100.00", "currency", "EUR")));
        negotiate(abroad);
        assertThat(win(abroad).code()).as("another currency is not compared").isEqualTo("CONDITIONS_NOT_MET");
    }

    @Test
    void isRejectedWithAReasonAndMayBeAskedAgain() {
        policy(MANAGER, ADMINS);
        var deal = deal("120000.00");
        var id = id(ask(deal, null));

        assertThat(manager.post(at(id, "reject"), Map.of("step", 0, "reason", " "))
                        .status())
                .isEqualTo(422);
        var rejected = manager.post(at(id, "reject"), Map.of("step", 0, "reason", "Too long to pay"));
        assertThat(rejected.data().path("status").asString()).isEqualTo("rejected");
        assertThat(kinds(sales)).contains("approvalRejected");
        var blocked = win(deal).body().path("approval");
        assertThat(blocked.path("state").asString()).isEqualTo("rejected");
        assertThat(blocked.path("reason").asString()).isEqualTo("Too long to pay");
        assertThat(approve(manager, id, 0).code()).isEqualTo("APPROVAL_DECIDED");

        assertThat(id(ask(deal, "At thirty days"))).isNotEqualTo(id);
    }

    @Test
    void nobodyApprovesWhatHeAskedForHimself() {
        policy(step(Map.of("type", "role", "role", "SALES")), ADMINS);
        var deal = deal("120000.00");
        var asked = ask(deal, null);

        assertThat(asked.path("toAdministrators").asBoolean())
                .as("only the asker holds the role")
                .isTrue();
        assertThat(approve(sales, id(asked), 0).code()).isEqualTo("NOT_YOURS_TO_DECIDE");
        assertThat(admin.post(
                                at(id(asked), "delegate"),
                                Map.of("step", 0, "user", user("SALES"), "comment", "Your own"))
                        .body()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("USER_UNKNOWN");
        assertThat(approve(admin, id(asked), 0).status()).isEqualTo(200);

        var own = made(Map.of("title", "Mine", "value", money("120000.00"), "owner", user("ADMIN")));
        negotiate(own);
        assertThat(admin.post(APPROVALS, asking(own, null)).code())
                .as("the only administrator")
                .isEqualTo("NOBODY_TO_APPROVE");
    }

    @Test
    void aStepWithoutAnybodyGoesToAdministratorsAndAwayOnesAreJoinedByTheirManager() {
        policy(MANAGER);
        leave("MANAGER", "VIEWER");
        assertThat(approvers(ask(deal("120000.00"), null))).containsExactlyInAnyOrder(user("MANAGER"), user("VIEWER"));

        change("SALES", Map.of("managerId", user("COSALES")));
        var asked = ask(deal("120000.00"), null);
        assertThat(approvers(asked)).as("his manager may not read it").containsExactly(user("ADMIN"));
        assertThat(asked.path("toAdministrators").asBoolean()).isTrue();
    }

    @Test
    void isGivenToAColleagueWhoMayReadTheRecordAndThatStaysToBeSeen() {
        policy(MANAGER);
        var id = id(ask(deal("120000.00"), null));
        var viewer = api.as(acme.token("VIEWER"));
        var path = at(id, "delegate");

        assertThat(manager.post(path, Map.of("step", 0, "user", user("COSALES")))
                        .status())
                .as("he may not read it")
                .isEqualTo(422);
        assertThat(viewer.post(path, Map.of("step", 0, "user", user("ADMIN"))).code())
                .isEqualTo("NOT_YOURS_TO_DECIDE");
        var given = manager.post(path, Map.of("step", 0, "user", user("VIEWER"), "comment", "I am away"));
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.data().at("/approvers/0/person/id").asString()).isEqualTo(user("VIEWER"));
        assertThat(given.data().at("/approvers/0/delegatedBy/id").asString()).isEqualTo(user("MANAGER"));
        assertThat(kinds(viewer)).contains("approvalDelegated");
        assertThat(approve(manager, id, 0).code()).isEqualTo("NOT_YOURS_TO_DECIDE");

        var approved = approve(viewer, id, 0).data();
        assertThat(approved.path("status").asString()).isEqualTo("approved");
        assertThat(approved.at("/decisions/0/verb").asString()).isEqualTo("delegated");
        assertThat(approved.at("/decisions/0/to/id").asString()).isEqualTo(user("VIEWER"));
    }

    @Test
    void whoeverAsksForHisNoticesLearnsHowManyWait() {
        policy(MANAGER);
        assertThat(count(manager)).isZero();
        var id = id(ask(deal("120000.00"), null));
        var other = deal("130000.00");
        ask(other, null);
        assertThat(count(manager)).isEqualTo(2);
        assertThat(count(admin)).isZero();
        assertThat(count(sales)).as("he asked").isZero();

        manager.post(at(id, "delegate"), Map.of("step", 0, "user", user("VIEWER")));
        var viewer = api.as(acme.token("VIEWER"));
        assertThat(count(manager)).isEqualTo(1);
        assertThat(count(viewer)).isEqualTo(1);
        approve(viewer, id, 0);
        assertThat(count(viewer)).isZero();

        admin.post(
                "/deals/" + other + "/reassign",
                Map.of("version", admin.get("/deals/" + other).data().path("version"), "owner", user("COSALES")));
        assertThat(manager.get("/deals/" + other).status()).isEqualTo(404);
        assertThat(count(manager)).as("what he may not read any more").isZero();
    }

    private static int count(TestApi who) {
        return who.get("/notifications?limit=1")
                .body()
                .at("/meta/waiting/approvals")
                .asInt(-1);
    }

    @Test
    void whoDoesNotReadTheRecordFindsNoRequest() {
        policy(MANAGER);
        var deal = deal("120000.00");
        var id = id(ask(deal, null));
        var stranger = api.as(acme.token("COSALES"));

        assertThat(stranger.get(APPROVALS + "/" + id).status()).isEqualTo(404);
        assertThat(stranger.get(APPROVALS + "/records/deal/" + deal).status()).isEqualTo(404);
        assertThat(approve(stranger, id, 0).status()).isEqualTo(404);
        assertThat(stranger.post(APPROVALS, asking(deal, null)).status()).isEqualTo(404);
        assertThat(stranger.post(at(id, "withdraw"), null).status()).isEqualTo(404);
        assertThat(manager.post(at(id, "withdraw"), null).status()).isEqualTo(404);
        assertThat(sales.post(at(id, "withdraw"), null).data().path("status").asString())
                .isEqualTo("withdrawn");
        assertThat(waiting(manager)).doesNotContain(id);
    }

    @Test
    void consentCountsForTheFiguresItWasGivenFor() {
        policy(MANAGER);
        var deal = deal("120000.00");
        var id = id(ask(deal, null));
        approve(manager, id, 0);

        var more = new HashMap<String, Object>(
                Map.of("version", version(deal), "to", "won", "fields", Map.of("value", money("900000.00"))));
        assertThat(sales.post("/deals/" + deal + "/transition", more).code())
                .as("the move brings another amount")
                .isEqualTo("CONDITIONS_NOT_MET");
        assertThat(status(deal)).isEqualTo("negotiation");
        assertThat(value(deal)).isEqualTo("120000.00");

        worth(deal, "150000.00");
        assertThat(win(deal).body().at("/approval/state").asString()).isEqualTo("needed");
        await().untilAsserted(() -> assertThat(timeline(deal, "approvalLapsed")).hasSize(1));
        assertThat(sales.get(APPROVALS + "/" + id).data().path("status").asString())
                .isEqualTo("lapsed");
        assertThat(timeline(deal, "approvalLapsed").path(0).at("/data/why").asString())
                .isEqualTo("figures");

        var again = id(ask(deal, null));
        assertThat(again).isNotEqualTo(id);
        worth(deal, "160000.00");
        assertThat(approve(manager, again, 0).code()).isIn("APPROVAL_LAPSED", "APPROVAL_DECIDED");
        await().untilAsserted(() -> assertThat(
                        sales.get(APPROVALS + "/" + again).data().path("status").asString())
                .isEqualTo("lapsed"));
    }

    @Test
    void anotherPolicyThatFitsAsksAnew() {
        policy(MANAGER);
        var deal = deal("120000.00");
        approve(manager, id(ask(deal, null)), 0);
        assertThat(asks(deal)).isEmpty();

        var stricter = admin.post(
                POLICIES,
                Map.of("object", "deal", "name", "All", "position", 0, "filter", EVERY, "steps", List.of(ADMINS)));
        assertThat(stricter.status()).isEqualTo(201);

        assertThat(asks(deal)).isEqualTo("needed");
    }

    @Test
    void ofTwoWhoDecideAtOnceOneDoes() throws Exception {
        leave("MANAGER", "VIEWER");
        // whoever is second must not decide the next step by it
        policy(MANAGER, step(Map.of("type", "user", "userId", user("VIEWER"))));
        var id = id(ask(deal("120000.00"), null));
        var viewer = api.as(acme.token("VIEWER"));
        var start = new CyclicBarrier(3);
        Callable<Reply> deciding = () -> {
            start.await();
            return approve(manager, id, 0);
        };
        Callable<Reply> decidingToo = () -> {
            start.await();
            return approve(viewer, id, 0);
        };
        Callable<Reply> refusing = () -> {
            start.await();
            return viewer.post(at(id, "reject"), Map.of("step", 0, "reason", "No"));
        };

        List<Reply> replies;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            replies = threads.invokeAll(List.of(deciding, decidingToo, refusing)).stream()
                    .map(each -> each.resultNow())
                    .toList();
        }

        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() != 200))
                .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("APPROVAL_DECIDED"));
        assertThat(sales.get(APPROVALS + "/" + id).data().path("decisions")).hasSize(1);
    }

    @Test
    void askingTwiceAtOnceIsOneRequest() throws Exception {
        policy(MANAGER);
        var deal = deal("120000.00");
        var start = new CyclicBarrier(4);
        Callable<Reply> asking = () -> {
            start.await();
            return sales.post(APPROVALS, asking(deal, null));
        };

        List<Reply> replies;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            replies = threads.invokeAll(List.of(asking, asking, asking, asking)).stream()
                    .map(each -> each.resultNow())
                    .toList();
        }

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
        assertThat(sales.get(APPROVALS + "/records/deal/" + deal).data()).hasSize(1);
    }

    @Test
    void remindsOnceOfWhatIsLateAlsoAfterADayOfDowntime() {
        policy(MANAGER);
        var due = instant(ask(deal("120000.00"), null), "dueAt");

        overdue.remind(due.minusSeconds(1));
        assertThat(kinds(manager)).doesNotContain("approvalOverdue");
        overdue.remind(due.plus(Duration.ofDays(1)));
        overdue.remind(due.plus(Duration.ofDays(1)));
        overdue.remind(due.plus(Duration.ofDays(2)));

        for (var who : List.of(manager, sales)) {
            assertThat(kinds(who).stream().filter("approvalOverdue"::equals)).hasSize(1);
        }
        var decided = ask(deal("130000.00"), null);
        approve(manager, id(decided), 0);
        overdue.remind(instant(decided, "dueAt").plus(Duration.ofDays(1)));
        assertThat(kinds(manager).stream().filter("approvalOverdue"::equals)).hasSize(1);
    }

    @Test
    void whatWaitsForALeaverGoesOnToAdministrators() {
        policy(MANAGER);
        var id = id(ask(deal("120000.00"), null));
        var version = person("MANAGER").path("version").asInt();

        // what he has stays his, and yet nobody waits for him
        var left = admin.post("/users/" + user("MANAGER") + "/deactivate", Map.of("version", version));
        assertThat(left.status()).as("%s", left.body()).isEqualTo(200);

        await().untilAsserted(() -> assertThat(waiting(admin)).contains(id));
        assertThat(sales.get(APPROVALS + "/" + id)
                        .data()
                        .path("toAdministrators")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void otherModulesAskByThePort() {
        var record = new RecordRef("deal", UUID.fromString(deal("120000.00")));
        var actor = acme.actor("SALES");
        var figures = new Figures(Money.ofMinor(12_000_000, "INR"), java.math.BigDecimal.valueOf(30));
        var question = new Question(record, "discount", figures, true, "He buys more later");

        acme.run(() -> {
            assertThat(approvals.standing(actor, record, "discount", figures)).isEqualTo(new Standing.None());
            assertThat(approvals.ask(actor, new Question(record, "discount", figures, false, null)))
                    .isInstanceOf(Standing.Granted.class);
            var asked = (Standing.Pending) approvals.ask(actor, question);
            assertThat(approvals.ask(actor, question)).isEqualTo(asked);
            approve(manager, asked.request().toString(), 0);
            assertThat(approvals.standing(actor, record, "discount", figures)).isInstanceOf(Standing.Approved.class);
            var more = new Figures(figures.amount(), java.math.BigDecimal.valueOf(31));
            assertThat(approvals.standing(actor, record, "discount", more)).isEqualTo(new Standing.None());
            var again = (Standing.Pending) approvals.ask(actor, new Question(record, "discount", more, true, null));
            approvals.withdraw(actor, record, "discount");
            assertThat(sales.get(APPROVALS + "/" + again.request())
                            .data()
                            .path("status")
                            .asString())
                    .isEqualTo("withdrawn");
            assertThat(approvals.standing(actor, record, "discount", more)).isEqualTo(new Standing.None());
        });
    }

    @Test
    void administratorsKeepPoliciesAndTryThem() {
        var policy = policy(MANAGER, ADMINS);
        var path = POLICIES + "/" + id(policy);

        assertThat(sales.get(POLICIES).code()).isEqualTo("RIGHT_MISSING");
        assertThat(manager.patch(path, Map.of("version", 0, "name", "Ours")).code())
                .isEqualTo("RIGHT_MISSING");
        assertThat(admin.post(POLICIES, body("None")).status()).isEqualTo(422);
        assertThat(admin.post(POLICIES, body("Role", step(Map.of("type", "role", "role", "NOBODY"))))
                        .body()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("ROLE_UNKNOWN");
        assertThat(admin.post(POLICIES, body("User", step(Map.of("type", "user", "userId", Ids.next()))))
                        .body()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("USER_UNKNOWN");
        assertThat(admin.patch(path, Map.of("version", 0, "name", "Very large deals"))
                        .data()
                        .path("name")
                        .asString())
                .isEqualTo("Very large deals");
        assertThat(admin.patch(path, Map.of("version", 0, "name", "Stale")).code())
                .isEqualTo("VERSION_CONFLICT");

        var tried = admin.post(POLICIES + "/test", Map.of("object", "deal", "record", deal("120000.00")))
                .data();
        assertThat(tried.path("policy").asString()).isEqualTo("Very large deals");
        assertThat(tried.path("waived").asBoolean()).isFalse();
        assertThat(tried.at("/steps/0/people/0/id").asString()).isEqualTo(user("MANAGER"));
        assertThat(tried.at("/steps/1/people/0/id").asString()).isEqualTo(user("ADMIN"));
        assertThat(admin.post(POLICIES + "/test", Map.of("object", "deal", "record", deal("1.00")))
                        .data()
                        .path("waived")
                        .asBoolean())
                .isTrue();
        assertThat(admin.get(POLICIES).data()).hasSize(1);
        assertThat(admin.delete(path + "?version=1").status()).isEqualTo(204);
    }

    private JsonNode policy(Object... steps) {
        var made = admin.post(POLICIES, body("Large deals", steps));
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return made.data();
    }

    private static Map<String, Object> body(String name, Object... steps) {
        return Map.of(
                "object", "deal", "name", name, "filter", EVERY, "below", money("10000.00"), "steps", List.of(steps));
    }

    private static Map<String, Object> step(Map<String, Object> approver) {
        return Map.of("approver", approver);
    }

    private static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "INR");
    }

    /// The salesperson's, ready to be won.
    private String deal(String worth) {
        var deal = made(Map.of("title", "Kites for Diwali", "value", money(worth), "owner", user("SALES")));
        negotiate(deal);
        return deal;
    }

    private String made(Map<String, Object> values) {
        var body = new HashMap<>(values);
        body.put("expectedClose", "2090-01-01");
        body.putIfAbsent("owner", user("SALES"));
        var made = admin.post("/deals", body);
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return id(made.data());
    }

    private void negotiate(String deal) {
        for (var stage : List.of("contacted", "negotiation")) {
            var moved = admin.post(
                    "/deals/" + deal + "/transition", Map.of("version", version(deal), "to", stage, "force", true));
            assertThat(moved.status()).as("%s", moved.body()).isEqualTo(200);
        }
    }

    private Reply win(String deal) {
        return sales.post("/deals/" + deal + "/transition", Map.of("version", version(deal), "to", "won"));
    }

    private void worth(String deal, String amount) {
        var changed = sales.patch("/deals/" + deal, Map.of("version", version(deal), "value", money(amount)));
        assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
    }

    private static Map<String, Object> asking(String deal, @Nullable String note) {
        var body = new HashMap<String, Object>(Map.of("object", "deal", "record", deal, "to", "won"));
        if (note != null) {
            body.put("note", note);
        }
        return body;
    }

    private JsonNode ask(String deal, @Nullable String note) {
        var asked = sales.post(APPROVALS, asking(deal, note));
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(200);
        assertThat(asked.data().path("needed").asBoolean()).isTrue();
        return asked.data().path("approval");
    }

    /// How it stands with consent to winning it, in what the form of the move asks for; empty when it asks for none.
    private String asks(String deal) {
        return sales.get("/deals/" + deal + "/transitions")
                .data()
                .valueStream()
                .filter(option -> option.path("to").asString().equals("won"))
                .flatMap(option -> option.path("asks").valueStream())
                .filter(ask -> ask.path("type").asString().equals("approval"))
                .map(ask -> ask.path("state").asString())
                .findFirst()
                .orElse("");
    }

    private static Reply approve(TestApi who, String id, int step) {
        return who.post(at(id, "approve"), Map.of("step", step));
    }

    private static String at(String id, String what) {
        return APPROVALS + "/" + id + "/" + what;
    }

    private static List<String> approvers(JsonNode request) {
        return request.path("approvers")
                .valueStream()
                .map(each -> each.at("/person/id").asString())
                .toList();
    }

    private static List<String> waiting(TestApi who) {
        return who.get(APPROVALS + "?limit=200")
                .data()
                .valueStream()
                .map(ApprovalsIT::id)
                .toList();
    }

    private static List<String> kinds(TestApi who) {
        return who.get("/notifications")
                .data()
                .valueStream()
                .map(notice -> notice.path("kind").asString())
                .toList();
    }

    private JsonNode timeline(String deal, String verb) {
        return admin.get("/deals/" + deal + "/timeline?kinds=" + verb).data();
    }

    private int version(String deal) {
        return admin.get("/deals/" + deal).data().path("version").asInt();
    }

    private String status(String deal) {
        return admin.get("/deals/" + deal).data().path("status").asString();
    }

    private String value(String deal) {
        return admin.get("/deals/" + deal).data().at("/value/amount").asString();
    }

    private static Instant instant(JsonNode data, String member) {
        return Instant.parse(data.path(member).asString());
    }

    private static String id(JsonNode data) {
        return data.path("id").asString();
    }

    private String user(String role) {
        return acme.actor(role).user().toString();
    }

    private void change(String role, Map<String, Object> values) {
        var body = new HashMap<>(values);
        body.put("version", person(role).path("version").asInt());
        var changed = admin.patch("/users/" + user(role), body);
        assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
    }

    /// He is away, and has a manager of his own.
    private void leave(String role, String under) {
        var today = LocalDate.now(clock);
        change(
                role,
                Map.of(
                        "managerId",
                        user(under),
                        "leaveFrom",
                        today.minusDays(1).toString(),
                        "leaveTo",
                        today.plusDays(1).toString()));
    }

    private JsonNode person(String role) {
        var found = new ArrayList<JsonNode>();
        admin.get("/users").data().forEach(each -> {
            if (id(each).equals(user(role))) {
                found.add(each);
            }
        });
        return found.getFirst();
    }
}
