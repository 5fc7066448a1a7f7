package io.sangam.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.OperationBook;
import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.tenancy.Preset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The heads of the board of leads, and the next step that follows a lead's tasks.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LeadBoardIT {

    private static final String FAR = "2090-01-02T04:00:00Z";
    private static final String FARTHER = "2091-01-02T04:00:00Z";

    @Autowired
    TestTenants tenants;

    @LocalServerPort
    int port;

    private TestApi admin;

    @BeforeEach
    void foundACompany() {
        admin = new TestApi(port).as(tenants.create(Preset.SIMPLE).token("ADMIN"));
    }

    @Test
    void countsAndAddsUpEachStatus() {
        var one = lead("One", "1000.00", 50);
        lead("Two", "500.00", 10);
        // the first task is due today or tomorrow, as the hour may be
        completeTasks(one);
        var step = task(one, FAR);

        var column = column(one);

        assertThat(column.path("count").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(column.at("/sums/0/amount").asString()).isEqualTo("1500.00");
        assertThat(column.at("/weighted/0/amount").asString()).isEqualTo("550.00");
        assertThat(column.at("/steps/planned").asInt()).isPositive();
        assertThat(step.path("id").asString()).isNotEmpty();
    }

    @Test
    void keepsTheNextStepTrue() {
        var lead = lead("Stepwise", "1.00", 1);
        completeTasks(lead);
        assertThat(nextStep(lead)).isEmpty();

        var later = task(lead, FARTHER);
        var sooner = task(lead, FAR);
        assertThat(nextStep(lead)).isEqualTo(FAR);

        admin.post("/tasks/" + id(sooner) + "/complete", Map.of("version", version(id(sooner))));
        assertThat(nextStep(lead)).isEqualTo(FARTHER);

        admin.delete("/tasks/" + id(later) + "?version=" + version(id(later)));
        assertThat(nextStep(lead)).isEmpty();

        admin.post("/tasks/" + id(later) + "/restore", Map.of());
        assertThat(nextStep(lead)).isEqualTo(FARTHER);
    }

    private JsonNode lead(String title, String amount, int probability) {
        var made = admin.post(
                "/leads",
                Map.of(
                        "title",
                        title,
                        "source",
                        "self",
                        "phone",
                        OperationBook.phone(),
                        "expectedValue",
                        Map.of("amount", amount, "currency", "INR"),
                        "probability",
                        probability));
        assertThat(made.status()).as(made.toString()).isLessThan(300);
        return made.data().path("lead");
    }

    private JsonNode task(JsonNode lead, String dueAt) {
        return admin.post(
                        "/tasks",
                        Map.of(
                                "title",
                                "Call",
                                "kind",
                                "call",
                                "dueAt",
                                dueAt,
                                "parent",
                                Map.of("object", "lead", "id", id(lead))))
                .data();
    }

    private void completeTasks(JsonNode lead) {
        openTasks(lead).forEach(task -> admin.post("/tasks/" + task + "/complete", Map.of("version", version(task))));
    }

    private List<String> openTasks(JsonNode lead) {
        return admin.get("/tasks")
                .data()
                .valueStream()
                .filter(task -> task.at("/parent/id").asString("").equals(id(lead)))
                .map(LeadBoardIT::id)
                .collect(Collectors.toList());
    }

    private int version(String task) {
        return admin.get("/tasks/" + task).data().path("version").asInt();
    }

    private String nextStep(JsonNode lead) {
        return admin.get("/leads/" + id(lead)).data().path("nextStep").asString("");
    }

    private JsonNode column(JsonNode lead) {
        return admin.get("/leads/board")
                .data()
                .path("columns")
                .valueStream()
                .filter(each -> each.path("status")
                        .asString()
                        .equals(lead.path("status").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static String id(JsonNode record) {
        return record.path("id").asString();
    }
}
