package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Ids;
import io.sangam.tenancy.Preset;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// AU-10, AZ-03: an administrator looks through a user's eyes, and can do nothing with his hands.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ViewAsIT {

    private final TestTenants tenants;
    private final Viewings.Expiry expiry;
    private final TestApi api;
    private final int port;

    ViewAsIT(TestTenants tenants, Viewings.Expiry expiry, @LocalServerPort int port) {
        this.tenants = tenants;
        this.expiry = expiry;
        this.api = new TestApi(port);
        this.port = port;
    }

    @Test
    void showsWhatTheUserSeesAndNothingElse() {
        var acme = tenants.create(Preset.SIMPLE);
        var sales = api.as(acme.token("SALES"));
        var others = api.as(acme.token("ADMIN"))
                .post("/leads", Map.of("phone", "+447700900001", "source", "self"))
                .data();
        var own = sales.post("/leads", Map.of("phone", "+447700900002", "source", "self"))
                .data();
        var admin = acme.token("ADMIN");

        var view = api.as(view(acme, admin, "SALES"));

        var me = view.get("/me").data();
        assertThat(me.at("/user/id").asString())
                .isEqualTo(acme.actor("SALES").user().toString());
        assertThat(me.at("/viewedBy/id").asString())
                .isEqualTo(acme.actor("ADMIN").user().toString());
        assertThat(me.path("rights")).isEqualTo(sales.get("/me").data().path("rights"));
        assertThat(view.get("/leads").data()).isEqualTo(sales.get("/leads").data());
        assertThat(view.get("/leads/" + leadId(own)).status()).isEqualTo(200);
        assertThat(view.get("/leads/" + leadId(others)).status())
                .isEqualTo(sales.get("/leads/" + leadId(others)).status());
        assertThat(sales.get("/me").data().path("viewedBy").isNull()).isTrue();
        assertThat(sales.get("/auth/sessions").data())
                .as("the view is no device of hers")
                .hasSize(1);
    }

    @Test
    void refusesEveryWriteEveryExportAndEverySecret() {
        var acme = tenants.create(Preset.SIMPLE);
        var lead = leadId(api.as(acme.token("SALES"))
                .post("/leads", Map.of("phone", "+447700900003", "source", "self"))
                .data());
        var view = api.as(view(acme, acme.token("ADMIN"), "SALES"));

        var operations = api.get("/openapi.json").body().path("paths");
        for (var path : operations.properties()) {
            for (var operation : path.getValue().properties()) {
                var method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                var address = path.getKey().replaceFirst("^/api/v1", "");
                var isOpen = method.equals("GET") && !address.endsWith("/export") && !address.endsWith("/file")
                        || address.equals("/auth/view-as") && method.equals("DELETE")
                        || address.equals("/auth/socket-ticket");
                if (!isOpen || (address.startsWith("/auth/") && method.equals("GET"))) {
                    var reply = view.send(
                            method,
                            address.replaceAll("\\{[^}]+}", lead),
                            method.equals("GET") || method.equals("DELETE") ? null : Map.of());
                    assertThat(reply.status()).as(method + " " + address).isEqualTo(403);
                    assertThat(reply.code()).as(method + " " + address).isEqualTo("VIEWING_ONLY");
                }
            }
        }
        assertThat(view.post("/leads/" + lead + "/unmask", Map.of("fields", List.of("phone"), "reason", "Curious"))
                        .code())
                .isEqualTo("VIEWING_ONLY");
        assertThat(view.get("/leads/export?format=csv").code()).isEqualTo("VIEWING_ONLY");
        assertThat(view.get("/auth/sessions").code()).isEqualTo("VIEWING_ONLY");
        assertThat(view.post(
                                "/auth/view-as",
                                Map.of("userId", acme.actor("VIEWER").user()))
                        .code())
                .as("no view within a view")
                .isEqualTo("VIEWING_ONLY");
    }

    @Test
    void isForThoseWhoHoldAndReachMore() {
        var acme = tenants.create(Preset.SIMPLE);
        var admin = api.as(acme.token("ADMIN"));
        assertThat(start(acme.token("MANAGER"), acme.actor("SALES").user().value())
                        .code())
                .isEqualTo("RIGHT_MISSING");
        assertThat(start(acme.token("ADMIN"), acme.actor("ADMIN").user().value())
                        .code())
                .isEqualTo("NOT_YOURSELF");
        assertThat(start(acme.token("ADMIN"), Ids.next()).status()).isEqualTo(404);
        var looking = Map.of("level", "read", "scope", "all", "actions", List.of("viewAs"));
        var ownLeads = Map.of("level", "read", "scope", "own", "actions", List.of());
        var narrow = role(admin, "Narrow", Map.of("users", looking, "leads", ownLeads));
        var helper = tenants.user(acme.id(), narrow, "helper@example.com");
        var peer = tenants.user(acme.id(), role(admin, "Reader", Map.of("leads", ownLeads)), "peer@example.com");

        var asHelper = signedIn(acme, "helper@example.com");
        assertThat(start(asHelper, acme.actor("ADMIN").user().value()).code()).isEqualTo("RIGHTS_EXCEED_YOURS");
        assertThat(start(asHelper, peer.user().value()).code())
                .as("the same rights, but other rows")
                .isEqualTo("RIGHTS_EXCEED_YOURS");
        assertThat(helper.user()).isNotEqualTo(peer.user());
    }

    @Test
    void endsWhenTheUserGetsMoreThanItsViewer() {
        var acme = tenants.create(Preset.SIMPLE);
        var admin = api.as(acme.token("ADMIN"));
        var all = List.of("leads", "tasks", "users").stream()
                .collect(java.util.stream.Collectors.toMap(
                        module -> module,
                        module -> Map.of(
                                "level",
                                "read",
                                "scope",
                                "all",
                                "actions",
                                module.equals("users") ? List.of("viewAs") : List.of())));
        tenants.user(acme.id(), role(admin, "Coach", all), "coach@example.com");
        var reader =
                role(admin, "Reader", Map.of("leads", Map.of("level", "read", "scope", "own", "actions", List.of())));
        var pupil = tenants.user(acme.id(), reader, "pupil@example.com");
        var view =
                api.as(start(signedIn(acme, "coach@example.com"), pupil.user().value())
                        .data()
                        .path("accessToken")
                        .asString());
        assertThat(view.get("/me").status()).isEqualTo(200);

        var promoted = admin.patch(
                "/users/" + pupil.user(), Map.of("version", 0, "roleIds", List.of(roleId(admin, "MANAGER"))));
        assertThat(promoted.status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(view.get("/me").status()).isEqualTo(401));
    }

    @Test
    void endsByAClickWithItsViewersSessionAndInTime() {
        var acme = tenants.create(Preset.SIMPLE);
        var clicked = view(acme, acme.token("ADMIN"), "SALES");
        assertThat(api.as(clicked).delete("/auth/view-as").status()).isEqualTo(204);
        assertThat(api.as(clicked).get("/me").status()).isEqualTo(401);

        var admin = acme.token("ADMIN");
        var first = view(acme, admin, "SALES");
        var second = view(acme, admin, "VIEWER");
        assertThat(api.as(first).get("/me").status()).as("one at a time").isEqualTo(401);
        assertThat(api.as(second).get("/me").status()).isEqualTo(200);
        assertThat(api.as(admin).post("/auth/logout", null).status()).isEqualTo(204);
        assertThat(api.as(second).get("/me").status())
                .as("with its viewer's own session")
                .isEqualTo(401);

        var forgotten = view(acme, acme.token("ADMIN"), "SALES");
        var session = UUID.fromString(events(acme).stream()
                .filter(event -> event.path("kind").asString().equals("view_as_started"))
                .findFirst()
                .orElseThrow()
                .at("/details/session")
                .asString());
        acme.run(() -> expiry.run(acme.id(), new Viewings.Expiry.View(session)));
        assertThat(api.as(forgotten).get("/me").status()).isEqualTo(401);

        var told = events(acme).stream()
                .filter(event -> event.path("kind").asString().startsWith("view_as"))
                .toList();
        assertThat(told)
                .extracting(event -> event.path("kind").asString() + " "
                        + event.at("/details/how").asString(""))
                .containsExactly(
                        "view_as_ended expired",
                        "view_as_started ",
                        "view_as_ended signed_out",
                        "view_as_started ",
                        "view_as_ended replaced",
                        "view_as_started ",
                        "view_as_ended ended",
                        "view_as_started ");
        assertThat(told).allSatisfy(event -> {
            assertThat(event.path("by").toString())
                    .contains(acme.actor("ADMIN").user().toString());
            assertThat(event.path("user").toString())
                    .doesNotContain(acme.actor("ADMIN").user().toString());
        });
    }

    @Test
    void opensTheWebSocketToo() throws Exception {
        var acme = tenants.create(Preset.SIMPLE);
        var view = api.as(view(acme, acme.token("ADMIN"), "SALES"));
        var ticket =
                view.post("/auth/socket-ticket", null).data().path("ticket").asString();
        var closed = new CompletableFuture<Integer>();
        try (var client = HttpClient.newHttpClient()) {
            var socket = client.newWebSocketBuilder()
                    .buildAsync(
                            URI.create("ws://localhost:" + port + "/ws?ticket=" + ticket), new WebSocket.Listener() {
                                @Override
                                public @Nullable CompletionStage<?> onClose(
                                        WebSocket socket, int status, String reason) {
                                    closed.complete(status);
                                    return null;
                                }
                            })
                    .join();

            try {
                view.delete("/auth/view-as");

                assertThat(closed.get(30, TimeUnit.SECONDS)).isNotNull();
            } finally {
                // a client waits for its sockets before it closes
                socket.abort();
            }
        }
    }

    private String view(TestTenant company, String token, String role) {
        var started = start(token, company.actor(role).user().value());
        assertThat(started.status()).as(started.body().toString()).isEqualTo(201);
        assertThat(started.data().path("expiresIn").asInt()).isEqualTo(1800);
        return started.data().path("accessToken").asString();
    }

    private TestApi.Reply start(String token, UUID user) {
        return api.as(token).post("/auth/view-as", Map.of("userId", user));
    }

    private String signedIn(TestTenant company, String email) {
        return api.post(
                        "/auth/login",
                        Map.of("tenant", company.slug(), "email", email, "password", TestTenants.PASSWORD))
                .data()
                .path("accessToken")
                .asString();
    }

    private static String role(TestApi admin, String name, Map<String, ?> modules) {
        var definition = Map.of("modules", modules, "fields", Map.of(), "allowedStatuses", Map.of());
        var made = admin.post("/roles", Map.of("name", name, "definition", definition));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.data().path("key").asString();
    }

    private static String roleId(TestApi admin, String key) {
        return admin.get("/roles")
                .data()
                .valueStream()
                .filter(role -> role.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private List<JsonNode> events(TestTenant company) {
        return api.as(company.token("ADMIN"))
                .get("/audit/security-events?limit=200")
                .data()
                .valueStream()
                .toList();
    }

    /// Of a lead as it was just made.
    private static String leadId(JsonNode made) {
        var id = made.findValue("id");
        return id == null ? "" : id.asString();
    }
}
