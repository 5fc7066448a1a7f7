package io.sangam.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Ids;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// One change for many records, and taking it back.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class BulkIT {

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final BulkJob job;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;
    private int phones;

    BulkIT(
            TestTenants tenants,
            DSLContext db,
            TransactionOperations transactions,
            BulkJob job,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.job = job;
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
    void changesAllThatPassAFilterAndTakesItBackExceptWhatIsNewer() {
        var pune = IntStream.range(0, 3).mapToObj(_ -> lead("Pune")).toList();
        var delhi = lead("Delhi");
        var change = Map.of(
                "object", "lead", "action", "update", "filter", inCity("Pune"), "input", Map.of("company", "Kites"));
        assertThat(admin.post("/bulk-operations/preview", change)
                        .data()
                        .path("count")
                        .asInt())
                .isEqualTo(3);

        var operation = finished(start(change));

        assertThat(operation.path("done").asInt()).isEqualTo(3);
        pune.forEach(lead -> assertThat(value(lead, "company")).isEqualTo("Kites"));
        assertThat(value(delhi, "company")).isEmpty();

        edit(pune.getFirst(), Map.of("company", "Ropes"));
        edit(pune.getLast(), Map.of("city", "Nashik"));
        var undo = finished(admin.post("/bulk-operations/" + id(operation) + "/undo", null));

        assertThat(undo.path("done").asInt()).isEqualTo(2);
        assertThat(undo.path("failed").asInt()).isEqualTo(1);
        assertThat(value(pune.getFirst(), "company")).isEqualTo("Ropes");
        assertThat(value(pune.get(1), "company")).isEmpty();
        assertThat(value(pune.getLast(), "city")).isEqualTo("Nashik");
        assertThat(value(pune.getLast(), "company")).isEmpty();
        var failure =
                admin.get("/bulk-operations/" + id(undo) + "/failures").data().path(0);
        assertThat(failure.path("code").asString()).isEqualTo("UNDO_CONTRADICTED");
        assertThat(failure.path("record").asString()).isEqualTo(pune.getFirst());
        assertThat(admin.post("/bulk-operations/" + id(operation) + "/undo", null)
                        .code())
                .isEqualTo("BULK_ALREADY_UNDONE");
    }

    @Test
    void tellsOfEachRecordWhyItWasRefusedAndStopsForNone() {
        var stale = lead("Pune");
        var seen = version(stale);
        edit(stale, Map.of("city", "Goa"));
        var fine = lead("Pune");
        var stranger = tenants.create(Preset.SIMPLE);
        var theirs = api.as(stranger.token("ADMIN"))
                .post("/leads", Map.of("source", "self", "phone", "+14155550199"))
                .data()
                .at("/lead/id")
                .asString();
        var operation = finished(start(Map.of(
                "object",
                "lead",
                "action",
                "update",
                "records",
                List.of(
                        Map.of("id", stale, "version", seen),
                        Map.of("id", theirs),
                        Map.of("id", Ids.next()),
                        Map.of("id", fine, "version", version(fine))),
                "input",
                Map.of("company", "Kites"))));

        assertThat(operation.path("done").asInt()).isEqualTo(1);
        assertThat(value(fine, "company")).isEqualTo("Kites");
        assertThat(admin.get("/bulk-operations/" + id(operation) + "/failures")
                        .data()
                        .valueStream()
                        .map(each -> each.path("code").asString()))
                .containsExactly("VERSION_CONFLICT", "NOT_FOUND", "NOT_FOUND");
        assertThat(api.as(stranger.token("ADMIN"))
                        .get("/leads/" + theirs)
                        .data()
                        .path("company")
                        .asString(""))
                .isEmpty();
    }

    @Test
    void keepsToTheRightsAndTheScopeOfWhoAsks() {
        var mine = lead("Pune");
        var sales = api.as(acme.token("SALES"));
        var own = sales.post("/leads", Map.of("source", "self", "phone", "+14155550150", "city", "Pune"))
                .data()
                .at("/lead/id")
                .asString();
        var everything = Map.of("and", List.of());

        var owner = Map.of("owner", acme.actor("SALES").user().toString());
        assertThat(sales.post(
                                "/bulk-operations",
                                Map.of("object", "lead", "action", "assign", "filter", everything, "input", owner))
                        .status())
                .isEqualTo(403);
        var change =
                Map.of("object", "lead", "action", "update", "filter", everything, "input", Map.of("company", "x"));
        assertThat(api.as(acme.token("VIEWER")).post("/bulk-operations", change).status())
                .isEqualTo(403);
        var nothing = sales.post("/bulk-operations", Map.of("object", "nothing", "action", "x", "filter", everything));
        assertThat(nothing.status()).isEqualTo(404);
        var unknown = sales.post("/bulk-operations", Map.of("object", "lead", "action", "x", "filter", everything));
        assertThat(unknown.code()).isEqualTo("BULK_ACTION_UNKNOWN");
        var noField = sales.post(
                "/bulk-operations",
                Map.of("object", "lead", "action", "update", "filter", everything, "input", Map.of("nope", 1)));
        assertThat(noField.status()).isEqualTo(422);

        var operation = finished(
                sales,
                sales.post(
                        "/bulk-operations",
                        Map.of(
                                "object",
                                "lead",
                                "action",
                                "update",
                                "filter",
                                everything,
                                "input",
                                Map.of("company", "Ours"))));
        assertThat(operation.path("total").asInt()).isEqualTo(1);
        assertThat(value(own, "company")).isEqualTo("Ours");
        assertThat(value(mine, "company")).isEmpty();
        assertThat(admin.get("/bulk-operations/" + id(operation)).status()).isEqualTo(404);
        assertThat(admin.post("/bulk-operations/" + id(operation) + "/undo", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void movesAssignsDeletesAndRestoresMany() {
        var leads = IntStream.range(0, 3).mapToObj(_ -> lead("Pune")).toList();
        var chosen = leads.stream().map(lead -> Map.of("id", lead)).toList();

        var moved = finished(start(Map.of(
                "object",
                "lead",
                "action",
                "transition",
                "records",
                chosen,
                "input",
                Map.of("to", "lost", "fields", Map.of("lostReason", "price")))));
        assertThat(moved.path("done").asInt()).isEqualTo(3);
        leads.forEach(lead -> assertThat(value(lead, "status")).isEqualTo("lost"));
        finished(admin.post("/bulk-operations/" + id(moved) + "/undo", null));
        leads.forEach(lead -> assertThat(value(lead, "status")).isEqualTo("new"));
        leads.forEach(lead -> assertThat(value(lead, "lostReason")).isEmpty());
        assertThat(admin.get("/leads/" + leads.getFirst() + "/status-history")
                        .data()
                        .path(0)
                        .path("reason")
                        .asString())
                .isEqualTo("undone");

        finished(start(Map.of(
                "object",
                "lead",
                "action",
                "assign",
                "records",
                chosen,
                "input",
                Map.of("owner", acme.actor("SALES").user().toString()))));
        var told = api.as(acme.token("SALES"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told.get("/notifications")
                                .data()
                                .valueStream()
                                .map(each -> each.path("kind").asString())
                                .filter("assignments"::equals))
                        .hasSize(1));

        var gone = finished(start(Map.of("object", "lead", "action", "delete", "filter", inCity("Pune"))));
        assertThat(gone.path("done").asInt()).isEqualTo(3);
        leads.forEach(lead -> assertThat(
                        admin.get("/leads/" + lead).data().path("deleted").asBoolean())
                .isTrue());
        var back = finished(start(Map.of("object", "lead", "action", "restore", "filter", inCity("Pune"))));
        assertThat(back.path("done").asInt()).isEqualTo(3);
    }

    @Test
    void takesBackAlsoWhatWasSoBefore() {
        var sales = acme.actor("SALES").user().toString();
        var theirs = lead("Pune");
        var mine = lead("Pune");
        var give = Map.of("version", version(theirs), "owner", sales);
        assertThat(admin.post("/leads/" + theirs + "/reassign", give).status()).isEqualTo(200);

        var assigned = finished(start(Map.of(
                "object",
                "lead",
                "action",
                "assign",
                "records",
                List.of(Map.of("id", theirs), Map.of("id", mine)),
                "input",
                Map.of("owner", sales))));
        assertThat(assigned.path("done").asInt()).isEqualTo(2);
        var undone = finished(admin.post("/bulk-operations/" + id(assigned) + "/undo", null));

        assertThat(undone.path("done").asInt()).isEqualTo(2);
        assertThat(undone.path("failed").asInt()).isZero();
        assertThat(owner(theirs)).isEqualTo(sales);
        assertThat(owner(mine)).isEqualTo(acme.actor("ADMIN").user().toString());
    }

    private String owner(String lead) {
        return admin.get("/leads/" + lead).data().at("/owner/id").asString();
    }

    @Test
    void goesOnWhereADeadProcessStoppedAndEndsWhenCanceled() {
        var leads = IntStream.range(0, 4).mapToObj(_ -> lead("Pune")).toList();
        var operation = waiting(leads);
        // what a killed process leaves: one record done, the rest waiting, the operation running
        inTenant("update bulk.operation set status = 'running' where id = '" + operation + "'");
        inTenant("update bulk.item set status = 'done' where position = 0 and operation = '" + operation + "'");

        TenantScope.run(acme.id(), () -> job.run(acme.id(), new BulkJob.Order(operation)));
        TenantScope.run(acme.id(), () -> job.run(acme.id(), new BulkJob.Order(operation)));

        assertThat(value(leads.getFirst(), "company")).isEmpty();
        leads.stream().skip(1).forEach(lead -> assertThat(version(lead)).isEqualTo(versionAfterIntake() + 1));
        assertThat(admin.get("/bulk-operations/" + operation)
                        .data()
                        .path("status")
                        .asString())
                .isEqualTo("done");
        assertThat(admin.post("/bulk-operations/" + operation + "/cancel", null).code())
                .isEqualTo("BULK_FINISHED");

        var other = waiting(leads);
        assertThat(admin.post("/bulk-operations/" + other + "/undo", null).code())
                .isEqualTo("BULK_NOT_FINISHED");
        assertThat(admin.post("/bulk-operations/" + other + "/cancel", null).status())
                .isEqualTo(200);
        TenantScope.run(acme.id(), () -> job.run(acme.id(), new BulkJob.Order(other)));
        assertThat(admin.get("/bulk-operations/" + other).data().path("done").asInt())
                .isZero();
    }

    @Test
    void undoesWhatOneRequestDidAndDoesItAgain() {
        var lead = lead("Pune");
        var moved = admin.post(
                "/leads/" + lead + "/transition",
                Map.of("version", version(lead), "to", "lost", "fields", Map.of("lostReason", "price")));

        var undone = admin.post("/change-sets/" + changeSet(moved) + "/undo", null);
        assertThat(undone.status()).isEqualTo(200);
        assertThat(value(lead, "status")).isEqualTo("new");
        assertThat(admin.post("/change-sets/" + changeSet(undone) + "/undo", null)
                        .status())
                .isEqualTo(200);
        assertThat(value(lead, "status")).isEqualTo("lost");

        var deleted = admin.delete("/leads/" + lead + "?version=" + version(lead));
        assertThat(admin.post("/change-sets/" + changeSet(deleted) + "/undo", null)
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("/leads/" + lead).data().path("deleted").asBoolean())
                .isFalse();

        var edited = edit(lead, Map.of("city", "Goa"));
        edit(lead, Map.of("city", "Agra"));
        var contradicted = admin.post("/change-sets/" + changeSet(edited) + "/undo", null);
        assertThat(contradicted.status()).isEqualTo(409);
        assertThat(contradicted.code()).isEqualTo("UNDO_CONTRADICTED");
        assertThat(value(lead, "city")).isEqualTo("Agra");
    }

    @Test
    void takesBackWhatWasMadeWithItsTaskAndOnlyForWhoMadeIt() {
        var sales = api.as(acme.token("SALES"));
        var made = sales.post("/leads", Map.of("source", "self", "phone", "+14155550160"));
        var lead = made.data().at("/lead/id").asString();
        assertThat(tasks(lead)).isEqualTo(1);

        assertThat(admin.post("/change-sets/" + changeSet(made) + "/undo", null).status())
                .isEqualTo(404);
        assertThat(sales.post("/change-sets/" + changeSet(made) + "/undo", null).status())
                .isEqualTo(200);
        assertThat(admin.get("/leads/" + lead).data().path("deleted").asBoolean())
                .isTrue();
        assertThat(tasks(lead)).isZero();

        var second = sales.post("/leads", Map.of("source", "self", "phone", "+14155550161"));
        edit(second.data().at("/lead/id").asString(), Map.of("city", "Goa"));
        assertThat(sales.post("/change-sets/" + changeSet(second) + "/undo", null)
                        .code())
                .isEqualTo("UNDO_CONTRADICTED");

        var remark = admin.post("/leads/" + lead("Pune") + "/comments", Map.of("text", "Hello"));
        assertThat(admin.post("/change-sets/" + changeSet(remark) + "/undo", null)
                        .code())
                .isEqualTo("UNDO_IMPOSSIBLE");
    }

    /// An operation that no worker knows of.
    private UUID waiting(List<String> leads) {
        var operation = Ids.next();
        inTenant("""
                insert into bulk.operation (tenant_id, id, object, action, input, total, status, created_at, created_by)
                values ('%s', '%s', 'lead', 'update', '{"company": "Kites"}', %d, 'waiting', now(), '%s')
                """.formatted(
                        acme.id(), operation, leads.size(), acme.actor("ADMIN").user()));
        for (var i = 0; i < leads.size(); i++) {
            inTenant("insert into bulk.item (tenant_id, operation, position, record_id) values ('%s', '%s', %d, '%s')"
                    .formatted(acme.id(), operation, i, leads.get(i)));
        }
        return operation;
    }

    private void inTenant(String sql) {
        TenantScope.run(acme.id(), () -> transactions.executeWithoutResult(_ -> db.execute(sql)));
    }

    private int versionAfterIntake() {
        return version(lead("Thane"));
    }

    private String lead(String city) {
        return admin.post(
                        "/leads",
                        Map.of(
                                "title",
                                "Kiran Traders",
                                "source",
                                "self",
                                "city",
                                city,
                                "owner",
                                acme.actor("ADMIN").user().toString(),
                                "phone",
                                "+1415555%04d".formatted(++phones)))
                .data()
                .at("/lead/id")
                .asString();
    }

    private TestApi.Reply edit(String lead, Map<String, Object> values) {
        var body = new java.util.HashMap<>(values);
        body.put("version", version(lead));
        var reply = admin.patch("/leads/" + lead, body);
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    private TestApi.Reply start(Map<String, Object> change) {
        return admin.post("/bulk-operations", change);
    }

    private JsonNode finished(TestApi.Reply started) {
        return finished(admin, started);
    }

    private static JsonNode finished(TestApi caller, TestApi.Reply started) {
        assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
        var path = "/bulk-operations/" + started.data().path("id").asString();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> caller.get(path).data().path("status").asString().equals("done"));
        return caller.get(path).data();
    }

    private static String id(JsonNode operation) {
        return operation.path("id").asString();
    }

    private static String changeSet(TestApi.Reply reply) {
        return reply.headers().firstValue("X-Change-Set").orElseThrow();
    }

    private int version(String lead) {
        return admin.get("/leads/" + lead).data().path("version").asInt();
    }

    private String value(String lead, String field) {
        return admin.get("/leads/" + lead).data().path(field).asString("");
    }

    private int tasks(String lead) {
        var filter = "{\"field\":\"parent\",\"op\":\"eq\",\"value\":\"" + lead + "\"}";
        return admin.get("/tasks?filter=" + java.net.URLEncoder.encode(filter, java.nio.charset.StandardCharsets.UTF_8))
                .data()
                .size();
    }

    private static Map<String, Object> inCity(String city) {
        return Map.of("field", "city", "op", "eq", "value", city);
    }
}
