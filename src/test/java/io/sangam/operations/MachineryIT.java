package io.sangam.operations;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The machinery with everything in its place: real people, real rights, real tickets.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class MachineryIT {

    @LocalServerPort
    private int port;

    private final TestTenants tenants;
    private final TestTenant acme;

    MachineryIT(TestTenants tenants) {
        this.tenants = tenants;
        this.acme = tenants.create(Preset.SIMPLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs", "/jobs/dead", "/events/dead-letters", "//health/comprehensive", "//metrics"})
    void isShownToAdministratorsOnly(String path) {
        assertThat(as("SALES").get(path).status()).isEqualTo(403);
        assertThat(new TestApi(port).get(path).status()).isEqualTo(401);
    }

    @Test
    void anAdministratorSeesWhatRunsWhen() {
        var schedules = as("ADMIN").get("/jobs").data();

        assertThat(schedules.valueStream().map(each -> each.at("/name").asString()))
                .contains("events.purge");
        assertThat(as("ADMIN").get("/jobs/dead").data()).isEmpty();
        assertThat(as("ADMIN").get("/events/dead-letters").data()).isEmpty();
        assertThat(as("ADMIN").get("//health/comprehensive").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs/dead/%s/replay", "/events/dead-letters/%s/replay"})
    void whatIsNotDeadCannotBeReplayed(String path) {
        assertThat(as("ADMIN").post(path.formatted(Ids.next()), null).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void theOwnerOfANewLeadHearsOfIt() {
        var sales = acme.actor("SALES").user();
        var owner = listen(as("SALES"));
        var stranger = listen(new TestApi(port).as(tenants.create(Preset.SIMPLE).token("ADMIN")));

        var lead = as("ADMIN")
                .post(
                        "/leads",
                        Map.of(
                                "title",
                                "Kiran Traders",
                                "phone",
                                "+919999900001",
                                "source",
                                "website",
                                "owner",
                                sales));
        assertThat(lead.status()).as(lead.body().toString()).isEqualTo(201);

        await().atMost(Duration.ofSeconds(30)).until(() -> types(owner).contains("notification"));
        await().atMost(Duration.ofSeconds(30)).until(() -> types(owner).contains("lead.created"));
        assertThat(owner).anySatisfy(frame -> {
            assertThat(frame.at("/type").asString()).isEqualTo("lead.created");
            assertThat(frame.at("/data/id")).isEqualTo(lead.data().at("/lead/id"));
        });
        assertThat(stranger).isEmpty();
    }

    private TestApi as(String role) {
        return new TestApi(port).as(acme.token(role));
    }

    private static List<String> types(List<JsonNode> frames) {
        return frames.stream().map(frame -> frame.at("/type").asString()).toList();
    }

    private List<JsonNode> listen(TestApi caller) {
        var ticket =
                caller.post("/auth/socket-ticket", null).data().at("/ticket").asString();
        var frames = new CopyOnWriteArrayList<JsonNode>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + port + "/ws?ticket=" + ticket), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        frames.add(JsonMapper.shared().readTree(text.toString()));
                        socket.request(1);
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .join();
        return frames;
    }
}
