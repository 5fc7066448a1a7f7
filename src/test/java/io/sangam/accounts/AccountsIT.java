package io.sangam.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

/// Accounts and contacts over HTTP, as clients see them.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AccountsIT {

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    AccountsIT(TestTenants tenants, DSLContext db, TransactionOperations transactions, @LocalServerPort int port) {
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

    @Test
    void keepsACustomerAndItsPeople() {
        var lotus =
                account(Map.of("name", "Lotus Traders", "type", "company", "phone", "+1 415 555 0101", "city", "Pune"));
        var asha = contact(Map.of(
                "firstName",
                "Asha",
                "lastName",
                "Rao",
                "account",
                id(lotus),
                "email",
                "Asha@example.com",
                "role",
                "buyer"));

        assertThat(lotus.path("phone").asString()).isEqualTo("+14155550101");
        assertThat(lotus.path("status").asString()).isEqualTo("active");
        assertThat(lotus.at("/owner/id").asString())
                .isEqualTo(acme.actor("ADMIN").user().toString());
        assertThat(asha.path("name").asString()).isEqualTo("Asha Rao");
        assertThat(asha.at("/account/label").asString()).isEqualTo("Lotus Traders");
        var people = admin.get("/contacts?filter=" + test("account", "in", "[\"" + id(lotus) + "\"]"))
                .data();
        assertThat(people).hasSize(1);
        assertThat(admin.get("/search?q=lotus").body().toString()).contains(id(lotus));
    }

    @Test
    void refusesASecondRecordWithTheSameContactAndNamesTheFirst() {
        var lotus = account(Map.of("name", "Lotus", "phone", "+14155550101"));

        var refused = admin.post("/accounts", Map.of("name", "Lotus again", "alternativePhone", "(415) 555-0101"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("CONTACT_POINT_TAKEN");
        assertThat(refused.body().at("/holders/0/id").asString()).isEqualTo(id(lotus));
        assertThat(refused.body().at("/holders/0/title").asString()).isEqualTo("Lotus");
        // a person there may be reached by the same number
        assertThat(admin.post("/contacts", Map.of("firstName", "Asha", "phone", "+14155550101"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void namesOnlyTheOwnerOfWhatOneMayNotSee() {
        account(Map.of("name", "Secret Lotus", "phone", "+14155550101"));
        var sales = api.as(acme.token("SALES"));

        var refused = sales.post("/accounts", Map.of("name", "Mine", "phone", "+14155550101"));
        var hinted = sales.post("/accounts/duplicates", Map.of("phone", "+14155550101", "name", "secret lotus"))
                .data();

        assertThat(refused.code()).isEqualTo("CONTACT_POINT_TAKEN");
        assertThat(refused.body().toString()).doesNotContain("Secret");
        assertThat(refused.body().at("/holders/0/visible").asBoolean()).isFalse();
        assertThat(refused.body().at("/holders/0/owner/name").isString()).isTrue();
        assertThat(hinted).hasSize(1);
        assertThat(hinted.get(0).has("title")).isFalse();
    }

    @Test
    void hintsAtTheSameNameWhileTyping() {
        var lotus = account(Map.of("name", "Lotus Traders"));

        var hinted = admin.post("/accounts/duplicates", Map.of("name", " lotus traders "))
                .data();

        assertThat(hinted).hasSize(1);
        assertThat(hinted.get(0).path("id").asString()).isEqualTo(id(lotus));
        assertThat(admin.post("/accounts/duplicates", Map.of("name", "lotus", "phone", "41"))
                        .data())
                .isEmpty();
    }

    @Test
    void ofFiftyAtOnceWithOneNumberMakesOne() throws Exception {
        var replies = together(
                50,
                i -> () -> admin.post(
                        "/contacts",
                        Map.of("firstName", "Asha " + i, "email", "asha@example.com", "phone", "+14155550101")));

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() != 201))
                .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("CONTACT_POINT_TAKEN"));
        assertThat(admin.get("/contacts").data()).hasSize(1);
        assertThat(count("select count(*) from records.contact_point where object = 'contact' and claims"))
                .isEqualTo(2);
    }

    @Test
    void ofTwoEditsThatCrossOneGivesWay() throws Exception {
        var one = contact(Map.of("firstName", "One", "phone", "+14155550101", "email", "one@example.com"));
        var two = contact(Map.of("firstName", "Two", "phone", "+14155550102", "email", "two@example.com"));

        var replies = together(
                2,
                i -> () -> admin.patch(
                        "/contacts/" + id(i == 0 ? one : two),
                        Map.of("version", 0, "alternativePhone", "+14155550199")));

        assertThat(replies.stream().map(Reply::status)).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void givesAContactFreeInTheTrashAndWantsItBackToRestore() {
        var lotus = account(Map.of("name", "Lotus", "phone", "+14155550101"));
        admin.delete("/accounts/" + id(lotus) + "?version=0");

        var second = account(Map.of("name", "Lotus 2", "phone", "+14155550101"));
        var restored = admin.post("/accounts/" + id(lotus) + "/restore", null);

        assertThat(restored.status()).isEqualTo(409);
        assertThat(restored.code()).isEqualTo("CONTACT_POINT_TAKEN");
        admin.delete("/accounts/" + id(second) + "?version=0");
        assertThat(admin.post("/accounts/" + id(lotus) + "/restore", null).status())
                .isEqualTo(200);
        assertThat(admin.post("/accounts", Map.of("name", "Lotus 3", "phone", "+14155550101"))
                        .code())
                .isEqualTo("CONTACT_POINT_TAKEN");
    }

    @Test
    void keepsMorePointsThanItsFormShows() {
        var lotus = account(Map.of("name", "Lotus", "phone", "+14155550101"));
        var path = "/accounts/" + id(lotus);

        var changed = admin.put(
                path + "/contact-points",
                Map.of(
                        "version",
                        0,
                        "contactPoints",
                        List.of(
                                point("mobile", "+14155550101", true),
                                point("whatsapp", "+14155550101", false),
                                point("phone", "+14155550102", false),
                                point("phone", "+14155550103", false),
                                point("email", "lotus@example.com", true))));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.data()).hasSize(5);
        var now = admin.get(path).data();
        assertThat(now.path("alternativePhone").asString()).isEqualTo("+14155550102");
        assertThat(now.path("email").asString()).isEqualTo("lotus@example.com");
        assertThat(admin.post("/accounts", Map.of("name", "Other", "phone", "+14155550103"))
                        .code())
                .isEqualTo("CONTACT_POINT_TAKEN");
        // the field moves on, what is in no field stays
        admin.patch(path, Map.of("version", now.path("version").asInt(), "alternativePhone", "+14155550104"));
        assertThat(admin.get(path + "/contact-points").data().findValuesAsString("value"))
                .contains("+14155550103", "+14155550104")
                .doesNotContain("+14155550102");
    }

    @Test
    void letsNoAccountBelongToItself() throws Exception {
        var top = account(Map.of("name", "Top"));
        var middle = account(Map.of("name", "Middle", "parent", id(top)));

        assertThat(admin.patch("/accounts/" + id(top), Map.of("version", 0, "parent", id(middle)))
                        .code())
                .isEqualTo("ACCOUNT_CIRCLE");
        assertThat(admin.patch("/accounts/" + id(top), Map.of("version", 0, "parent", id(top)))
                        .code())
                .isEqualTo("ACCOUNT_CIRCLE");
    }

    @Test
    void whoSeesAnAccountSeesItsPeople() {
        var west = admin.post("/territories", Map.of("name", "West", "cities", List.of("pune")))
                .data();
        var mine = account(Map.of("name", "Lotus", "city", "Pune"));
        var asha = contact(Map.of("firstName", "Asha", "account", id(mine)));
        var other = contact(Map.of("firstName", "Zoya"));
        var user = "/users/" + acme.actor("SALES").user();
        var version = admin.get("/users?limit=100")
                .data()
                .valueStream()
                .filter(each -> each.path("id")
                        .asString()
                        .equals(acme.actor("SALES").user().toString()))
                .findFirst()
                .orElseThrow()
                .path("version")
                .asInt();
        assertThat(admin.patch(user, Map.of("version", version, "territoryIds", List.of(id(west))))
                        .status())
                .isEqualTo(200);
        var sales = api.as(acme.token("SALES"));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> sales.get("/accounts/" + id(mine)).status() == 200);
        assertThat(sales.get("/contacts/" + id(asha)).status()).isEqualTo(200);
        assertThat(sales.get("/contacts/" + id(other)).status()).isEqualTo(404);
        // a new owner of the account is one of its people's too
        assertThat(admin.post(
                                "/accounts/" + id(mine) + "/reassign",
                                Map.of(
                                        "version",
                                        0,
                                        "owner",
                                        acme.actor("COSALES").user().toString()))
                        .status())
                .isEqualTo(200);
        assertThat(api.as(acme.token("COSALES")).get("/contacts/" + id(asha)).status())
                .isEqualTo(200);
        // and the map of territories takes both along
        assertThat(admin.put("/territories/" + id(west), Map.of("version", 0, "name", "West", "cities", List.of("goa")))
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sales.get("/contacts/" + id(asha)).status() == 404);
        assertThat(sales.get("/accounts/" + id(mine)).status()).isEqualTo(404);
    }

    @Test
    void undoesWhatItMade() {
        var made = admin.post("/accounts", Map.of("name", "Lotus", "phone", "+14155550101"));

        var undone = admin.post(
                "/change-sets/" + made.headers().firstValue("X-Change-Set").orElseThrow() + "/undo", null);

        assertThat(undone.status()).isEqualTo(200);
        assertThat(admin.get("/accounts").data()).isEmpty();
        account(Map.of("name", "Lotus", "phone", "+14155550101"));
    }

    private static Map<String, Object> point(String kind, String value, boolean primary) {
        return Map.of("kind", kind, "value", value, "primary", primary);
    }

    private JsonNode account(Map<String, Object> values) {
        return made("/accounts", values);
    }

    private JsonNode contact(Map<String, Object> values) {
        return made("/contacts", values);
    }

    private JsonNode made(String path, Map<String, Object> values) {
        var reply = admin.post(path, new HashMap<>(values));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private static String id(JsonNode data) {
        return data.path("id").asString();
    }

    private static String test(String field, String op, String value) {
        return java.net.URLEncoder.encode(
                "{\"field\":\"%s\",\"op\":\"%s\",\"value\":%s}".formatted(field, op, value),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    private int count(String sql) {
        return acme.in(() -> java.util.Objects.requireNonNull(
                transactions.execute(_ -> db.fetchSingle(sql).get(0, Integer.class))));
    }

    private interface Numbered {
        Callable<Reply> of(int i);
    }

    private static List<Reply> together(int many, Numbered work) throws Exception {
        var barrier = new CyclicBarrier(many);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Reply>>();
            for (var i = 0; i < many; i++) {
                var call = work.of(i);
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
