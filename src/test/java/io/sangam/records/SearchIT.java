package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// One search over all objects, in scope and by what its reader sees in clear.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SearchIT {

    private final TestTenants tenants;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    SearchIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.BROKER_OFFICE);
        this.admin = api;
    }

    @BeforeEach
    void aCompany() {
        acme = tenants.create(Preset.BROKER_OFFICE);
        admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void findsByBeginningsOfWordsWithASlipAndAcrossObjects() {
        var kiran = lead("Kiran Chakraborty", "+919876543210", Map.of("company", "Blue Kite Traders"));
        lead("Asha Rao", "+919876500000", Map.of("company", "Red Barn"));
        admin.post("/tasks", Map.of("title", "Ring Kiran", "kind", "call", "dueAt", "2099-01-01T10:00:00Z"));

        assertThat(ids(search("ki"))).contains(kiran);
        assertThat(ids(search("chakrabrty"))).containsExactly(kiran);
        assertThat(ids(search("krian chak"))).containsExactly(kiran);
        assertThat(ids(search("KITE blue"))).containsExactly(kiran);
        assertThat(search("blue kite").path(0).at("/hint/field").asString()).isEqualTo("company");
        assertThat(search("kiran").valueStream().map(hit -> hit.path("object").asString()))
                .contains("lead", "task");
        assertThat(ids(search("zzz"))).isEmpty();
        assertThat(search("k")).isEmpty();
    }

    @Test
    void thinksOfASlipOnlyWhereNothingIsJustWhatWasTyped() {
        var meier = lead("Anna Meier", "+919876511111", Map.of());
        var meyer = lead("Otto Meyer", "+919876522222", Map.of());

        assertThat(ids(search("meier"))).containsExactly(meier);
        assertThat(ids(search("meer"))).containsExactlyInAnyOrder(meier, meyer);
    }

    @Test
    void findsPhonesInAnySpellingAndTheVeryNumberFirst() {
        var kiran = lead("Kiran", "+919876543210", Map.of());
        var number = admin.get("/leads/" + kiran).data().path("number").asString();
        lead("About " + number, "+919876511111", Map.of());

        for (var spelling : List.of("098765 43210", "+91 98765-43210", "(98765)43210", "43210", "7654")) {
            assertThat(ids(search(spelling))).as(spelling).contains(kiran);
        }
        assertThat(search(number).path(0).path("id").asString()).isEqualTo(kiran);
        assertThat(ids(search(number))).hasSize(2);
    }

    @Test
    void followsChangesAndTheTrash() {
        var lead = lead("Kiran", "+919876543210", Map.of());
        admin.patch("/leads/" + lead, Map.of("version", version(lead), "title", "Madhavi"));
        assertThat(ids(search("madhavi"))).containsExactly(lead);
        assertThat(ids(search("kiran"))).isEmpty();

        admin.delete("/leads/" + lead + "?version=" + version(lead));
        assertThat(ids(search("madhavi"))).isEmpty();
        admin.post("/leads/" + lead + "/restore", null);
        assertThat(ids(search("madhavi"))).containsExactly(lead);
    }

    @Test
    void keepsToScopeAndMasks() {
        var lead = lead("Kiran", "+919876543210", Map.of("email", "hidden.kiran@example.com"));
        assertThat(ids(search("9876543210"))).containsExactly(lead);
        assertThat(ids(search("hidden"))).containsExactly(lead);

        var sales = api.as(acme.token("SALES"));
        assertThat(sales.get("/search?q=kiran").data()).as("not his own").isEmpty();

        var masks = Map.of("phone", "masked", "email", "masked", "personal", "clear", "financial", "clear");
        var rights = Map.of(
                "modules",
                Map.of("leads", Map.of("level", "read", "scope", "all", "actions", List.of())),
                "fields",
                masks,
                "allowedStatuses",
                Map.of());
        admin.post("/roles", Map.of("name", "Masked reader", "definition", rights));
        var key = admin.get("/roles")
                .data()
                .valueStream()
                .filter(role -> role.path("name").asString().equals("Masked reader"))
                .map(role -> role.path("key").asString())
                .findFirst()
                .orElseThrow();
        tenants.user(acme.id(), key, "masked@example.com");
        var credentials =
                Map.of("tenant", acme.slug(), "email", "masked@example.com", "password", TestTenants.PASSWORD);
        var masked = api.as(
                api.post("/auth/login", credentials).data().path("accessToken").asString());
        assertThat(ids(masked.get("/search?q=kiran").data())).containsExactly(lead);
        assertThat(masked.get("/search?q=9876543210").data()).isEmpty();
        assertThat(masked.get("/search?q=hidden").data()).isEmpty();
    }

    private String lead(String title, String phone, Map<String, Object> more) {
        var values = new HashMap<String, Object>(more);
        values.put("title", title);
        values.put("phone", phone);
        values.put("source", "self");
        values.put("owner", acme.actor("ADMIN").user().toString());
        return admin.post("/leads", values).data().at("/lead/id").asString();
    }

    private int version(String lead) {
        return admin.get("/leads/" + lead).data().path("version").asInt();
    }

    private JsonNode search(String query) {
        return admin.get("/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .data();
    }

    private static List<String> ids(JsonNode hits) {
        return hits.valueStream()
                .filter(hit -> hit.path("object").asString().equals("lead"))
                .map(hit -> hit.path("id").asString())
                .toList();
    }
}
