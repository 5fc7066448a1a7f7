package io.sangam.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Ids;
import io.sangam.tenancy.Preset;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Tasks over HTTP, as clients see them.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TaskControllerIT {

    private static final String TOMORROW = Instant.now()
            .plus(Duration.ofDays(1))
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();

    @Autowired
    TestTenants tenants;

    @LocalServerPort
    int port;

    private TestTenant acme;
    private TestApi sales;

    @BeforeEach
    void foundACompany() {
        acme = tenants.create(Preset.BROKER_OFFICE);
        sales = new TestApi(port).as(acme.token("SALES"));
    }

    @Test
    void goesItsWholeCourse() {
        var task = task(Map.of("kind", "call", "priority", "high", "remindAt", TOMORROW));
        assertThat(task.path("status").asString()).isEqualTo("todo");
        assertThat(task.path("dueAt").asString()).isEqualTo(TOMORROW);
        assertThat(task.path("assignee").path("name").asString()).isEqualTo("Sales");
        assertThat(task.path("can").path("update").asBoolean()).isTrue();

        var started = ok(act(task, "start", Map.of()));
        var postponed = ok(act(started, "postpone", Map.of("dueAt", "2090-01-02T09:30:00+05:30")));
        var done = ok(act(postponed, "complete", Map.of("outcome", "Reached", "comment", "Wants papers")));
        var reopened = ok(act(done, "reopen", Map.of()));
        var canceled = ok(act(reopened, "cancel", Map.of()));

        assertThat(postponed.path("dueAt").asString()).isEqualTo("2090-01-02T04:00:00Z");
        assertThat(postponed.path("remindAt").isNull()).isTrue();
        assertThat(done.path("outcome").asString()).isEqualTo("Reached");
        assertThat(done.path("completedAt").isString()).isTrue();
        assertThat(reopened.path("completedAt").isNull()).isTrue();
        assertThat(canceled.path("status").asString()).isEqualTo("canceled");
        assertThat(sales.get("/tasks/" + id(task) + "/timeline").data().findValuesAsString("verb"))
                .containsExactly("canceled", "reopened", "completed", "postponed", "started", "created");
    }

    @Test
    void refusesMovesThatMakeNoSense() {
        var task = task(Map.of());
        var done = ok(act(task, "complete", Map.of()));

        refused(409, "TASK_NOT_OPEN", act(done, "complete", Map.of()));
        refused(
                409,
                "TASK_NOT_OPEN",
                sales.patch("/tasks/" + id(done), changes(done, "dueAt", "2090-01-01T00:00:00Z")));
        var conflict = act(task, "reopen", Map.of());
        refused(409, "VERSION_CONFLICT", conflict);
        assertThat(conflict.body().path("current").path("status").asString()).isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource({
        "title, ' ', VALUE_REQUIRED",
        "dueAt, tomorrow, VALUE_TYPE",
        "dueAt, 9999-01-01T00:00:00Z, VALUE_OUT_OF_RANGE",
        "kind, dance, VALUE_NOT_AN_OPTION",
        "priority, urgent, VALUE_NOT_AN_OPTION",
        "assignee, 01890000-0000-7000-8000-000000000000, USER_UNKNOWN",
        "parent, lead, VALUE_TYPE",
        "status, done, FIELD_READ_ONLY",
        "completedAt, 2026-01-01T00:00:00Z, FIELD_READ_ONLY",
        "colour, red, FIELD_UNKNOWN"
    })
    void namesWhatIsWrongWithATask(String field, String value, String code) {
        var body = new HashMap<String, Object>(Map.of("title", "Call back", "dueAt", TOMORROW));
        body.put(field, value);

        var reply = sales.post("/tasks", body);

        refused(422, "VALIDATION_FAILED", reply);
        assertThat(reply.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/" + field);
        assertThat(reply.body().path("errors").path(0).path("code").asString()).isEqualTo(code);
        assertThat(sales.get("/tasks").data()).isEmpty();
    }

    @Test
    void needsATitleAndADueTime() {
        var reply = sales.post("/tasks", Map.of());

        refused(422, "VALIDATION_FAILED", reply);
        assertThat(reply.body().path("errors").findValuesAsString("pointer")).containsExactly("/title", "/dueAt");
    }

    @ParameterizedTest
    @CsvSource({
        "postpone, '{\"version\":0}', 422",
        "postpone, '{\"version\":0,\"dueAt\":\"soon\"}', 400",
        "postpone, '{\"version\":0,\"dueAt\":\"2001-01-01T00:00:00Z\"}', 422",
        "postpone, '{\"version\":0,\"dueAt\":\"+99999-01-01T00:00:00Z\"}', 422",
        "complete, '{}', 400",
        "start, '{\"version\":\"x\"}', 400",
        "start, '{\"version\":0,\"more\":1}', 400"
    })
    void refusesAnUnreadableMove(String move, String body, int status) {
        var task = task(Map.of());

        var reply = sales.post(
                "/tasks/" + id(task) + "/" + move,
                tools.jackson.databind.json.JsonMapper.shared().readTree(body));

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
        assertThat(sales.get("/tasks/" + id(task)).data().path("version").asInt())
                .isZero();
    }

    @Test
    void listsWhatIsOverdueByPriority() {
        task(Map.of("priority", "low", "dueAt", "2026-01-01T00:00:00Z", "title", "Low"));
        task(Map.of("priority", "high", "dueAt", "2026-01-02T00:00:00Z", "title", "High"));
        task(Map.of("title", "Tomorrow"));

        var filter = URLEncoder.encode("{\"field\":\"overdue\",\"op\":\"eq\",\"value\":true}", StandardCharsets.UTF_8);
        var overdue = sales.get("/tasks?sort=-priority&filter=" + filter);

        assertThat(overdue.data().findValuesAsString("title")).containsExactly("High", "Low");
    }

    @Test
    void whoMayOnlyReadMakesNone() {
        var viewer = new TestApi(port).as(acme.token("VIEWER"));

        assertThat(viewer.post("/tasks", Map.of("title", "Visit", "dueAt", TOMORROW))
                        .status())
                .isEqualTo(403);
        var task = task(Map.of());
        assertThat(viewer.get("/tasks/" + id(task)).status()).isEqualTo(200);
        refused(403, "RECORD_NOT_WRITABLE", viewer.post("/tasks/" + id(task) + "/start", Map.of("version", 0)));
    }

    @Test
    void aTaskGivenOutOfSightIsGivenAllTheSame() {
        var admin = new TestApi(port).as(acme.token("ADMIN"));
        var task = ok(admin.post(
                "/tasks",
                Map.of(
                        "title",
                        "Visit",
                        "dueAt",
                        TOMORROW,
                        "assignee",
                        acme.actor("SALES").user())));

        var given = sales.patch(
                "/tasks/" + id(task),
                changes(task, "assignee", acme.actor("SUPPORT").user()));

        assertThat(given.status()).isEqualTo(200);
        assertThat(given.data().path("version").asInt()).isEqualTo(1);
        assertThat(given.data().has("title")).isFalse();
        assertThat(sales.get("/tasks/" + id(task)).status()).isEqualTo(404);
        assertThat(admin.get("/tasks/" + id(task))
                        .data()
                        .path("assignee")
                        .path("id")
                        .asString())
                .isEqualTo(acme.actor("SUPPORT").user().toString());
    }

    @Test
    void anotherCompanyFindsNothing() {
        var globex = tenants.create(Preset.SIMPLE);
        var stranger = new TestApi(port).as(globex.token("ADMIN"));
        var task = task(Map.of("title", "Canary 7431"));

        var replies = List.of(
                stranger.get("/tasks/" + id(task)),
                stranger.patch("/tasks/" + id(task), changes(task, "title", "Mine")),
                stranger.post("/tasks/" + id(task) + "/start", Map.of("version", 0)),
                stranger.post("/tasks/" + id(task) + "/complete", Map.of("version", 0)),
                stranger.post("/tasks/" + id(task) + "/postpone", Map.of("version", 0, "dueAt", TOMORROW)),
                stranger.post("/tasks/" + id(task) + "/cancel", Map.of("version", 0)),
                stranger.post("/tasks/" + id(task) + "/reopen", Map.of("version", 0)),
                stranger.delete("/tasks/" + id(task) + "?version=0"));

        assertThat(replies).allSatisfy(reply -> {
            refused(404, "NOT_FOUND", reply);
            assertThat(reply.body().toString()).doesNotContain("7431");
        });
        var onTheirs = stranger.post(
                "/tasks",
                Map.of("title", "Visit", "dueAt", TOMORROW, "parent", Map.of("object", "task", "id", id(task))));
        var onNone = stranger.post(
                "/tasks",
                Map.of("title", "Visit", "dueAt", TOMORROW, "parent", Map.of("object", "task", "id", Ids.next())));
        refused(422, "VALIDATION_FAILED", onTheirs);
        assertThat(onTheirs.body().path("errors")).isEqualTo(onNone.body().path("errors"));
        assertThat(sales.get("/tasks/" + id(task)).data().path("version").asInt())
                .isZero();
    }

    private JsonNode task(Map<String, Object> values) {
        var body = new HashMap<String, Object>(Map.of("title", "Call back", "dueAt", TOMORROW));
        body.putAll(values);
        var reply = sales.post("/tasks", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private Reply act(JsonNode task, String move, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.put("version", task.path("version").asInt());
        return sales.post("/tasks/" + id(task) + "/" + move, body);
    }

    private static Map<String, Object> changes(JsonNode task, String field, Object value) {
        return Map.of("version", task.path("version").asInt(), field, value);
    }

    private static String id(JsonNode task) {
        return task.path("id").asString();
    }

    private static JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isBetween(200, 201);
        return reply.data();
    }

    private static void refused(int status, String code, Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }
}
