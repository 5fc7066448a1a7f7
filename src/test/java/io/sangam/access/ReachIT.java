package io.sangam.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// How far people see beyond their own leads: those they support, their partner's, their territory's (spec, section 7),
/// and who may take back what was won or lost.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ReachIT {

    private static final AtomicInteger PHONES = new AtomicInteger(100);

    private final TestTenants tenants;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    ReachIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.PARTNER_SALES);
        this.admin = api;
    }

    @BeforeEach
    void aCompany() {
        acme = tenants.create(Preset.PARTNER_SALES);
        admin = as("ADMIN");
    }

    @Test
    void salesSupportWorksOnTheLeadsOfThePeopleItSupports() {
        var lead = lead(Map.of("owner", user("SALES")));
        var helper = as("COSALES");
        assertThat(helper.get("/leads/" + lead).status()).isEqualTo(404);

        change("COSALES", Map.of("supports", List.of(user("SALES"))));

        seen(helper, lead);
        var renamed = helper.patch("/leads/" + lead, Map.of("version", 0, "company", "Renamed"));
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(list(helper)).containsExactly(lead);
        change("COSALES", Map.of("supports", List.of()));
        gone(helper, lead);
    }

    @Test
    void aCallerSeesHisPartnersLeadsOnlyWhenHisVisibilitySaysSo() {
        var partner = admin.post("/partners", Map.of("name", "Northgate"))
                .data()
                .path("id")
                .asString();
        var firms = lead(Map.of("owner", user("SALES"), "partner", partner));
        var own = lead(Map.of("owner", user("SALES"), "caller", user("CALLER")));
        var caller = as("CALLER");
        change("CALLER", Map.of("partnerId", partner));
        seen(caller, own);
        assertThat(list(caller)).containsExactly(own);

        change("CALLER", Map.of("dataVisibility", "partner"));

        seen(caller, firms);
        assertThat(list(caller)).containsExactlyInAnyOrder(own, firms);
        assertThat(caller.get("/leads/" + firms).data().at("/partner/label").asString())
                .isEqualTo("Northgate");
    }

    @Test
    void aTerritoryHasTheLeadsOfItsCities() {
        var role = admin.post(
                        "/roles",
                        Map.of(
                                "name",
                                "Field",
                                "definition",
                                Map.of(
                                        "modules",
                                        Map.of(
                                                "leads",
                                                Map.of("level", "read", "scope", "territory", "actions", List.of())),
                                        "fields",
                                        Map.of(),
                                        "allowedStatuses",
                                        Map.of())))
                .data()
                .path("id")
                .asString();
        var pune = lead(Map.of("owner", user("SALES"), "city", " Pune "));
        var goa = lead(Map.of("owner", user("SALES"), "city", "Goa"));
        var west = admin.post("/territories", Map.of("name", "West", "cities", List.of("PUNE")))
                .data();
        change("VIEWER", Map.of("roleIds", List.of(role), "territoryIds", List.of(id(west))));
        var field = as("VIEWER");

        // Leads that were there before the territory follow.
        seen(field, pune);
        assertThat(list(field)).containsExactly(pune);
        var later = lead(Map.of("owner", user("SALES"), "city", "pune"));
        assertThat(list(field)).containsExactlyInAnyOrder(pune, later);

        admin.put("/territories/" + id(west), Map.of("version", 0, "name", "West", "cities", List.of("goa")));

        seen(field, goa);
        gone(field, pune);
        assertThat(admin.get("/leads/" + goa).data().at("/territory/label").asString())
                .isEqualTo("West");
        assertThat(admin.delete("/territories/" + id(west) + "?version=1").code())
                .isEqualTo("TERRITORY_IN_USE");
    }

    @Test
    void aCityLiesInOneTerritory() {
        admin.post("/territories", Map.of("name", "West", "cities", List.of("Pune")));

        var refused = admin.post("/territories", Map.of("name", "Deccan", "cities", List.of(" pune")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/code").asString()).isEqualTo("CITY_TAKEN");
        assertThat(as("SALES")
                        .post("/territories", Map.of("name", "Mine", "cities", List.of()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void takingALeadBackFromLostIsARightOfItsOwn() {
        var lead = lead(Map.of("owner", user("SALES")));
        move(lead, "connected", Map.of());
        move(lead, "lost", Map.of("lostReason", "price"));

        var refused =
                as("SALES").post("/leads/" + lead + "/transition", Map.of("version", version(lead), "to", "open"));
        assertThat(refused.status()).isEqualTo(403);
        change("SALES", Map.of("roleIds", List.of(roleOfReopening())));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> as("SALES")
                                .post("/leads/" + lead + "/transition", Map.of("version", version(lead), "to", "open"))
                                .status()
                        == 200);
    }

    @Test
    void companySettingsAreCheckedAndVersioned() {
        var company = admin.get("/company").data();
        var body = new HashMap<String, Object>(Map.of(
                "version", company.path("version").asInt(),
                "name", "Renamed",
                "timeZone", "Asia/Dubai",
                "currency", "AED",
                "defaultCountry", "AE",
                "locale", "en"));
        body.put("settings", company.path("settings"));

        var changed = admin.put("/company", body);

        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.data().path("currency").asString()).isEqualTo("AED");
        assertThat(admin.put("/company", body).code()).isEqualTo("VERSION_CONFLICT");
        body.put("version", 1);
        body.put("timeZone", "Mars/Olympus");
        assertThat(admin.put("/company", body).body().at("/errors/0/pointer").asString())
                .isEqualTo("/timeZone");
        body.put("timeZone", "Asia/Dubai");
        body.put(
                "settings",
                Map.of("calendar", Map.of("week", Map.of("monday", Map.of("from", "18:00", "to", "09:00")))));
        assertThat(admin.put("/company", body).status()).isEqualTo(422);
        assertThat(as("MANAGER").get("/company").status()).isEqualTo(403);
    }

    /// A role like that of a salesperson who may also reopen.
    private String roleOfReopening() {
        var definition = new HashMap<String, Object>();
        definition.put(
                "modules",
                Map.of("leads", Map.of("level", "write", "scope", "team", "actions", List.of("create", "reopen"))));
        definition.put("fields", Map.of("phone", "clear", "email", "clear"));
        definition.put("allowedStatuses", Map.of());
        return id(admin.post("/roles", Map.of("name", "Reopens", "definition", definition))
                .data());
    }

    private void move(String lead, String to, Map<String, Object> fields) {
        var moved = admin.post(
                "/leads/" + lead + "/transition", Map.of("version", version(lead), "to", to, "fields", fields));
        assertThat(moved.status()).isEqualTo(200);
    }

    private int version(String lead) {
        return admin.get("/leads/" + lead).data().path("version").asInt();
    }

    private String lead(Map<String, Object> more) {
        var values = new HashMap<>(more);
        values.put("title", "Kiran Traders");
        values.put("source", "self");
        values.put("phone", "+1415555%04d".formatted(PHONES.incrementAndGet()));
        return admin.post("/leads", values).data().at("/lead/id").asString();
    }

    private void change(String role, Map<String, Object> changes) {
        var body = new HashMap<>(changes);
        for (var user : admin.get("/users?limit=200").data()) {
            if (id(user).equals(user(role))) {
                body.put("version", user.path("version").asInt());
            }
        }
        assertThat(admin.patch("/users/" + user(role), body).status()).isEqualTo(200);
    }

    /// Rights may be some seconds old.
    private static void seen(TestApi reader, String lead) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> reader.get("/leads/" + lead).status() == 200);
    }

    private static void gone(TestApi reader, String lead) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> reader.get("/leads/" + lead).status() == 404);
    }

    private static List<String> list(TestApi reader) {
        return reader.get("/leads").data().valueStream().map(ReachIT::id).toList();
    }

    private static String id(JsonNode record) {
        return record.path("id").asString();
    }

    private String user(String role) {
        return acme.actor(role).user().toString();
    }

    private TestApi as(String role) {
        return api.as(acme.token(role));
    }
}
