package io.sangam.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// Two records made one, and taken apart again (ADR 25).
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class MergesIT {

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    MergesIT(TestTenants tenants, DSLContext db, TransactionOperations transactions, @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.api = new TestApi(port);
    }

    @BeforeEach
    void foundACompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
    }

    private record Pair(String kept, String merged, String person, String task, String child) {}

    /// A kept one with a phone, and one to merge with a phone, a mail, a tag, a contact, a task, a child and a remark.
    private Pair pair() {
        var kept = id(made("/accounts", Map.of("name", "Lotus", "phone", "+14155550101", "tags", List.of("old"))));
        var merged = id(made(
                "/accounts",
                Map.of(
                        "name", "Lotus Traders",
                        "phone", "+14155550102",
                        "email", "lotus@example.com",
                        "city", "Pune",
                        "tags", List.of("new"))));
        var person = id(made("/contacts", Map.of("firstName", "Asha", "account", merged)));
        var task = id(made(
                "/tasks",
                Map.of(
                        "title",
                        "Call",
                        "kind",
                        "call",
                        "dueAt",
                        Instant.now().plus(Duration.ofDays(2)).toString(),
                        "parent",
                        Map.of("object", "account", "id", merged))));
        var child = id(made("/accounts", Map.of("name", "Branch", "parent", merged)));
        assertThat(admin.post("/accounts/" + merged + "/comments", Map.of("text", "Pays late"))
                        .status())
                .isEqualTo(201);
        return new Pair(kept, merged, person, task, child);
    }

    @Test
    void showsBothBeforeItIsDone() {
        var pair = pair();

        var preview = admin.post(
                        "/merges/preview", Map.of("object", "account", "keep", pair.kept(), "merge", pair.merged()))
                .data();

        assertThat(preview.at("/kept/name").asString()).isEqualTo("Lotus");
        assertThat(preview.at("/merged/name").asString()).isEqualTo("Lotus Traders");
        var differences = preview.path("differences").valueStream().toList();
        assertThat(differences.stream().map(each -> each.path("field").asString()))
                .containsExactlyInAnyOrder("name", "phone", "email", "city", "tags");
        assertThat(preview.at("/comes/contact").asInt()).isEqualTo(1);
        assertThat(preview.at("/comes/task").asInt()).isEqualTo(1);
        assertThat(preview.at("/comes/comment").asInt()).isEqualTo(1);
    }

    @Test
    void keepsAllOfBoth() {
        var pair = pair();

        var done = merge(pair, "name");

        var kept = admin.get("/accounts/" + pair.kept()).data();
        assertThat(kept.path("name").asString()).isEqualTo("Lotus Traders");
        assertThat(kept.path("phone").asString()).isEqualTo("+14155550101");
        assertThat(kept.path("email").asString()).isEqualTo("lotus@example.com");
        assertThat(kept.path("city").asString()).isEqualTo("Pune");
        assertThat(texts(kept.path("tags"))).containsExactly("old", "new");
        assertThat(admin.get("/accounts/" + pair.kept() + "/contact-points")
                        .data()
                        .findValuesAsString("value"))
                .containsExactlyInAnyOrder("+14155550101", "+14155550102", "lotus@example.com");
        assertThat(admin.get("/contacts/" + pair.person())
                        .data()
                        .at("/account/id")
                        .asString())
                .isEqualTo(pair.kept());
        assertThat(admin.get("/tasks/" + pair.task()).data().at("/parent/id").asString())
                .isEqualTo(pair.kept());
        assertThat(admin.get("/accounts/" + pair.child())
                        .data()
                        .at("/parent/id")
                        .asString())
                .isEqualTo(pair.kept());
        var timeline = admin.get("/accounts/" + pair.kept() + "/timeline").data();
        assertThat(timeline.toString()).contains("Pays late").contains("\"merged\"");
        assertThat(admin.get("/accounts/" + pair.merged())
                        .data()
                        .path("mergedInto")
                        .asString())
                .isEqualTo(pair.kept());
        assertThat(admin.post("/accounts/" + pair.merged() + "/restore", null).code())
                .isEqualTo("RECORD_MERGED");
        assertThat(admin.get("/merges?object=account&record=" + pair.kept())
                        .data()
                        .at("/0/title")
                        .asString())
                .isEqualTo("Lotus Traders");
        assertThat(done.path("id").isString()).isTrue();
    }

    @Test
    void takesThemApartWithoutLosingWhatCameSince() {
        var pair = pair();
        var done = merge(pair, "name", "phone");
        var kept = "/accounts/" + pair.kept();
        // since the merge: a new value, a remark, a new contact
        var version = admin.get(kept).data().path("version").asInt();
        admin.patch(kept, Map.of("version", version, "city", "Goa", "industry", "Tea"));
        admin.post(kept + "/comments", Map.of("text", "Said after"));
        var later = id(made("/contacts", Map.of("firstName", "Later", "account", pair.kept())));

        var undone = admin.post("/merges/" + id(done) + "/undo", null);

        assertThat(undone.status()).as(undone.body().toString()).isEqualTo(200);
        var now = admin.get(kept).data();
        assertThat(now.path("name").asString()).isEqualTo("Lotus");
        assertThat(now.path("phone").asString()).isEqualTo("+14155550101");
        assertThat(now.path("email").isNull()).isTrue();
        assertThat(now.path("city").asString()).isEqualTo("Goa");
        assertThat(now.path("industry").asString()).isEqualTo("Tea");
        assertThat(texts(now.path("tags"))).containsExactly("old");
        var back = admin.get("/accounts/" + pair.merged()).data();
        assertThat(back.path("deleted").asBoolean()).isFalse();
        assertThat(back.path("phone").asString()).isEqualTo("+14155550102");
        assertThat(back.path("city").asString()).isEqualTo("Pune");
        assertThat(points(pair.kept())).containsExactly("+14155550101");
        assertThat(points(pair.merged())).containsExactlyInAnyOrder("+14155550102", "lotus@example.com");
        assertThat(admin.get("/contacts/" + pair.person())
                        .data()
                        .at("/account/id")
                        .asString())
                .isEqualTo(pair.merged());
        assertThat(admin.get("/contacts/" + later).data().at("/account/id").asString())
                .isEqualTo(pair.kept());
        assertThat(admin.get("/tasks/" + pair.task()).data().at("/parent/id").asString())
                .isEqualTo(pair.merged());
        assertThat(admin.get("/accounts/" + pair.merged() + "/timeline").data().toString())
                .contains("Pays late")
                .doesNotContain("Said after");
        assertThat(admin.get(kept + "/timeline").data().toString())
                .contains("Said after")
                .doesNotContain("Pays late");
        // both claim their own again
        assertThat(admin.post("/accounts", Map.of("name", "X", "phone", "+14155550102"))
                        .code())
                .isEqualTo("CONTACT_POINT_TAKEN");
        assertThat(admin.post("/merges/" + id(done) + "/undo", null).code()).isEqualTo("UNDO_IMPOSSIBLE");
    }

    @Test
    void isUndoneByItsChangeSetToo() {
        var pair = pair();
        var reply = admin.post("/merges", body(pair, 0, 0));
        assertThat(reply.status()).isEqualTo(201);

        var undone = admin.post(
                "/change-sets/" + reply.headers().firstValue("X-Change-Set").orElseThrow() + "/undo", null);

        assertThat(undone.status()).as(undone.body().toString()).isEqualTo(200);
        assertThat(admin.get("/accounts/" + pair.merged())
                        .data()
                        .path("deleted")
                        .asBoolean())
                .isFalse();
        assertThat(admin.get("/contacts/" + pair.person())
                        .data()
                        .at("/account/id")
                        .asString())
                .isEqualTo(pair.merged());
        assertThat(admin.post(
                                "/change-sets/"
                                        + undone.headers()
                                                .firstValue("X-Change-Set")
                                                .orElseThrow()
                                        + "/undo",
                                null)
                        .code())
                .isEqualTo("UNDO_IMPOSSIBLE");
    }

    @Test
    void isTakenApartInTurn() {
        var pair = pair();
        var first = merge(pair);
        var top = id(made("/accounts", Map.of("name", "Top")));
        var second = admin.post(
                "/merges",
                Map.of(
                        "object", "account",
                        "keep", Map.of("id", top, "version", 0),
                        "merge", Map.of("id", pair.kept(), "version", 1)));
        assertThat(second.status()).as(second.body().toString()).isEqualTo(201);
        assertThat(admin.get("/accounts/" + top + "/timeline").data().toString())
                .contains("Pays late");

        assertThat(admin.post("/merges/" + id(first) + "/undo", null).code()).isEqualTo("UNDO_CONTRADICTED");
        assertThat(admin.post("/merges/" + id(second.data()) + "/undo", null).status())
                .isEqualTo(200);
        assertThat(admin.post("/merges/" + id(first) + "/undo", null).status()).isEqualTo(200);
        assertThat(admin.get("/contacts/" + pair.person())
                        .data()
                        .at("/account/id")
                        .asString())
                .isEqualTo(pair.merged());
    }

    @Test
    void refusesWhenOneOfThemWasEditedMeanwhile() {
        var pair = pair();
        admin.patch("/accounts/" + pair.merged(), Map.of("version", 0, "industry", "Tea"));

        var stale = admin.post("/merges", body(pair, 0, 0));

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.code()).isEqualTo("VERSION_CONFLICT");
        assertThat(stale.body().at("/current/id").asString()).isEqualTo(pair.merged());
    }

    @Test
    void whileItIsEditedOneOfBothGivesWayAndNothingIsLost() throws Exception {
        for (var round = 0; round < 5; round++) {
            var kept = id(made("/contacts", Map.of("firstName", "Kept")));
            var merged = id(made("/contacts", Map.of("firstName", "Merged")));
            var replies = together(List.of(
                    () -> admin.post(
                            "/merges",
                            Map.of(
                                    "object", "contact",
                                    "keep", Map.of("id", kept, "version", 0),
                                    "merge", Map.of("id", merged, "version", 0))),
                    () -> admin.patch("/contacts/" + merged, Map.of("version", 0, "jobTitle", "Buyer")),
                    // the other way round at the same time
                    () -> admin.post(
                            "/merges",
                            Map.of(
                                    "object", "contact",
                                    "keep", Map.of("id", merged, "version", 0),
                                    "merge", Map.of("id", kept, "version", 0)))));

            assertThat(replies.stream().filter(reply -> reply.status() < 300)).hasSize(1);
            assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(200, 201, 404, 409));
        }
    }

    @Test
    void needsTheRightAndBothRecords() {
        var pair = pair();
        var viewer = api.as(acme.token("VIEWER"));
        var sales = api.as(acme.token("SALES"));

        assertThat(viewer.post("/merges", body(pair, 0, 0)).code()).isEqualTo("RIGHT_MISSING");
        assertThat(sales.post("/merges", body(pair, 0, 0)).status()).isEqualTo(404);
        assertThat(admin.post("/merges/preview", Map.of("object", "task", "keep", pair.task(), "merge", pair.task()))
                        .code())
                .isEqualTo("MERGE_IMPOSSIBLE");
        assertThat(admin.post("/merges", body(pair, 0, 0, "owner")).code()).isEqualTo("FIELDS_INVALID");
    }

    @Test
    void mergesLeadsAndKeepsTheNextStep() {
        var kept = lead("+14155550111");
        var merged = lead("+14155550112");
        var due = Instant.now().plus(Duration.ofMinutes(10)).toString();
        made(
                "/tasks",
                Map.of(
                        "title",
                        "Soon",
                        "kind",
                        "call",
                        "dueAt",
                        due,
                        "parent",
                        Map.of("object", "lead", "id", merged)));

        var done = admin.post(
                "/merges",
                Map.of(
                        "object", "lead",
                        "keep", Map.of("id", kept, "version", version("/leads/" + kept)),
                        "merge", Map.of("id", merged, "version", version("/leads/" + merged))));

        assertThat(done.status()).as(done.body().toString()).isEqualTo(201);
        assertThat(Instant.parse(
                        admin.get("/leads/" + kept).data().path("nextStep").asString()))
                .isEqualTo(Instant.parse(due).truncatedTo(java.time.temporal.ChronoUnit.MICROS));
        assertThat(admin.post("/merges/" + id(done.data()) + "/undo", null).status())
                .isEqualTo(200);
        assertThat(Instant.parse(
                        admin.get("/leads/" + merged).data().path("nextStep").asString()))
                .isEqualTo(Instant.parse(due).truncatedTo(java.time.temporal.ChronoUnit.MICROS));
    }

    @Test
    void tellsTheWholeStoryOfACustomerToWhomMayReadIt() {
        var account = id(made("/accounts", Map.of("name", "Lotus")));
        var person = id(made("/contacts", Map.of("firstName", "Asha", "account", account)));
        admin.post("/contacts/" + person + "/comments", Map.of("text", "Likes tea"));

        var whole = admin.get("/accounts/" + account + "/timeline?related=true").data();
        var own = admin.get("/accounts/" + account + "/timeline").data();

        assertThat(whole.toString()).contains("Likes tea");
        assertThat(whole.valueStream()
                        .filter(each -> each.path("verb").asString().equals("commented"))
                        .map(each -> each.at("/of/title").asString()))
                .containsExactly("Asha");
        assertThat(own.toString()).doesNotContain("Likes tea");
        assertThat(own).hasSize(1);
    }

    @Test
    void findsDuplicatesByAJobAndForgetsThoseSetAside() {
        var one = id(made("/accounts", Map.of("name", "Lotus Traders", "city", "Pune")));
        var other = id(made("/accounts", Map.of("name", "Lotus Traders Pvt Ltd", "city", "Pune")));
        made("/accounts", Map.of("name", "Banyan Foods"));
        assertThat(searchState()).isEqualTo("never");

        assertThat(admin.post("/duplicates/search", Map.of("object", "account")).status())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> searchState().equals("done"));
        var search = admin.get("/duplicates/search?object=account").data();
        assertThat(search.path("found").asInt()).isEqualTo(1);
        assertThat(search.path("compared")).isEqualTo(search.path("records"));

        var found = admin.get("/duplicates?object=account").data().get(0);
        assertThat(List.of(
                        found.at("/first/id").asString(), found.at("/second/id").asString()))
                .containsExactlyInAnyOrder(one, other);
        assertThat(found.path("score").asInt()).isEqualTo(100);
        assertThat(api.as(acme.token("SALES")).get("/duplicates?object=account").data())
                .isEmpty();
        assertThat(admin.post("/duplicates/" + id(found) + "/dismiss", null).status())
                .isEqualTo(204);
        assertThat(admin.get("/duplicates?object=account").data()).isEmpty();
        admin.post("/duplicates/search", Map.of("object", "account"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> acme.in(() -> transactions.execute(_ -> db.fetchSingle(
                                "select found_at > decided_at from records.duplicate where status = 'dismissed'")
                        .get(0, Boolean.class))));
        assertThat(admin.get("/duplicates?object=account").data()).isEmpty();
    }

    private String searchState() {
        return admin.get("/duplicates/search?object=account")
                .data()
                .path("state")
                .asString();
    }

    private JsonNode merge(Pair pair, String... fields) {
        var reply = admin.post("/merges", body(pair, 0, 0, fields));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private static Map<String, Object> body(Pair pair, int kept, int merged, String... fields) {
        return Map.of(
                "object",
                "account",
                "keep",
                Map.of("id", pair.kept(), "version", kept),
                "merge",
                Map.of("id", pair.merged(), "version", merged),
                "fields",
                List.of(fields));
    }

    private String lead(String phone) {
        return admin.post("/leads", Map.of("title", "Asha", "source", "self", "phone", phone))
                .data()
                .at("/lead/id")
                .asString();
    }

    private int version(String path) {
        return admin.get(path).data().path("version").asInt();
    }

    private List<String> points(String account) {
        return admin.get("/accounts/" + account + "/contact-points").data().findValuesAsString("value");
    }

    private JsonNode made(String path, Map<String, Object> values) {
        var reply = admin.post(path, values);
        assertThat(reply.status()).as(path + " " + reply.body()).isEqualTo(201);
        return reply.data();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static String id(JsonNode data) {
        return data.path("id").asString();
    }

    private static List<Reply> together(List<Callable<Reply>> calls) throws Exception {
        var barrier = new CyclicBarrier(calls.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Reply>>();
            for (var call : calls) {
                all.add(threads.submit(() -> {
                    barrier.await();
                    return call.call();
                }));
            }
            var replies = new ArrayList<Reply>();
            for (var each : all) {
                replies.add(each.get());
            }
            return replies;
        }
    }
}
