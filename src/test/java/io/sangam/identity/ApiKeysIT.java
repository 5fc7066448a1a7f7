package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ApiKeysIT {

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final TestApi api;

    ApiKeysIT(
            TestTenants tenants,
            DSLContext db,
            TransactionOperations transactions,
            Clock clock,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.clock = clock;
        this.api = new TestApi(port);
    }

    @Test
    void opensWhatItsOwnerMayInBothSpellings() {
        var acme = tenants.create(Preset.SIMPLE);
        var made = make(acme, "SALES", Map.of("name", "Script", "scopes", List.of("write")));

        assertThat(bearer(made).get("/me").data().path("user").path("id").asString())
                .isEqualTo(acme.actor("SALES").user().toString());
        assertThat(token(made).get("/leads").status()).isEqualTo(200);
        assertThat(token(made)
                        .post("/leads", Map.of("phone", "+447700900123", "source", "self"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void isNotFoundAnywhereElse() {
        var acme = tenants.create(Preset.SIMPLE);
        var made = make(acme, "SALES", Map.of("name", "Script", "scopes", List.of("read")));
        var key = made.path("key").asString();
        var secret = made.path("secret").asString();
        var otherSecret = make(acme, "SALES", Map.of("name", "Other", "scopes", List.of("read")))
                .path("secret")
                .asString();

        assertThat(api.get("/me?api_key=" + key + "." + secret + "&token=" + key + ":" + secret)
                        .status())
                .isEqualTo(401);
        assertThat(api.as(key).get("/me").status()).isEqualTo(401);
        assertThat(api.as(secret).get("/me").status()).isEqualTo(401);
        assertThat(api.as(key + "." + otherSecret).get("/me").status()).isEqualTo(401);
        assertThat(api.as(key + ":" + secret).get("/me").status()).isEqualTo(401);
        assertThat(api.with("X-Api-Key", key + "." + secret).get("/me").status())
                .isEqualTo(401);
        assertThat(api.post("/auth/refresh", Map.of("refreshToken", key + "." + secret))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void keepsOnlyAHashOfTheSecretAndTellsItOnce() {
        var acme = tenants.create(Preset.SIMPLE);
        var made = make(acme, "SALES", Map.of("name", "Script", "scopes", List.of("read")));

        var listed = api.as(acme.token("SALES")).get("/api-keys");
        var stored = acme.in(() -> transactions.execute(
                _ -> db.fetch("select * from identity.api_key").formatJSON()));

        assertThat(listed.data()).hasSize(1);
        assertThat(listed.body().toString())
                .doesNotContain(made.path("secret").asString())
                .doesNotContain("hash");
        assertThat(stored).doesNotContain(made.path("secret").asString());
    }

    @Test
    void readsOnlyWithTheScopeRead() {
        var acme = tenants.create(Preset.SIMPLE);
        var reading = bearer(make(acme, "ADMIN", Map.of("name", "Report", "scopes", List.of("read"))));

        var write = reading.post("/leads", Map.of("phone", "+447700900123", "source", "self"));

        assertThat(reading.get("/leads").status()).isEqualTo(200);
        assertThat(reading.get("/leads/export?format=csv").status()).isEqualTo(200);
        assertThat(write.status()).isEqualTo(403);
        assertThat(write.code()).isEqualTo("API_KEY_SCOPE_MISSING");
        assertThat(reading.patch("/me", Map.of("name", "Somebody")).status()).isEqualTo(403);
        assertThat(reading.post("/notifications/read-all", null).status()).isEqualTo(403);
        assertThat(reading.get("/me").data().path("rights").path("leads").path("level"))
                .hasToString("\"read\"");
    }

    @Test
    void staysWithinItsModules() {
        var acme = tenants.create(Preset.SIMPLE);
        var leadsOnly = bearer(
                make(acme, "ADMIN", Map.of("name", "Leads", "scopes", List.of("write"), "modules", List.of("leads"))));

        assertThat(leadsOnly.get("/leads").status()).isEqualTo(200);
        assertThat(leadsOnly.get("/meta/objects/lead").status()).isEqualTo(200);
        assertThat(leadsOnly.get("/me").data().path("rights").propertyNames()).containsExactly("leads");
        for (var path : List.of(
                "/tasks",
                "/partners",
                "/users",
                "/roles",
                "/audit/changes",
                "/webhooks",
                "/company",
                "/notifications")) {
            assertThat(leadsOnly.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(leadsOnly.patch("/me", Map.of("name", "Somebody")).status()).isEqualTo(403);
    }

    @Test
    void leavesPeopleAndTheirSecretsAlone() {
        var acme = tenants.create(Preset.SIMPLE);
        var key = bearer(make(acme, "ADMIN", Map.of("name", "All", "scopes", List.of("write"))));
        var someone = acme.actor("SALES").user();

        for (var path : List.of("/auth/sessions", "/api-keys", "/%61uth/sessions", "/%61pi-keys")) {
            assertThat(key.get(path).status()).as(path).isEqualTo(403);
        }
        for (var path : List.of("/auth/socket-ticket", "/auth/logout", "/auth/password", "/api-keys")) {
            assertThat(key.post(path, Map.of("name", "Next", "scopes", List.of("write")))
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(key.post("/users/" + someone + "/one-time-password", null).status())
                .isEqualTo(403);
        assertThat(key.patch("/users/" + someone, Map.of("version", 0, "name", "New"))
                        .status())
                .isEqualTo(403);
        assertThat(key.get("/users").status()).isEqualTo(200);
    }

    @Test
    void administersWithTheScopeAdminOnlyAsFarAsItsOwner() {
        var acme = tenants.create(Preset.SIMPLE);
        var someone = acme.actor("SALES").user();
        var admin = bearer(make(acme, "ADMIN", Map.of("name", "All", "scopes", List.of("write", "admin"))));

        var grab = api.as(acme.token("SALES")).post("/api-keys", Map.of("name", "Grab", "scopes", List.of("admin")));
        var tooWide = api.as(acme.token("VIEWER"))
                .post("/api-keys", Map.of("name", "Wide", "scopes", List.of("read"), "modules", List.of("roles")));

        assertThat(admin.patch("/users/" + someone, Map.of("version", 0, "name", "New name"))
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("/api-keys?everybody=true").data()).hasSize(1);
        assertThat(admin.post("/api-keys", Map.of("name", "Child", "scopes", List.of("write")))
                        .status())
                .isEqualTo(403);
        assertThat(admin.get("/auth/sessions").status()).isEqualTo(403);
        assertThat(List.of(grab, tooWide)).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("RIGHTS_EXCEED_YOURS");
        });
    }

    @Test
    void losesWhatItsOwnerLoses() {
        var acme = tenants.create(Preset.SIMPLE);
        var admin = api.as(acme.token("ADMIN"));
        var owner = acme.actor("MANAGER").user();
        var key = bearer(make(acme, "MANAGER", Map.of("name", "Script", "scopes", List.of("write"))));
        assertThat(key.post("/leads", Map.of("phone", "+447700900123", "source", "self"))
                        .status())
                .isEqualTo(201);
        var viewer = admin.get("/roles")
                .data()
                .valueStream()
                .filter(role -> role.path("key").asString().equals("VIEWER"))
                .findFirst()
                .orElseThrow();

        var changed = admin.patch(
                "/users/" + owner,
                Map.of("version", 0, "roleIds", List.of(viewer.path("id").asString())));

        assertThat(changed.status()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> key.get("/me")
                        .data()
                        .path("rights")
                        .path("leads")
                        .path("level")
                        .asString()
                        .equals("read"));
        assertThat(key.post("/leads", Map.of("phone", "+447700900124", "source", "self"))
                        .status())
                .isBetween(400, 499);
    }

    @Test
    void diesWithinFiveSecondsByRevocationDeactivationAndSuspension() {
        var acme = tenants.create(Preset.SIMPLE);
        var admin = api.as(acme.token("ADMIN"));
        var revoked = make(acme, "SALES", Map.of("name", "One", "scopes", List.of("read")));
        var left = bearer(make(acme, "MANAGER", Map.of("name", "Two", "scopes", List.of("read"))));
        var suspended = bearer(make(acme, "VIEWER", Map.of("name", "Three", "scopes", List.of("read"))));
        assertThat(List.of(bearer(revoked), left, suspended))
                .allSatisfy(key -> assertThat(key.get("/me").status()).isEqualTo(200));

        var id = revoked.path("apiKey").path("id").asString();
        assertThat(api.as(acme.token("VIEWER")).delete("/api-keys/" + id).status())
                .isIn(403, 404);
        assertThat(admin.delete("/api-keys/" + id).status()).isEqualTo(204);
        assertThat(admin.delete("/api-keys/" + id).status()).isEqualTo(404);
        admin.post("/users/" + acme.actor("MANAGER").user() + "/deactivate", Map.of("version", 0));
        dead(bearer(revoked));
        dead(left);

        transactions.executeWithoutResult(
                _ -> db.execute("update tenancy.directory set status = 'suspended' where slug = ?", acme.slug()));
        dead(suspended);
        assertThat(securityEvents(acme)).contains("api_key_created", "api_key_revoked");
    }

    @Test
    void endsAtItsTime() {
        var acme = tenants.create(Preset.SIMPLE);
        var sales = api.as(acme.token("SALES"));
        var past = sales.post(
                "/api-keys",
                Map.of(
                        "name",
                        "Past",
                        "scopes",
                        List.of("read"),
                        "expiresAt",
                        clock.instant().minusSeconds(1).toString()));
        var made = make(
                acme,
                "SALES",
                Map.of(
                        "name",
                        "Week",
                        "scopes",
                        List.of("read"),
                        "expiresAt",
                        clock.instant().plus(Duration.ofDays(7)).toString()));
        assertThat(bearer(made).get("/me").status()).isEqualTo(200);

        acme.run(() -> transactions.executeWithoutResult(
                _ -> db.execute("update identity.api_key set expires_at = now() - interval '1 second'")));

        assertThat(past.status()).isEqualTo(422);
        dead(bearer(made));
        assertThat(sales.get("/api-keys").data().path(0).path("expired").asBoolean())
                .isTrue();
    }

    @Test
    void saysWhenItWasUsedLastAndWhatItDid() {
        var acme = tenants.create(Preset.SIMPLE);
        var made = make(acme, "SALES", Map.of("name", "Nightly sync", "scopes", List.of("write")));
        var sales = api.as(acme.token("SALES"));
        assertThat(sales.get("/api-keys").data().path(0).path("lastUsedAt").isNull())
                .isTrue();

        var lead = bearer(made).post("/leads", Map.of("phone", "+447700900123", "source", "self"));

        var listed = sales.get("/api-keys").data().path(0);
        assertThat(listed.path("lastUsedAt").asString()).isNotEmpty();
        assertThat(listed.path("lastUsedIp").asString()).isNotEmpty();
        var timeline = sales.get("/leads/" + lead.data().path("lead").path("id").asString() + "/timeline");
        assertThat(timeline.data().valueStream())
                .anySatisfy(entry -> assertThat(
                                entry.path("data").path("apiKey").path("name").asString())
                        .isEqualTo("Nightly sync"));
        var changes = api.as(acme.token("ADMIN")).get("/audit/changes?object=lead");
        assertThat(changes.data().valueStream())
                .anySatisfy(entry -> assertThat(entry.path("apiKey").asString()).isEqualTo("Nightly sync"));
    }

    @Test
    void hasOneEffectPerIdempotencyKeyAndCountsForTheLimit() {
        var acme = tenants.create(Preset.SIMPLE);
        var key = bearer(make(acme, "SALES", Map.of("name", "Script", "scopes", List.of("write"))))
                .with("Idempotency-Key", UUID.randomUUID().toString());

        var first = key.post("/leads", Map.of("phone", "+447700900123", "source", "self"));
        var second = key.post("/leads", Map.of("phone", "+447700900123", "source", "self"));

        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(remaining(second)).isEqualTo(remaining(first) - 1);
    }

    private static int remaining(TestApi.Reply reply) {
        return reply.headers()
                .firstValue("X-RateLimit-Remaining")
                .map(Integer::parseInt)
                .orElseThrow();
    }

    private JsonNode make(TestTenant tenant, String role, Map<String, ?> body) {
        var reply = api.as(tenant.token(role)).post("/api-keys", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private TestApi bearer(JsonNode made) {
        return api.as(made.path("bearer").asString());
    }

    private TestApi token(JsonNode made) {
        return api.with(
                "Authorization",
                "token " + made.path("key").asString() + ":"
                        + made.path("secret").asString());
    }

    private static void dead(TestApi key) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> key.get("/me").status() == 401);
    }

    private List<String> securityEvents(TestTenant tenant) {
        return tenant.in(() -> transactions.execute(_ -> db.fetch("select kind from identity.security_event")))
                .map(row -> String.valueOf(row.get(0)));
    }
}
