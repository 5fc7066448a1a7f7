package io.sangam.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Ids;
import io.sangam.tenancy.Preset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/// What becomes of the open work of somebody whose account is closed.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class HandOverIT {

    private final TestTenants tenants;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;
    private int phones;

    HandOverIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api;
    }

    @BeforeEach
    void aCompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void givesOpenLeadsAndTasksToOnePersonAndEndsTheSessionsOfWhoLeft() {
        var open = List.of(lead(), lead());
        var lost = lead();
        move(lost);
        var loose = task(Map.of("title", "Visit the fair", "dueAt", "2099-01-01T10:00:00Z", "assignee", user("SALES")));
        var leaver = api.as(acme.token("SALES"));
        assertThat(leaver.get("/leads").status()).isEqualTo(200);

        assertThat(deactivate(Map.of("to", user("MANAGER"))).status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (var lead : open) {
                assertThat(owner(lead)).isEqualTo(user("MANAGER"));
                assertThat(assignees(lead)).containsOnly(user("MANAGER"));
            }
            assertThat(admin.get("/tasks/" + loose).data().at("/assignee/id").asString())
                    .isEqualTo(user("MANAGER"));
        });
        assertThat(owner(lost)).isEqualTo(user("SALES"));
        var told = admin.get("/leads/" + open.getFirst() + "/timeline?kinds=reassigned")
                .data()
                .path(0)
                .path("data");
        assertThat(told.path("from").asString()).isEqualTo(user("SALES"));
        assertThat(told.path("how").asString()).isEqualTo("handedOver");
        await().atMost(Duration.ofSeconds(30)).until(() -> leaver.get("/leads").status() == 401);
    }

    @Test
    void theAssignmentRulesChooseWhenNobodyIsNamed() {
        var colleague = tenants.user(acme.id(), "SALES", "second@example.com");
        var lead = lead();

        assertThat(deactivate(Map.of()).status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(owner(lead)).isEqualTo(colleague.user().toString()));
        assertThat(assignees(lead)).containsOnly(colleague.user().toString());
    }

    @Test
    void leavesTheWorkWhereItIsUnlessAskedAndRefusesAnHeirWhoIsNoColleague() {
        var lead = lead();
        for (var nobody : List.of(user("SALES"), Ids.next().toString())) {
            var refused = deactivate(Map.of("to", nobody));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body().toString()).contains("USER_UNKNOWN");
        }

        assertThat(deactivate(null).status()).isEqualTo(200);

        assertThat(owner(lead)).isEqualTo(user("SALES"));
    }

    private TestApi.Reply deactivate(@Nullable Map<String, Object> handOver) {
        var version = admin.get("/users?limit=200")
                .data()
                .valueStream()
                .filter(user -> user.path("id").asString().equals(user("SALES")))
                .map(user -> user.path("version").asInt())
                .findFirst()
                .orElseThrow();
        return admin.post(
                "/users/" + user("SALES") + "/deactivate",
                handOver == null ? Map.of("version", version) : Map.of("version", version, "handOver", handOver));
    }

    private String lead() {
        var made = admin.post(
                "/leads",
                Map.of(
                        "title",
                        "Kiran Traders",
                        "source",
                        "self",
                        "owner",
                        user("SALES"),
                        "phone",
                        "+1415555%04d".formatted(++phones)));
        return made.data().at("/lead/id").asString();
    }

    private void move(String lead) {
        assertThat(admin.post(
                                "/leads/" + lead + "/transition",
                                Map.of(
                                        "version",
                                        admin.get("/leads/" + lead)
                                                .data()
                                                .path("version")
                                                .asInt(),
                                        "to",
                                        "lost",
                                        "fields",
                                        Map.of("lostReason", "price")))
                        .status())
                .isEqualTo(200);
    }

    private String task(Map<String, Object> values) {
        return admin.post("/tasks", values).data().path("id").asString();
    }

    private String owner(String lead) {
        return admin.get("/leads/" + lead).data().at("/owner/id").asString();
    }

    private List<String> assignees(String lead) {
        return admin.get("/tasks?fields=title,parent,assignee&limit=200")
                .data()
                .valueStream()
                .filter(task -> task.at("/parent/id").asString().equals(lead))
                .map((JsonNode task) -> task.at("/assignee/id").asString())
                .toList();
    }

    private String user(String role) {
        return acme.actor(role).user().toString();
    }
}
