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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.json.JsonMapper;

/// What is masked stays so on every way out (AZ-08), except by the right to look, with a reason; and why somebody sees
/// a record at all.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class UnmaskIT {

    private static final AtomicInteger PHONES = new AtomicInteger(5200);

    private final TestTenants tenants;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;
    private TestApi viewer;
    private String phone = "";
    private String lead = "";

    UnmaskIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api;
        this.viewer = api;
    }

    @BeforeEach
    void aLeadWhosePhoneAViewerSeesMasked() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
        viewer = api.as(acme.token("VIEWER"));
        phone = "+1415555" + PHONES.incrementAndGet();
        lead = lead(phone);
    }

    /// EX-08: what is kept about a person, for him.
    @Test
    void handsOutEverythingHeldAboutARecord() throws Exception {
        var record = admin.get("/leads/" + lead).data();
        admin.patch("/leads/" + lead, Map.of("version", record.path("version").asInt(), "city", "Goa"));
        admin.post("/leads/" + lead + "/comments", Map.of("text", "Prefers mornings"));
        admin.post(
                "/tasks",
                Map.of(
                        "title",
                        "Ring back",
                        "parent",
                        Map.of("object", "lead", "id", lead),
                        "dueAt",
                        "2099-01-01T10:00:00Z"));
        var other = admin.post(
                        "/leads",
                        Map.of("title", "Red Barn", "source", "self", "phone", "+1415555" + PHONES.incrementAndGet()))
                .data()
                .at("/lead/id")
                .asString();
        admin.post("/leads/" + other + "/comments", Map.of("text", "Quillfeather"));

        var file = admin.download("/leads/" + lead + "/dossier");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"lead-" + lead + ".json\"");
        var dossier = JsonMapper.shared().readTree(file.body()).path("data");
        assertThat(dossier.at("/record/phone").asString()).isEqualTo(phone);
        assertThat(dossier.at("/contactPoints/0/value").asString()).isEqualTo(phone);
        assertThat(dossier.path("timeline").toString()).contains("Prefers mornings", "created");
        assertThat(dossier.path("changes").toString()).contains("Goa");
        assertThat(dossier.at("/related/tasks").toString()).contains("Ring back");
        assertThat(dossier.path("leftOut")).isEmpty();
        assertThat(dossier.toString()).doesNotContain(other, "Quillfeather");
        assertThat(admin.get("/audit/security-events?limit=200").data().valueStream())
                .anySatisfy(event -> {
                    assertThat(event.path("kind").asString()).isEqualTo("dossier");
                    assertThat(event.at("/details/id").asString()).isEqualTo(lead);
                    assertThat(event.at("/details/complete").asBoolean()).isTrue();
                });

        assertThat(viewer.get("/leads/" + lead + "/dossier").code()).isEqualTo("RIGHT_MISSING");
    }

    @Test
    void showsWhatIsMaskedToWhoHasTheRightAndKeepsWhoLookedAndWhy() {
        mayUnmask();

        var reply = unmask(viewer, "phone", "Customer asked for a call back");

        assertThat(reply.data().at("/values/phone").asString()).isEqualTo(phone);
        assertThat(viewer.get("/leads/" + lead).data().path("phone").asString()).startsWith("••••");
        var looked =
                admin.get("/leads/" + lead + "/timeline?kinds=unmasked").data().path(0);
        assertThat(looked.at("/actor/id").asString()).isEqualTo(user("VIEWER"));
        assertThat(looked.at("/data/reason").asString()).isEqualTo("Customer asked for a call back");
        assertThat(looked.at("/data/fields/0").asString()).isEqualTo("phone");
        assertThat(looked.toString()).doesNotContain(phone);
    }

    /// A zone tells of a number in which region it is.
    @Test
    void tellsWhereANumberRingsToThoseWhoSeeIt() {
        assertThat(admin.get("/leads/" + lead).data().path("timeZone").asString())
                .isEqualTo("America/Los_Angeles");
        assertThat(viewer.get("/leads/" + lead).data().has("timeZone")).isFalse();
    }

    @Test
    void refusesToUnmaskWithoutTheRightAReasonOrAFieldOneMayKnowOf() {
        assertThat(unmask(viewer, "phone", "Curious").code()).isEqualTo("RIGHT_MISSING");
        mayUnmask();

        assertThat(unmask(viewer, "phone", "  ").status()).isEqualTo(422);
        assertThat(unmask(viewer, "passwordHash", "Curious").code()).isEqualTo("FIELDS_INVALID");
        assertThat(viewer.post("/leads/" + lead + "/unmask", Map.of("fields", List.of(), "reason", "Curious"))
                        .status())
                .isEqualTo(422);
        assertThat(admin.get("/leads/" + lead + "/timeline?kinds=unmasked").data())
                .isEmpty();
    }

    @Test
    void givesNothingAwayByAFilterAnOrderOrAFigure() {
        var isIt = "{\"field\":\"phone\",\"op\":\"eq\",\"value\":\"" + phone + "\"}";
        var questions = new LinkedHashMap<String, String>();
        questions.put("/leads?filter=" + encoded(isIt), "FILTER_INVALID");
        questions.put(
                "/leads?filter=" + encoded("{\"field\":\"phone\",\"op\":\"startsWith\",\"value\":\"+1415\"}"),
                "FILTER_INVALID");
        questions.put("/leads?filter=" + encoded("{\"field\":\"phone\",\"op\":\"notEmpty\"}"), "FILTER_INVALID");
        questions.put(
                "/leads?filter=" + encoded("{\"or\":[{\"field\":\"title\",\"op\":\"notEmpty\"}," + isIt + "]}"),
                "FILTER_INVALID");
        questions.put("/leads?sort=phone", "SORT_INVALID");
        questions.put("/leads?sort=-email", "SORT_INVALID");
        questions.put("/leads/aggregate?filter=" + encoded(isIt), "FILTER_INVALID");
        questions.put("/leads/aggregate?groupBy=phone", "FIELDS_INVALID");
        questions.put("/leads/aggregate?sums=phone", "FIELDS_INVALID");

        assertThat(admin.get(questions.keySet().iterator().next()).data()).hasSize(1);
        assertThat(admin.get("/leads?sort=phone").status()).isEqualTo(200);
        questions.forEach(
                (path, code) -> assertThat(viewer.get(path).code()).as(path).isEqualTo(code));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void keepsTheMaskInListsHistoryTimelineAndContactPoints() {
        var version = admin.get("/leads/" + lead).data().path("version").asInt();
        var other = "+1415555" + PHONES.incrementAndGet();
        assertThat(admin.patch("/leads/" + lead, Map.of("version", version, "phone", other))
                        .status())
                .isEqualTo(200);

        for (var path : List.of(
                "/leads?fields=phone,email,title",
                "/leads/" + lead,
                "/leads/" + lead + "/history",
                "/leads/" + lead + "/timeline",
                "/leads/" + lead + "/contact-points",
                "/tasks?fields=title,parent")) {
            var reply = viewer.get(path);
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertThat(reply.body().toString())
                    .as(path)
                    .doesNotContain(phone, other, phone.substring(2, 9), "kiran@example");
        }
        assertThat(admin.get("/leads/" + lead + "/history").body().toString()).contains(phone, other);
    }

    @Test
    void explainsWhySomebodySeesARecord() {
        var path = "/leads/" + lead + "/explain?userId=";

        assertThat(grounds(admin.get(path + user("ADMIN")))).containsExactly("all");
        assertThat(grounds(admin.get(path + user("SALES")))).containsExactly("own");
        assertThat(grounds(admin.get(path + user("COSALES")))).isEmpty();
        assertThat(grounds(admin.get(path + user("PACKER")))).isEmpty();
        var viewers = admin.get(path + user("VIEWER")).data();
        assertThat(viewers.path("writable").asBoolean()).isFalse();
        assertThat(viewers.path("masked").valueStream().map(each -> each.asString()))
                .contains("Phone");
        // oneself anybody may ask about; others only who may see users
        assertThat(grounds(viewer.get("/leads/" + lead + "/explain"))).containsExactly("all");
        assertThat(viewer.get(path + user("SALES")).code()).isEqualTo("RIGHT_MISSING");
        assertThat(api.as(acme.token("COSALES"))
                        .get("/leads/" + lead + "/explain")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aShareIsAGroundUntilItEnds() {
        var cosales = api.as(acme.token("COSALES"));
        assertThat(admin.post(
                                "/leads/" + lead + "/shares",
                                Map.of(
                                        "userId",
                                        user("COSALES"),
                                        "right",
                                        "write",
                                        "until",
                                        Instant.now()
                                                .plus(Duration.ofSeconds(4))
                                                .toString()))
                        .status())
                .isEqualTo(201);

        var explained = admin.get("/leads/" + lead + "/explain?userId=" + user("COSALES"));

        assertThat(grounds(explained)).containsExactly("shared");
        assertThat(explained.data().path("writable").asBoolean()).isTrue();
        assertThat(explained.data().path("shares")).hasSize(1);
        assertThat(cosales.get("/leads/" + lead).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> cosales.get("/leads/" + lead).status() == 404);
        assertThat(cosales.get("/leads").data()).isEmpty();
        assertThat(grounds(admin.get("/leads/" + lead + "/explain?userId=" + user("COSALES"))))
                .isEmpty();
        assertThat(cosales.get("/leads/" + lead + "/timeline").status()).isEqualTo(404);
    }

    private static List<String> grounds(TestApi.Reply reply) {
        return reply.data()
                .path("grounds")
                .valueStream()
                .map(ground -> ground.asString())
                .toList();
    }

    private TestApi.Reply unmask(TestApi caller, String field, String reason) {
        return caller.post("/leads/" + lead + "/unmask", Map.of("fields", List.of(field), "reason", reason));
    }

    /// Gives viewers the action, and waits until it counts.
    private void mayUnmask() {
        var role = admin.get("/roles")
                .data()
                .valueStream()
                .filter(each -> each.path("key").asString().equals("VIEWER"))
                .findFirst()
                .orElseThrow();
        var definition = new HashMap<String, Object>();
        definition.put(
                "modules", Map.of("leads", Map.of("level", "read", "scope", "all", "actions", List.of("unmask"))));
        definition.put("fields", Map.of("phone", "masked", "email", "masked"));
        definition.put("allowedStatuses", Map.of());
        assertThat(admin.patch(
                                "/roles/" + role.path("id").asString(),
                                Map.of("version", role.path("version").asInt(), "definition", definition))
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        viewer.get("/leads/" + lead).data().at("/can/unmask").asBoolean());
    }

    private String lead(String number) {
        return admin.post(
                        "/leads",
                        Map.of(
                                "title",
                                "Kiran Traders",
                                "source",
                                "self",
                                "owner",
                                user("SALES"),
                                "phone",
                                number,
                                "email",
                                "kiran@example.com"))
                .data()
                .at("/lead/id")
                .asString();
    }

    private String user(String role) {
        return acme.actor(role).user().toString();
    }
}
