package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// A list or a record that was asked for before, and of which everything it was made of may have changed since.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PreparedReadsIT {

    private static final AtomicInteger PHONES = new AtomicInteger(100);

    private final TestTenants tenants;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    PreparedReadsIT(TestTenants tenants, @LocalServerPort int port) {
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
    void holdsNoRowThatIsOutOfReachByNow() {
        var lead = lead(Map.of("owner", user("SALES")));
        var helper = as("COSALES");
        assertThat(titles(helper, "/leads")).isEmpty();
        assertThat(helper.get("/leads/" + lead).status()).isEqualTo(404);

        change("COSALES", Map.of("supports", List.of(user("SALES"))));
        soon().until(() -> ids(helper, "/leads").equals(List.of(lead)));
        soon().until(() -> helper.get("/leads/" + lead).status() == 200);
        change("COSALES", Map.of("supports", List.of()));
        soon().until(() -> ids(helper, "/leads").isEmpty());
        soon().until(() -> helper.get("/leads/" + lead).status() == 404);
    }

    @Test
    void losesAShareThatEnds() {
        var lead = lead(Map.of("owner", user("SALES")));
        var viewer = as("COSALES");
        assertThat(ids(viewer, "/leads")).isEmpty();
        assertThat(admin.post(
                                "/leads/" + lead + "/shares",
                                Map.of(
                                        "userId",
                                        user("COSALES"),
                                        "right",
                                        "read",
                                        "until",
                                        Instant.now().plusSeconds(4).toString()))
                        .status())
                .isLessThan(300);

        assertThat(ids(viewer, "/leads")).containsExactly(lead);
        assertThat(mayChange(viewer, lead)).isFalse();
        soon().until(() -> ids(viewer, "/leads").isEmpty());
        assertThat(viewer.get("/leads/" + lead).status()).isEqualTo(404);
    }

    @Test
    void saysOfEachRecordWhatMayBeDoneToIt() {
        var own = lead(Map.of("owner", user("SALES")));
        var others = lead(Map.of("owner", user("ADMIN")));
        admin.post("/leads/" + others + "/shares", Map.of("userId", user("SALES"), "right", "read"));
        var sales = as("SALES");

        assertThat(List.of(mayChange(sales, own), mayChange(sales, others), mayChange(sales, own)))
                .containsExactly(true, false, true);
        assertThat(admin.put("/leads/" + own + "/favourite", Map.of()).status()).isLessThan(300);
        assertThat(sales.get("/leads/" + own).data().path("favourite").asBoolean())
                .isFalse();
    }

    @Test
    void asksForThePastAsItIsNow() {
        var due = Instant.now().plusSeconds(3).toString();
        var task = admin.post("/tasks", Map.of("title", "Soon", "dueAt", due)).data();
        var overdue = "/tasks?filter=" + filter("{\"field\":\"overdue\",\"op\":\"eq\",\"value\":true}");
        var past = "/tasks?filter=" + filter("{\"field\":\"dueAt\",\"op\":\"within\",\"value\":\"past\"}");
        assertThat(titles(admin, overdue)).isEmpty();
        assertThat(titles(admin, past)).isEmpty();

        soon().until(() -> titles(admin, overdue).equals(List.of("Soon")));
        assertThat(titles(admin, past)).containsExactly("Soon");
        assertThat(task.toString()).contains("Soon");
    }

    @Test
    void masksWhatARoleSeesMaskedByNow() {
        var role = role("masked");
        change("VIEWER", Map.of("roleIds", List.of(role.path("id").asString())));
        var lead = lead(Map.of("owner", user("SALES")));
        var viewer = as("VIEWER");
        var list = "/leads?fields=title,phone";
        soon().until(() -> phone(viewer, list).startsWith("•"));
        assertThat(viewer.get("/leads/" + lead).data().path("phone").asString()).startsWith("•");

        assertThat(admin.patch(
                                "/roles/" + role.path("id").asString(),
                                Map.of("version", 0, "name", "Sees", "definition", definition("clear")))
                        .status())
                .isEqualTo(200);

        soon().until(() -> phone(viewer, list).startsWith("+1415"));
        soon().until(() ->
                viewer.get("/leads/" + lead).data().path("phone").asString().startsWith("+1415"));
    }

    @Test
    void knowsAFieldThatIsNewAndNoneThatIsGone() {
        var lead = lead(Map.of("owner", user("SALES")));
        var list = "/leads?fields=title,c_shelf";
        assertThat(admin.get(list).code()).isEqualTo("FIELDS_INVALID");
        assertThat(admin.get("/leads/" + lead).data().has("c_shelf")).isFalse();

        var field = admin.post("/fields", Map.of("object", "lead", "key", "c_shelf", "kind", "text", "label", "Shelf"))
                .data();
        soon().until(() -> admin.get(list).status() == 200);
        soon().until(() -> admin.get("/leads/" + lead).data().has("c_shelf"));

        assertThat(admin.patch("/fields/" + field.path("id").asString(), Map.of("version", 0, "active", false))
                        .status())
                .isEqualTo(200);
        soon().until(() -> admin.get(list).code().equals("FIELDS_INVALID"));
    }

    private static boolean mayChange(TestApi reader, String lead) {
        return reader.get("/leads/" + lead).data().path("can").path("update").asBoolean();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200));
    }

    private JsonNode role(String phones) {
        return admin.post("/roles", Map.of("name", "Sees", "definition", definition(phones)))
                .data();
    }

    private static Map<String, Object> definition(String phones) {
        return Map.of(
                "modules",
                Map.of("leads", Map.of("level", "read", "scope", "all", "actions", List.of())),
                "fields",
                Map.of("phone", phones),
                "allowedStatuses",
                Map.of());
    }

    private void change(String role, Map<String, Object> changes) {
        var body = new HashMap<>(changes);
        for (var user : admin.get("/users?limit=200").data()) {
            if (user.path("id").asString().equals(user(role))) {
                body.put("version", user.path("version").asInt());
            }
        }
        assertThat(admin.patch("/users/" + user(role), body).status()).isEqualTo(200);
    }

    private String lead(Map<String, Object> more) {
        var values = new HashMap<>(more);
        values.put("title", "Kiran Traders");
        values.put("source", "self");
        values.put("phone", "+1415555%04d".formatted(PHONES.incrementAndGet()));
        return admin.post("/leads", values).data().at("/lead/id").asString();
    }

    private static String phone(TestApi reader, String list) {
        return reader.get(list).data().path(0).path("phone").asString("");
    }

    private static List<String> ids(TestApi reader, String list) {
        return reader.get(list)
                .data()
                .valueStream()
                .map(row -> row.path("id").asString())
                .toList();
    }

    private static List<String> titles(TestApi reader, String list) {
        return reader.get(list)
                .data()
                .valueStream()
                .map(row -> row.path("title").asString())
                .toList();
    }

    private static String filter(String json) {
        return URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    private String user(String role) {
        return acme.actor(role).user().toString();
    }

    private TestApi as(String role) {
        return api.as(acme.token(role));
    }
}
