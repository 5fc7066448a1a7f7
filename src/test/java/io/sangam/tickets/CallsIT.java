package io.sangam.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// A call that asked for more than an answer becomes a ticket, through the API.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CallsIT {

    private static final String PHONE = "+12565550144";

    private final TestTenants tenants;
    private final TestApi api;
    private final TestTenant acme;
    private final TestApi admin;
    private final TestApi sales;

    CallsIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api.as(acme.token("ADMIN"));
        this.sales = api.as(acme.token("SALES"));
    }

    @Test
    void becomesATicketOfWhoItWasAbout() {
        var account = id(admin.post("/accounts", Map.of("name", "Lotus Traders", "type", "company")));
        var contact = id(admin.post("/contacts", Map.of("firstName", "Kiran", "account", account)));
        var call = call(admin, "contact", contact);
        done(admin, call, "The scanner is silent since Monday");

        var draft = admin.get("/tickets/from-call/" + call).data();
        var made = admin.post("/tickets/from-call/" + call, Map.of("type", "bug"));

        assertThat(draft.path("ticket").isNull()).isTrue();
        assertThat(draft.at("/values/title").asString()).isEqualTo("Ask about the scanner");
        assertThat(draft.at("/values/contact/label").asString()).isEqualTo("Kiran");
        assertThat(draft.at("/values/account/label").asString()).isEqualTo("Lotus Traders");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        var ticket = made.data();
        assertThat(ticket.path("title").asString()).isEqualTo("Ask about the scanner");
        assertThat(ticket.path("description").asString()).isEqualTo("The scanner is silent since Monday");
        assertThat(ticket.path("source").asString()).isEqualTo("call");
        assertThat(ticket.path("type").asString()).isEqualTo("bug");
        assertThat(ticket.at("/contact/id").asString()).isEqualTo(contact);
        assertThat(ticket.at("/account/id").asString()).isEqualTo(account);
        assertThat(ticket.at("/call/id").asString()).isEqualTo(call);
        assertThat(ticket.at("/call/label").asString()).isEqualTo("Ask about the scanner");
        assertThat(ticket.at("/owner/id").asString())
                .as("by the assignment rules")
                .isEqualTo(acme.actor("SUPPORT").user().toString());
        var told = admin.get("/contacts/" + contact + "/timeline?kinds=callTicketed")
                .data();
        assertThat(told).hasSize(1);
        assertThat(told.at("/0/data/number")).isEqualTo(ticket.path("number"));
        assertThat(told.at("/0/data/id")).isEqualTo(ticket.path("id"));
    }

    @Test
    void knowsTheCustomerOfADealAndOfALead() {
        var account = id(admin.post("/accounts", Map.of("name", "Harbour Kites", "type", "company")));
        var lead = id(lead(admin).path("lead"));
        var deal = id(admin.post("/deals", Map.of("title", "Forty kites", "account", account, "lead", lead)));

        var ofDeal =
                admin.get("/tickets/from-call/" + call(admin, "deal", deal)).data();
        var ofLead =
                admin.get("/tickets/from-call/" + call(admin, "lead", lead)).data();

        assertThat(ofDeal.at("/values/account/id").asString()).isEqualTo(account);
        assertThat(ofDeal.at("/values/lead/id").asString()).isEqualTo(lead);
        assertThat(ofLead.at("/values/lead/id").asString()).isEqualTo(lead);
        assertThat(ofLead.at("/values/account").isMissingNode()).isTrue();
    }

    @Test
    void becomesOneTicketHoweverOftenItIsAsked() {
        var call = call(admin, "lead", id(lead(admin).path("lead")));
        var first = admin.post("/tickets/from-call/" + call, null);

        var again = admin.post("/tickets/from-call/" + call, Map.of("title", "Something else"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.data()).isEqualTo(first.data());
        assertThat(admin.get("/tickets/from-call/" + call).data().path("ticket"))
                .isEqualTo(first.data().path("id"));
    }

    @Test
    void becomesOneTicketWhenSeveralAskAtOnce() throws Exception {
        var call = call(admin, "lead", id(lead(admin).path("lead")));
        Callable<Reply> make = () -> admin.post("/tickets/from-call/" + call, null);

        List<Reply> replies;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            replies = threads
                    .invokeAll(IntStream.range(0, 6).mapToObj(_ -> make).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(201, 200, 200, 200, 200, 200);
        assertThat(replies)
                .extracting(reply -> reply.data().path("id"))
                .containsOnly(replies.getFirst().data().path("id"));
    }

    @Test
    void isFreeAgainWhenItsTicketIsTakenBack() {
        var call = call(admin, "lead", id(lead(admin).path("lead")));
        var made = admin.post("/tickets/from-call/" + call, null);
        var set = made.headers().firstValue("X-Change-Set").orElseThrow();

        assertThat(admin.post("/change-sets/" + set + "/undo", null).status()).isEqualTo(200);
        var anew = admin.post("/tickets/from-call/" + call, null);

        assertThat(anew.status()).isEqualTo(201);
        assertThat(anew.data().path("id")).isNotEqualTo(made.data().path("id"));
    }

    @Test
    void isTheTicketItsOwnWasMergedInto() {
        var call = call(admin, "lead", id(lead(admin).path("lead")));
        var made = id(admin.post("/tickets/from-call/" + call, null));
        var other = id(admin.post("/tickets", Map.of("title", "The scanner is silent")));
        var third = id(admin.post("/tickets", Map.of("title", "No scanner says a word")));
        merge(made, other);
        merge(other, third);

        var again = admin.post("/tickets/from-call/" + call, null);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.data().path("id").asString()).isEqualTo(third);
        assertThat(admin.get("/tickets/from-call/" + call).data().path("ticket").asString())
                .isEqualTo(third);
    }

    private void merge(String merged, String kept) {
        var done = admin.post(
                "/merges",
                Map.of(
                        "object", "ticket",
                        "keep", Map.of("id", kept, "version", version(kept)),
                        "merge", Map.of("id", merged, "version", version(merged))));
        assertThat(done.status()).as(done.body().toString()).isEqualTo(201);
    }

    private int version(String ticket) {
        return admin.get("/tickets/" + ticket).data().path("version").asInt();
    }

    @Test
    void isRefusedWithoutTheRightOrTheTask() {
        var call = call(admin, "lead", id(lead(admin).path("lead")));
        var todo = task(admin, Map.of("title", "Write it down", "kind", "todo"));
        var globex = tenants.create(Preset.SIMPLE);
        var stranger = api.as(globex.token("ADMIN"));

        var viewer = api.as(acme.token("VIEWER"));
        assertThat(viewer.get("/tasks/" + call).status())
                .as("he may read the call")
                .isEqualTo(200);
        assertThat(viewer.post("/tickets/from-call/" + call, null).code()).isEqualTo("RIGHT_MISSING");
        assertThat(viewer.get("/tickets/from-call/" + call).code()).isEqualTo("RIGHT_MISSING");
        assertThat(sales.get("/tasks/" + call).status()).as("a colleague's").isEqualTo(404);
        for (var elsewhere : List.of(sales, stranger)) {
            assertThat(elsewhere.post("/tickets/from-call/" + call, null).status())
                    .isEqualTo(404);
            assertThat(elsewhere.get("/tickets/from-call/" + call).status()).isEqualTo(404);
        }
        assertThat(admin.post("/tickets/from-call/" + todo, null).code()).isEqualTo("TASK_NOT_A_CALL");
        assertThat(admin.get("/tickets/aggregate").data().at("/count/value").asInt())
                .isZero();
    }

    @Test
    void tellsWhoMayNotSeeTheTicketThatThereIsOne() {
        var call = task(
                admin,
                Map.of(
                        "title",
                        "Call the harbour",
                        "kind",
                        "call",
                        "assignee",
                        acme.actor("SALES").user()));
        id(admin.post("/tickets/from-call/" + call, null));

        var again = sales.post("/tickets/from-call/" + call, null);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("CALL_HAS_TICKET");
    }

    @Test
    void namesNobodyTheCallerDoesNotSee() {
        var lead = id(lead(admin, Map.of("owner", acme.actor("ADMIN").user())).path("lead"));
        var call = task(
                admin,
                Map.of(
                        "title",
                        "Call back",
                        "kind",
                        "call",
                        "assignee",
                        acme.actor("SALES").user(),
                        "parent",
                        Map.of("object", "lead", "id", lead)));

        assertThat(sales.get("/leads/" + lead).status()).isEqualTo(404);
        var draft = sales.get("/tickets/from-call/" + call).data();
        var made = sales.post("/tickets/from-call/" + call, null);

        assertThat(draft.path("values").has("lead")).isFalse();
        assertThat(made.status()).isEqualTo(201);
        assertThat(admin.get("/tickets/" + id(made)).data().path("lead").isNull())
                .isTrue();
    }

    /// Who reads phone numbers masked learns none by way of a ticket.
    @Test
    void keepsMasks() {
        var support = api.as(acme.token("SUPPORT"));
        var role = admin.get("/roles")
                .data()
                .valueStream()
                .filter(each -> each.path("key").asString().equals("SUPPORT"))
                .findFirst()
                .orElseThrow();
        var definition = new HashMap<String, Object>();
        role.path("definition").properties().forEach(each -> definition.put(each.getKey(), each.getValue()));
        definition.put("fields", Map.of("phone", "masked", "email", "masked", "personal", "masked"));
        var changed = admin.patch(
                "/roles/" + role.path("id").asString(),
                Map.of("version", role.path("version"), "definition", definition));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        var lead = id(lead(admin, Map.of("owner", acme.actor("SUPPORT").user())).path("lead"));
        var call = task(
                admin,
                Map.of(
                        "title",
                        "Call back",
                        "kind",
                        "call",
                        "assignee",
                        acme.actor("SUPPORT").user(),
                        "parent",
                        Map.of("object", "lead", "id", lead)));

        var draft = support.get("/tickets/from-call/" + call);
        var made = support.post("/tickets/from-call/" + call, null);

        assertThat(draft.status()).as(draft.body().toString()).isEqualTo(200);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(draft.body().toString() + made.body()).doesNotContain(PHONE);
    }

    private JsonNode lead(TestApi by) {
        return lead(by, Map.of());
    }

    private JsonNode lead(TestApi by, Map<String, Object> more) {
        var body = new HashMap<String, Object>(
                Map.of("title", "Asha Rao", "source", "self", "phone", PHONE, "onDuplicate", "create"));
        body.putAll(more);
        return by.post("/leads", body).data();
    }

    private String call(TestApi by, String object, String about) {
        return task(
                by,
                Map.of(
                        "title",
                        "Ask about the scanner",
                        "kind",
                        "call",
                        "parent",
                        Map.of("object", object, "id", about)));
    }

    private static String task(TestApi by, Map<String, Object> values) {
        var body = new HashMap<String, Object>(values);
        body.put("dueAt", "2090-01-01T10:00:00Z");
        return id(by.post("/tasks", body));
    }

    private static void done(TestApi by, String task, String comment) {
        var reply =
                by.post("/tasks/" + task + "/complete", Map.of("version", 0, "outcome", "Reached", "comment", comment));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }

    private static String id(JsonNode record) {
        return record.path("id").asString();
    }

    private static String id(Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return id(reply.data());
    }
}
