package io.sangam.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AuditIT {

    private final TestTenants tenants;
    private final TestApi api;
    private final String root;
    private TestTenant acme;
    private String token;
    private TestApi admin;

    @SuppressWarnings("NullAway.Init")
    AuditIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
        this.root = "http://localhost:" + port + "/api/v1";
    }

    @BeforeEach
    void begin() {
        acme = tenants.create(Preset.SIMPLE);
        token = acme.token("ADMIN");
        admin = api.as(token);
    }

    @Test
    void tellsWhoChangedWhatAcrossAllObjects() {
        var lead = lead("+447700900401");
        change(lead, Map.of("city", "Pune"));
        admin.post(
                "/assignment-rules",
                Map.of(
                        "name",
                        "Everybody",
                        "filter",
                        Map.of("and", List.of()),
                        "target",
                        Map.of("type", "roundRobin")));

        var all = admin.get("/audit/changes").data();
        var cities = admin.get("/audit/changes?object=lead&verb=updated&record=" + lead + "&actor="
                        + acme.actor("ADMIN").user().value())
                .data();
        var first = admin.get("/audit/changes?limit=1");
        var second = admin.get("/audit/changes?limit=1&cursor="
                + first.body().path("meta").path("cursor").asString());

        assertThat(all).extracting(it -> it.path("object").asString()).contains("lead", "assignmentRule");
        assertThat(cities).hasSize(1);
        assertThat(cities.path(0).path("changes").path(0).path("after").asString())
                .isEqualTo("Pune");
        assertThat(cities.path(0).path("actor").path("name").asString()).isNotEmpty();
        assertThat(second.data().path(0).path("id"))
                .isNotEqualTo(first.data().path(0).path("id"));
    }

    @Test
    void narrowsToASpanOfTime() {
        lead("+447700900402");
        var now = Instant.now();

        assertThat(admin.get("/audit/changes?from=" + now.minusSeconds(60)).data())
                .isNotEmpty();
        assertThat(admin.get("/audit/changes?to=" + now.minusSeconds(3600)).data())
                .isEmpty();
        assertThat(admin.get("/audit/changes?from=" + now.plusSeconds(3600)).data())
                .isEmpty();
        assertThat(admin.get("/audit/changes?from=yesterday").status()).isEqualTo(400);
    }

    @Test
    void masksValuesForWhomTheyAreMasked() {
        var lead = lead("+447700900403");
        change(lead, Map.of("phone", "+447700900404", "email", "ada@example.com"));
        var definition = Map.of(
                "modules",
                Map.of("audit", Map.of("level", "read", "scope", "all", "actions", List.of("export"))),
                "fields",
                Map.of("phone", "masked", "email", "hidden", "personal", "hidden", "financial", "hidden"),
                "allowedStatuses",
                Map.of());
        var role = admin.post("/roles", Map.of("name", "Auditor", "definition", definition))
                .data()
                .path("key")
                .asString();
        tenants.user(acme.id(), role, "auditor@example.com");
        var login = Map.of("tenant", acme.slug(), "email", "auditor@example.com", "password", TestTenants.PASSWORD);
        var auditor = api.post("/auth/login", login).data().path("accessToken").asString();

        var read = api.as(auditor)
                .get("/audit/changes?object=lead&verb=updated&record=" + lead)
                .data()
                .toString();
        var exported = export(auditor, "/audit/changes/export?object=lead");

        for (var text : List.of(read, exported.body())) {
            assertThat(text)
                    .contains("••••0404")
                    .doesNotContain("+447700900404")
                    .doesNotContain("ada@example");
        }
    }

    @Test
    void exportsWhatItShowsAndNotesThatItDid() {
        var lead = lead("+447700900405");
        change(lead, Map.of("city", "=HYPERLINK(1)"));

        var file = export(token, "/audit/changes/export?object=lead&verb=updated&record=" + lead);

        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(file.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"changes.csv\"");
        assertThat(file.body().lines().toList()).hasSize(2).last().asString().endsWith("'=HYPERLINK(1)");
        assertThat(admin.get("/audit/changes?object=auditExport").data()).hasSize(1);
    }

    @Test
    void tellsWhoCameInAndWhoTried() {
        api.post("/auth/login", Map.of("tenant", acme.slug(), "email", "admin@example.com", "password", "wrong wrong"));

        var failed = admin.get("/audit/security-events?kind=failed_login").data();
        var own = admin.get("/audit/security-events?kind=login&user="
                        + acme.actor("ADMIN").user().value())
                .data();
        var file = export(token, "/audit/security-events/export?kind=failed_login");

        assertThat(failed).hasSize(1);
        assertThat(own).isNotEmpty();
        assertThat(own.path(0).path("userName").asString()).isNotEmpty();
        assertThat(file.body().lines()).hasSize(2);
    }

    @Test
    void isForThoseWithTheRightOnly() {
        var manager = api.as(acme.token("MANAGER"));

        for (var path : List.of(
                "/audit/changes", "/audit/changes/export", "/audit/security-events", "/audit/security-events/export")) {
            assertThat(manager.get(path).code()).as(path).isEqualTo("RIGHT_MISSING");
        }
    }

    private String lead(String phone) {
        return admin.post("/leads", Map.of("phone", phone, "source", "self", "title", "Ada"))
                .data()
                .path("lead")
                .path("id")
                .asString();
    }

    private void change(String lead, Map<String, ?> values) {
        var body = new java.util.HashMap<String, Object>(values);
        body.put("version", admin.get("/leads/" + lead).data().path("version").asInt());
        assertThat(admin.patch("/leads/" + lead, body).status()).isEqualTo(200);
    }

    private HttpResponse<String> export(String bearer, String path) {
        var request = HttpRequest.newBuilder(URI.create(root + path))
                .header("Authorization", "Bearer " + bearer)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
