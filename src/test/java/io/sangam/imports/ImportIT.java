package io.sangam.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// A file of leads: mapped, checked, written, taken back.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ImportIT {

    private static final String FILE = """
            Full name;Mobile;E-Mail;Firm;Amount;Expected close;Nonsense
            Asha Rao;098765 43210;asha@example.com;Blue Kite;1.250,50;30/11/2026;x
            Kiran;;;No contact;;;
            Madhavi;12;;Bad phone;;;
            Asha again;+91 98765-43210;;Repeated;;;
            Zoya;+919876500001;;Red Barn;;;
            """;

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final ImportJob job;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    ImportIT(
            TestTenants tenants,
            DSLContext db,
            TransactionOperations transactions,
            ImportJob job,
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
    void mapsChecksWritesAndTakesBack() throws Exception {
        var upload = upload(FILE);
        assertThat(upload.path("total").asInt()).isEqualTo(5);
        assertThat(words(upload.path("mapping")))
                .containsExactly("title", "phone", "email", "company", "expectedValue", "expectedClose", "");

        var checked = check(upload, "skip", false);
        assertThat(checked.path("counts").toString()).isEqualTo("{\"duplicate\":1,\"error\":2,\"new\":2}");
        assertThat(leads()).isZero();
        var problems = admin.get("/imports/" + id(upload) + "/problems").data();
        assertThat(problems.valueStream().map(each -> each.path("code").asString()))
                .containsExactly("CONTACT_NEEDED", "PHONE_INVALID", "ROW_REPEATED");
        assertThat(problems.path(1).path("field").asString()).isEqualTo("phone");

        var done = run(upload);
        assertThat(done.path("counts").path("created").asInt()).isEqualTo(2);
        var asha = admin.get("/leads?sort=createdAt&fields=title,phone,expectedValue,expectedClose,source,owner")
                .data()
                .path(0);
        assertThat(asha.path("phone").asString()).isEqualTo("+919876543210");
        assertThat(asha.at("/expectedValue/amount").asString()).isEqualTo("1250.50");
        assertThat(asha.path("expectedClose").asString()).isEqualTo("2026-11-30");
        assertThat(asha.path("source").asString()).isEqualTo("import");
        assertThat(asha.at("/owner/id").asString())
                .isEqualTo(acme.actor("ADMIN").user().toString());
        assertThat(admin.get("/tasks").data()).as("no automations").isEmpty();

        var file = new String(
                admin.download("/imports/" + id(upload) + "/problems/file").body(), StandardCharsets.UTF_8);
        assertThat(file).startsWith("\uFEFFRow,Problem,Full name").contains("'+91 98765-43210");

        admin.patch(
                "/leads/" + asha.path("id").asString(),
                Map.of("version", asha.path("version").asInt(), "city", "Goa"));
        var sales = api.as(acme.token("MANAGER"));
        assertThat(sales.get("/imports/" + id(upload)).status()).as("not his").isEqualTo(404);
        assertThat(admin.post("/imports/" + id(upload) + "/undo", null).status())
                .isEqualTo(202);
        var undone = until(upload, "undone");
        assertThat(undone.path("counts").path("undone").asInt()).isEqualTo(2);
        assertThat(leads()).isZero();

        assertThat(upload(FILE.replace("Asha Rao", "Asha R."))
                        .path("seenBefore")
                        .isMissingNode())
                .isTrue();
        assertThat(words(upload(FILE).path("mapping"))).contains("company");
    }

    @Test
    void updatesResubmitsOrDoublesWhatIsThere() {
        admin.post("/leads", Map.of("title", "Asha", "source", "self", "phone", "+919876543210"));
        var row = "Name,Phone,City\nAsha Rao,+919876543210,Pune\n";

        assertThat(check(upload(row), "skip", false).at("/counts/duplicate").asInt())
                .isEqualTo(1);

        var update = upload(row);
        assertThat(check(update, "update", false).at("/counts/update").asInt()).isEqualTo(1);
        assertThat(run(update).at("/counts/updated").asInt()).isEqualTo(1);
        assertThat(lead().path("city").asString()).isEqualTo("Pune");
        admin.post("/imports/" + id(update) + "/undo", null);
        until(update, "undone");
        assertThat(lead().path("city").isNull()).isTrue();

        var again = upload(row);
        check(again, "resubmit", true);
        assertThat(run(again).at("/counts/updated").asInt()).isEqualTo(1);
        assertThat(lead().path("resubmittedCount").asInt()).isEqualTo(1);

        var second = upload(row);
        check(second, "create", true);
        assertThat(run(second).at("/counts/created").asInt()).isEqualTo(1);
        assertThat(leads()).isEqualTo(2);
        assertThat(admin.get("/tasks").data().size()).as("automations").isGreaterThan(1);
    }

    @Test
    void goesOnWhereADeadProcessStoppedAndDoublesNothing() {
        var upload = upload("Name,Phone\nA,+919876500001\nB,+919876500002\nC,+919876500003\n");
        check(upload, "skip", false);
        var id = UUID.fromString(id(upload));
        inTenant("update imports.import set status = 'running'");
        inTenant("update imports.row set status = 'created' where position = 1");

        TenantScope.run(acme.id(), () -> job.run(acme.id(), new ImportJob.Order(id)));
        TenantScope.run(acme.id(), () -> job.run(acme.id(), new ImportJob.Order(id)));

        assertThat(leads()).isEqualTo(2);
        assertThat(admin.get("/imports/" + id).data().path("status").asString()).isEqualTo("done");
    }

    /// AZ-12: whose right is gone by now has nothing written, whatever was checked.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writesNothingForWhoMayNoMore(boolean automations) {
        var upload = upload("Name,Phone\nA,+919876500001\nB,+919876500002\n");
        check(upload, "skip", automations);
        var viewer = acme.actor("VIEWER").user();
        inTenant("update imports.import set status = 'running', created_by = '" + viewer + "'");

        var order = new ImportJob.Order(UUID.fromString(id(upload)));
        TenantScope.run(acme.id(), () -> job.run(acme.id(), order));
        TenantScope.run(acme.id(), () -> job.run(acme.id(), order));

        assertThat(leads()).isZero();
        inTenant(
                "update imports.import set created_by = '" + acme.actor("ADMIN").user() + "'");
        var counts = admin.get("/imports/" + id(upload)).data().path("counts");
        assertThat(counts.path("failed").asInt()).isEqualTo(2);
        assertThat(counts.path("created").asInt()).isZero();
    }

    @Test
    void refusesWhatItCanNotTake() {
        assertThat(send("").code()).isEqualTo("IMPORT_FILE_EMPTY");
        assertThat(api.as(acme.token("VIEWER"))
                        .upload("/imports?object=lead&fileName=x.csv", FILE.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(403);
        var upload = upload("Name,Phone\nA,+919876500001\n");
        assertThat(admin.post("/imports/" + id(upload) + "/start", null).code()).isEqualTo("IMPORT_NOT_NOW");
        for (var mapping : List.of(List.of("title"), List.of("title", "title"), List.of("title", "status"))) {
            assertThat(admin.post("/imports/" + id(upload) + "/check", Map.of("mapping", mapping))
                            .code())
                    .isEqualTo("IMPORT_MAPPING_INVALID");
        }
        assertThat(admin.upload("/imports?object=lead&fileName=x.csv", new byte[(20 << 20) + 1])
                        .status())
                .isEqualTo(413);
    }

    /// EX-07: the file of one company, whole, in another.
    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void takesInAgainWhatAnExportGaveOut(String format) throws Exception {
        var texts = List.of(
                "=HYPERLINK(\"https://evil.example\")",
                "'apostrophe, \"quotes\"; and; more",
                "007",
                "+1-2",
                "नमस्ते 👩‍👩‍👧 İß",
                "TRUE",
                "1e5",
                "01/02/2026");
        for (var i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            var lead = new LinkedHashMap<String, Object>(Map.of(
                    "title",
                    text,
                    "company",
                    text,
                    "city",
                    text,
                    "painPoint",
                    text + "\n  second line\n\nfourth,\t\"x\"",
                    "phone",
                    "+9198765000" + (10 + i),
                    "email",
                    "person" + i + "@example.com",
                    "expectedValue",
                    Map.of(
                            "amount",
                            (i * 1_000) + ".05",
                            "currency",
                            List.of("INR", "EUR", "JPY").get(i % 3)),
                    "probability",
                    i * 10,
                    "expectedClose",
                    "2027-01-0" + (i + 1),
                    "source",
                    "referral"));
            lead.put("tags", List.of("hot", "a b " + i));
            lead.put("temperature", List.of("hot", "warm", "cold").get(i % 3));
            lead.put("qualified", i % 2 == 0);
            if (i % 3 == 2) {
                lead.put("expectedValue", Map.of("amount", "1200", "currency", "JPY"));
            }
            assertThat(admin.post("/leads", lead).status()).as(text).isEqualTo(201);
        }
        var fields = "title,company,city,painPoint,phone,email,expectedValue,probability,expectedClose,source,tags,"
                + "temperature,qualified";
        var path = "/leads/export?sort=phone&format=" + format + "&fields=" + fields;
        var out = admin.download(path).body();

        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
        var upload = admin.upload("/imports?object=lead&fileName=leads." + format, out)
                .data();
        assertThat(words(upload.path("mapping"))).doesNotContain("");
        assertThat(check(upload, "skip", false).path("counts").toString())
                .as(admin.get("/imports/" + id(upload) + "/problems").body().toString())
                .isEqualTo("{\"new\":" + texts.size() + "}");
        run(upload);

        assertThat(SheetReader.read(admin.download(path).body())).isEqualTo(SheetReader.read(out));
        assertThat(SheetReader.read(out).rows())
                .hasSize(texts.size())
                .allSatisfy(row -> assertThat(row).contains(row.getFirst() + "\n  second line\n\nfourth,\t\"x\""));
    }

    @Test
    void importsAnyObjectByItsDescription() {
        var upload = api.as(acme.token("ADMIN"))
                .upload(
                        "/imports?object=task&fileName=tasks.csv",
                        "Title,Due,Kind\nRing Asha,2099-01-01,Call\n".getBytes(StandardCharsets.UTF_8))
                .data();
        check(upload, "skip", false);
        assertThat(run(upload).at("/counts/created").asInt()).isEqualTo(1);
        assertThat(admin.get("/tasks").data().path(0).path("kind").asString()).isEqualTo("call");
    }

    @Test
    void aMendedRowIsJudgedAtOnceAndTaken() {
        var upload = upload(FILE);
        check(upload, "skip", false);
        var path = "/imports/" + id(upload) + "/rows/";
        var errors = admin.get("/imports/" + id(upload) + "/problems?status=error&limit=1");
        assertThat(errors.data().size()).isEqualTo(1);
        assertThat(admin.get("/imports/" + id(upload) + "/problems?status=new").status())
                .isEqualTo(422);
        assertThat(errors.body().at("/meta/cursor").asInt()).isEqualTo(2);
        var kiran = errors.data().path(0);
        assertThat(kiran.at("/errors/0/code").asString()).isEqualTo("CONTACT_NEEDED");
        assertThat(kiran.at("/errors/0/column").isNull()).isTrue();
        var madhavi = admin.get("/imports/" + id(upload) + "/problems?status=error&after=2")
                .data()
                .path(0);
        assertThat(madhavi.at("/errors/0/column").asInt()).isEqualTo(1);

        var change = Map.of("version", 1, "cells", Map.of("1", " 98765 43211 ", "4", "nothing"));
        var half = admin.patch(path + 3, change);
        assertThat(half.status()).as(half.body().toString()).isEqualTo(200);
        assertThat(half.data().at("/row/status").asString()).isEqualTo("error");
        assertThat(half.data().at("/row/errors/0/column").asInt()).isEqualTo(4);
        assertThat(half.data().at("/row/cells/1").asString()).isEqualTo("98765 43211");
        assertThat(admin.patch(path + 3, change).code()).isEqualTo("VERSION_CONFLICT");
        var whole = admin.patch(path + 3, Map.of("version", 2, "cells", Map.of("4", "")));
        assertThat(whole.data().at("/row/status").asString()).isEqualTo("new");
        assertThat(whole.data().at("/importing/counts").toString())
                .isEqualTo("{\"duplicate\":1,\"error\":1,\"new\":3}");

        var left = admin.patch(path + 2, Map.of("version", 1, "leftOut", true)).data();
        assertThat(left.at("/row/status").asString()).isEqualTo("skipped");
        assertThat(left.at("/row/code").asString()).isEqualTo("LEFT_OUT");
        check(upload, "skip", false);
        assertThat(admin.get("/imports/" + id(upload)).data().path("counts").toString())
                .as("a second check keeps what was mended and what was left out")
                .isEqualTo("{\"duplicate\":1,\"new\":3,\"skipped\":1}");

        assertThat(run(upload).at("/counts/created").asInt()).isEqualTo(3);
        assertThat(admin.patch(path + 3, Map.of("version", 3, "leftOut", true)).code())
                .isEqualTo("IMPORT_NOT_NOW");
        assertThat(admin.get("/leads?fields=phone").data().toString()).contains("+919876543211");
    }

    @Test
    void whatRepeatedAMendedRowIsJudgedAgain() {
        var upload = upload("Name,Phone\nA,+919876500001\nB,+919876500001\nC,+919876500001\nD,+919876500002\n");
        check(upload, "skip", false);
        var path = "/imports/" + id(upload);
        assertThat(admin.get(path + "/problems").data().at("/0/repeats").asInt())
                .isEqualTo(1);

        var mended = admin.patch(path + "/rows/1", Map.of("version", 1, "cells", Map.of("1", "+919876500002")));
        assertThat(mended.data().at("/row/repeats").asInt()).isEqualTo(4);
        var problems = admin.get(path + "/problems").data();
        assertThat(problems.valueStream().map(each -> each.path("repeats").asInt()))
                .as("the second has the number now, and the third repeats it")
                .containsExactly(4, 2);
        assertThat(problems.at("/1/message").asString()).isEqualTo("Row 3 is the same");
        assertThat(run(upload).at("/counts/created").asInt()).isEqualTo(2);
    }

    @Test
    void aRowIsMendedOnlyByWhoMayImportAndOnlyBetweenCheckAndRun() {
        var upload = upload(FILE);
        var path = "/imports/" + id(upload) + "/rows/";
        var change = Map.of("version", 1, "cells", Map.of("1", "+919876500009"));
        assertThat(admin.patch(path + 2, change).code()).isEqualTo("IMPORT_NOT_NOW");
        check(upload, "skip", false);
        assertThat(admin.patch(path + 99, change).status()).isEqualTo(404);
        assertThat(admin.patch(path + 2, Map.of("version", 1, "cells", Map.of("7", "x")))
                        .body()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("COLUMN_UNKNOWN");
        assertThat(admin.patch(path + 2, Map.of("version", 1, "cells", Map.of("-1", "x")))
                        .status())
                .isEqualTo(422);
        assertThat(api.as(acme.token("MANAGER")).patch(path + 2, change).status())
                .as("not his")
                .isEqualTo(404);
        assertThat(api.as(tenants.create(Preset.SIMPLE).token("ADMIN"))
                        .patch(path + 2, change)
                        .status())
                .as("another company's")
                .isEqualTo(404);
        inTenant("update imports.import set created_by = '"
                + acme.actor("VIEWER").user() + "'");
        assertThat(api.as(acme.token("VIEWER")).patch(path + 2, change).status())
                .as("who may not make leads any more")
                .isEqualTo(403);
        inTenant(
                "update imports.import set created_by = '" + acme.actor("ADMIN").user() + "', status = 'running'");
        assertThat(admin.patch(path + 2, change).code()).isEqualTo("IMPORT_NOT_NOW");
    }

    private JsonNode upload(String text) {
        var reply = send(text);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private TestApi.Reply send(String text) {
        return admin.upload("/imports?object=lead&fileName=leads.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode check(JsonNode upload, String onDuplicate, boolean automations) {
        var mapping = upload.path("mapping")
                .valueStream()
                .<@Nullable String>map(each -> each.isNull() ? null : each.asString())
                .toList();
        var reply = admin.post(
                "/imports/" + id(upload) + "/check",
                Map.of("mapping", mapping, "onDuplicate", onDuplicate, "automations", automations));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(202);
        return until(upload, "ready");
    }

    private JsonNode run(JsonNode upload) {
        assertThat(admin.post("/imports/" + id(upload) + "/start", null).status())
                .isEqualTo(202);
        return until(upload, "done");
    }

    private JsonNode until(JsonNode upload, String status) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/imports/" + id(upload))
                        .data()
                        .path("status")
                        .asString()
                        .equals(status));
        return admin.get("/imports/" + id(upload)).data();
    }

    private static List<String> words(JsonNode list) {
        return list.valueStream().map(each -> each.asString("")).toList();
    }

    private static String id(JsonNode upload) {
        return upload.path("id").asString();
    }

    private JsonNode lead() {
        return admin.get("/leads?sort=createdAt&fields=city,resubmittedCount")
                .data()
                .path(0);
    }

    private int leads() {
        return admin.get("/leads/aggregate").data().at("/count/value").asInt();
    }

    private void inTenant(String sql) {
        TenantScope.run(acme.id(), () -> transactions.executeWithoutResult(_ -> db.execute(sql)));
    }
}
