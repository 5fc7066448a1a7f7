package io.sangam.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// A lead becomes a customer.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ConversionIT {

    private final TestTenants tenants;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    ConversionIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
    }

    @BeforeEach
    void foundACompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void makesAnAccountAndAContactWithoutRetyping() {
        var lead = lead(Map.of(
                "firstName", "Asha",
                "lastName", "Rao",
                "company", "Lotus Traders",
                "phone", "+14155550101",
                "email", "asha@example.com",
                "city", "Pune",
                "website", "https://lotus.example.com",
                "tags", List.of("fair")));
        admin.post("/leads/" + id(lead) + "/comments", Map.of("text", "Wants tea"));

        var suggested = admin.get("/leads/" + id(lead) + "/conversion").data();
        var done = convert(lead, Map.of());

        assertThat(suggested.at("/account/name").asString()).isEqualTo("Lotus Traders");
        assertThat(suggested.at("/account/type").asString()).isEqualTo("company");
        assertThat(suggested.path("account").has("existing")).isFalse();
        assertThat(done.status()).as(done.body().toString()).isEqualTo(201);
        var account =
                admin.get("/accounts/" + done.data().path("account").asString()).data();
        var contact =
                admin.get("/contacts/" + done.data().path("contact").asString()).data();
        assertThat(account.path("name").asString()).isEqualTo("Lotus Traders");
        assertThat(account.path("city").asString()).isEqualTo("Pune");
        assertThat(account.path("website").asString()).startsWith("https://lotus.example.com");
        assertThat(account.path("owner")).isEqualTo(lead.path("owner"));
        assertThat(contact.path("name").asString()).isEqualTo("Asha Rao");
        assertThat(contact.path("phone").asString()).isEqualTo("+14155550101");
        assertThat(contact.path("email").asString()).isEqualTo("asha@example.com");
        assertThat(contact.at("/account/id").asString()).isEqualTo(id(account));
        var now = admin.get("/leads/" + id(lead)).data();
        assertThat(now.at("/account/label").asString()).isEqualTo("Lotus Traders");
        assertThat(now.path("convertedAt").isString()).isTrue();
        // the story goes on at the customer
        var story = admin.get("/accounts/" + id(account) + "/timeline?related=true")
                .data()
                .toString();
        assertThat(story).contains("Wants tea").contains("\"converted\"");
    }

    @Test
    void makesOnePersonOfALeadWithoutAFirm() {
        var lead = lead(Map.of("title", "Asha Devi Rao", "phone", "+14155550101"));

        var done = convert(lead, Map.of()).data();

        var account = admin.get("/accounts/" + done.path("account").asString()).data();
        var contact = admin.get("/contacts/" + done.path("contact").asString()).data();
        assertThat(account.path("type").asString()).isEqualTo("person");
        assertThat(account.path("phone").asString()).isEqualTo("+14155550101");
        assertThat(contact.path("firstName").asString()).isEqualTo("Asha Devi");
        assertThat(contact.path("lastName").asString()).isEqualTo("Rao");
    }

    @Test
    void offersThoseThereAreAndUsesThem() {
        var account = made("/accounts", Map.of("name", "Lotus Traders"));
        var contact = made("/contacts", Map.of("firstName", "Asha", "phone", "+14155550101"));
        var lead = lead(Map.of("firstName", "Asha", "company", "lotus traders", "phone", "+14155550101"));

        var suggested = admin.get("/leads/" + id(lead) + "/conversion").data();
        var done = convert(lead, Map.of("account", Map.of("id", id(account)), "contact", Map.of("id", id(contact))));

        // R1: the enquiry of a known person says whose it is
        assertThat(lead.at("/contact/id").asString()).isEqualTo(id(contact));
        assertThat(suggested.at("/account/existing/id").asString()).isEqualTo(id(account));
        assertThat(suggested.at("/contact/existing/id").asString()).isEqualTo(id(contact));
        assertThat(done.data().path("account").asString()).isEqualTo(id(account));
        assertThat(admin.get("/contacts/" + id(contact))
                        .data()
                        .at("/account/id")
                        .asString())
                .isEqualTo(id(account));
        assertThat(admin.get("/accounts").data()).hasSize(1);
    }

    @Test
    void refusesASecondContactAndLeavesNothingBehind() {
        made("/contacts", Map.of("firstName", "Asha", "phone", "+14155550101"));
        var lead = lead(Map.of("firstName", "Usha", "company", "Lotus", "phone", "+14155550101"));

        var refused = convert(lead, Map.of());

        assertThat(refused.code()).isEqualTo("CONTACT_POINT_TAKEN");
        assertThat(admin.get("/accounts").data()).isEmpty();
        assertThat(admin.get("/leads/" + id(lead)).data().path("convertedAt").isNull())
                .isTrue();
    }

    @Test
    void winsTheLeadInTheSameStepAndMakesACustomer() {
        var lead = lead(Map.of("title", "Asha Rao", "phone", "+14155550101"));
        var won = admin.get("/leads/" + id(lead) + "/transitions")
                .data()
                .valueStream()
                .filter(each -> each.path("group").asString().equals("won"))
                .findFirst()
                .orElseThrow();
        var key = won.path("to").asString();
        for (var step : List.of("contacted", "qualified")) {
            var version = admin.get("/leads/" + id(lead)).data().path("version").asInt();
            admin.post("/leads/" + id(lead) + "/transition", Map.of("version", version, "to", step));
        }
        lead = admin.get("/leads/" + id(lead)).data();

        var done = convert(lead, Map.of("status", key));

        assertThat(done.status()).as(done.body().toString()).isEqualTo(201);
        var account =
                admin.get("/accounts/" + done.data().path("account").asString()).data();
        assertThat(account.path("healthScore").asInt()).isEqualTo(75);
        assertThat(account.path("engagement").asString()).isEqualTo("medium");
        assertThat(account.path("onboarding").asString()).isEqualTo("pending");
        assertThat(admin.get("/leads/" + id(lead)).data().path("status").asString())
                .isEqualTo(key);
    }

    @Test
    void isTakenBackAsOne() {
        var lead = lead(Map.of("title", "Asha Rao", "phone", "+14155550101"));
        var done = convert(lead, Map.of());

        var undone = admin.post(
                "/change-sets/" + done.headers().firstValue("X-Change-Set").orElseThrow() + "/undo", null);

        assertThat(undone.status()).as(undone.body().toString()).isEqualTo(200);
        assertThat(admin.get("/accounts").data()).isEmpty();
        assertThat(admin.get("/contacts").data()).isEmpty();
        var now = admin.get("/leads/" + id(lead)).data();
        assertThat(now.path("convertedAt").isNull()).isTrue();
        assertThat(now.path("account").isNull()).isTrue();
        assertThat(convert(now, Map.of()).status()).isEqualTo(201);
    }

    @Test
    void ofTwentyAtOnceMakesOneCustomer() throws Exception {
        var lead = lead(Map.of("title", "Asha Rao", "company", "Lotus", "email", "asha@example.com"));
        var barrier = new CyclicBarrier(20);
        var replies = new ArrayList<Reply>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Reply>>();
            for (var i = 0; i < 20; i++) {
                all.add(threads.submit(() -> {
                    barrier.await();
                    return convert(lead, Map.of());
                }));
            }
            for (var each : all) {
                replies.add(each.get());
            }
        }

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() != 201))
                .allSatisfy(reply -> assertThat(reply.status()).isEqualTo(409));
        assertThat(admin.get("/accounts").data()).hasSize(1);
        assertThat(admin.get("/contacts").data()).hasSize(1);
    }

    @Test
    void needsTheRightsOfBoth() {
        var lead = lead(Map.of("title", "Asha Rao", "phone", "+14155550101"));

        assertThat(api.as(acme.token("SALES"))
                        .post("/leads/" + id(lead) + "/conversion", Map.of("version", 1))
                        .status())
                .isIn(404, 403);
        assertThat(api.as(acme.token("VIEWER"))
                        .get("/leads/" + id(lead) + "/conversion")
                        .code())
                .isEqualTo("RIGHT_MISSING");
    }

    private JsonNode lead(Map<String, Object> values) {
        var body = new HashMap<String, Object>(values);
        body.put("source", "self");
        body.put("owner", acme.actor("ADMIN").user().toString());
        var reply = admin.post("/leads", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return admin.get("/leads/" + reply.data().at("/lead/id").asString()).data();
    }

    private Reply convert(JsonNode lead, Map<String, Object> with) {
        var body = new HashMap<String, Object>(with);
        body.put("version", lead.path("version").asInt());
        return admin.post("/leads/" + id(lead) + "/conversion", body);
    }

    private JsonNode made(String path, Map<String, Object> values) {
        var reply = admin.post(path, values);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private static String id(JsonNode data) {
        return data.path("id").asString();
    }
}
