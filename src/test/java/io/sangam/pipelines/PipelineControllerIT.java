package io.sangam.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Ids;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordWriter;
import io.sangam.tenancy.Preset;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PipelineControllerIT {

    private final TestTenants tenants;
    private final Presets presets;
    private final RecordWriter writer;
    private final JsonMapper json;
    private final Clock clock;
    private final TestApi api;
    private final ObjectType leadType;

    PipelineControllerIT(
            TestTenants tenants,
            Presets presets,
            RecordWriter writer,
            JsonMapper json,
            Clock clock,
            ObjectTypes types,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.presets = presets;
        this.writer = writer;
        this.json = json;
        this.clock = clock;
        this.leadType = types.get("lead");
        this.api = new TestApi(port);
    }

    @ParameterizedTest
    @EnumSource
    void aNewCompanyHasThePipelineOfItsPreset(Preset preset) {
        var acme = tenants.create(preset);

        var pipelines = api.as(acme.token("VIEWER")).get("/pipelines?kind=lead").data();

        assertThat(pipelines).hasSize(1);
        assertThat(pipelines.path(0).path("isDefault").asBoolean()).isTrue();
        assertThat(pipelines.path(0).path("preset").asString()).isEqualTo(preset.key());
        assertThat(pipelines.path(0).path("statuses"))
                .isEqualTo(json.valueToTree(
                        presets.get("lead", preset).definition().statuses()));
    }

    @ParameterizedTest
    @EnumSource
    void aCompanyCanAddThePipelineOfItsPresetAgain(Preset preset) {
        var acme = tenants.create(preset);

        var added = admin(acme).post("/pipelines", Map.of("preset", preset.key(), "name", "Übersee 2026"));

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.data().path("key").asString()).isEqualTo("ubersee_2026");
        assertThat(added.data().path("isDefault").asBoolean()).isFalse();
    }

    @Test
    void aPresetNeedsTheFieldsItAsksFor() {
        var acme = tenants.create(Preset.SIMPLE);

        var refused = admin(acme).post("/pipelines", Map.of("preset", "broker_office", "name", "Accounts"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").path(0).path("code").asString())
                .isEqualTo("FIELD_UNKNOWN");
    }

    @Test
    void changesNamesAndStatuses() {
        var acme = tenants.create(Preset.SIMPLE);
        var pipeline = theOnly(acme);
        statusOf(pipeline, "contacted").put("label", "Spoken to");

        var changed = save(acme, pipeline);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.data().path("version").asInt()).isEqualTo(1);
        assertThat(statusOf(theOnly(acme), "contacted").path("label").asString())
                .isEqualTo("Spoken to");
        assertThat(save(acme, pipeline).code()).isEqualTo("VERSION_CONFLICT");
    }

    @Test
    void pointsAtEveryProblem() {
        var acme = tenants.create(Preset.SIMPLE);
        var pipeline = theOnly(acme);
        statusOf(pipeline, "contacted")
                .put("key", "new")
                .putArray("allowedFrom")
                .add("nowhere");

        var refused = save(acme, pipeline);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(StreamSupport.stream(refused.body().path("errors").spliterator(), false)
                        .map(error -> error.path("pointer").asString()))
                .contains("/statuses/1/key", "/statuses/1/allowedFrom/0");
        assertThat(theOnly(acme).path("version").asInt()).isZero();
    }

    @Test
    void keepsAStatusThatIsInUse() {
        var acme = tenants.create(Preset.SIMPLE);
        leadIn(acme, "qualified");
        leadIn(acme, "qualified");
        var pipeline = theOnly(acme);
        remove(pipeline, "qualified");

        var refused = save(acme, pipeline);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("STATUS_IN_USE");
        assertThat(refused.body().path("statuses").path("qualified").asInt()).isEqualTo(2);
    }

    @Test
    void hasOneDefaultPerKind() {
        var acme = tenants.create(Preset.SIMPLE);
        var second = admin(acme)
                .post("/pipelines", Map.of("preset", "simple", "name", "Second"))
                .data();

        var made = admin(acme).post("/pipelines/" + second.path("id").asString() + "/default", null);

        assertThat(made.data().path("isDefault").asBoolean()).isTrue();
        assertThat(admin(acme).get("/pipelines").data())
                .extracting(each -> each.path("isDefault").asBoolean())
                .containsExactly(true, false);
    }

    @Test
    void onlyThoseWithTheRightChangePipelines() {
        var acme = tenants.create(Preset.SIMPLE);
        var manager = api.as(acme.token("MANAGER"));
        var path = "/pipelines/" + theOnly(acme).path("id").asString();

        assertThat(manager.post("/pipelines", Map.of("preset", "simple", "name", "Mine"))
                        .status())
                .isEqualTo(403);
        assertThat(manager.put(path, body(theOnly(acme))).status()).isEqualTo(403);
        assertThat(manager.post(path + "/default", null).status()).isEqualTo(403);
    }

    @Test
    void pipelinesOfAnotherCompanyDoNotExist() {
        var acme = tenants.create(Preset.SIMPLE);
        var globex = tenants.create(Preset.SIMPLE);
        var pipeline = theOnly(acme);
        var path = "/pipelines/" + pipeline.path("id").asString();

        assertThat(admin(globex).put(path, body(pipeline)).status()).isEqualTo(404);
        assertThat(admin(globex).post(path + "/default", null).status()).isEqualTo(404);
        assertThat(admin(globex).get("/pipelines").data().path(0).path("id")).isNotEqualTo(pipeline.path("id"));
    }

    private TestApi admin(TestTenant tenant) {
        return api.as(tenant.token("ADMIN"));
    }

    private ObjectNode theOnly(TestTenant tenant) {
        return (ObjectNode) admin(tenant).get("/pipelines").data().path(0);
    }

    private Reply save(TestTenant tenant, JsonNode pipeline) {
        return admin(tenant).put("/pipelines/" + pipeline.path("id").asString(), body(pipeline));
    }

    private static Map<String, JsonNode> body(JsonNode pipeline) {
        return Map.of(
                "version", pipeline.path("version"),
                "name", pipeline.path("name"),
                "statuses", pipeline.path("statuses"));
    }

    private static ObjectNode statusOf(JsonNode pipeline, String key) {
        return (ObjectNode) StreamSupport.stream(pipeline.path("statuses").spliterator(), false)
                .filter(status -> status.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void remove(JsonNode pipeline, String key) {
        var removed = statusOf(pipeline, key);
        var statuses = (ArrayNode) pipeline.path("statuses");
        for (int i = statuses.size() - 1; i >= 0; i--) {
            if (statuses.get(i) == removed) {
                statuses.remove(i);
            }
        }
        for (var status : statuses) {
            if (status.path("allowedFrom") instanceof ArrayNode from) {
                for (int i = from.size() - 1; i >= 0; i--) {
                    if (from.get(i).asString().equals(key)) {
                        from.remove(i);
                    }
                }
            }
        }
    }

    private void leadIn(TestTenant tenant, String status) {
        var pipeline = UUID.fromString(theOnly(tenant).path("id").asString());
        tenant.in(() -> writer.create(
                tenant.system(),
                leadType,
                new LinkedHashMap<>(Map.of(
                        "title",
                        "Lead " + Ids.next(),
                        "source",
                        "website",
                        "phone",
                        "+919999900123",
                        "pipeline",
                        pipeline,
                        "status",
                        status,
                        "statusSince",
                        clock.instant(),
                        "qualified",
                        false,
                        "resubmittedCount",
                        0))));
    }
}
