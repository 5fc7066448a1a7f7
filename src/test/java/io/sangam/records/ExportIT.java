package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Money;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Preset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// Lists as files: attack cases EX-01, EX-02, EX-04 and AZ-12.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ExportIT {

    private static final String FIELDS =
            "number,title,company,status,temperature,expectedValue,probability,expectedClose,owner,phone,email,"
                    + "clientId,description,tags,qualified,createdAt";
    private static final List<String> EVIL = List.of(
            "=HYPERLINK(\"http://evil.example\",\"x\")",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(1+1)",
            "＝1+1",
            "plain, \"quoted\"");

    private final TestTenants tenants;
    private final RecordLoader loader;
    private final ObjectType leadType;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final int port;
    private TestTenant acme;
    private TestApi admin;

    ExportIT(
            TestTenants tenants,
            RecordLoader loader,
            ObjectType leadType,
            DSLContext db,
            TransactionOperations transactions,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.loader = loader;
        this.leadType = leadType;
        this.db = db;
        this.transactions = transactions;
        this.port = port;
        acme = tenants.create(Preset.BROKER_OFFICE);
        admin = new TestApi(port);
    }

    @BeforeEach
    void foundACompany() {
        admin = new TestApi(port).as(acme.token("ADMIN"));
    }

    @Test
    void disarmsFormulasInCsv() throws Exception {
        load(EVIL.size());

        var file = admin.download("/leads/export?format=csv&fields=title,phone&sort=number");

        var text = new String(file.body(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFFName,Phone\r\n").endsWith("\r\n");
        var rows = csv(file.body());
        for (var i = 0; i < EVIL.size(); i++) {
            var cell = rows.get(i + 1).getField(0);
            assertThat(cell).doesNotMatch("(?s)^[=+\\-@\t\r＝＋－＠].*");
            assertThat(CellText.original(cell)).isEqualTo(EVIL.get(i));
            assertThat(rows.get(i + 1).getField(1)).matches("'\\+91\\d{10}");
        }
    }

    @Test
    void writesTextAsTextIntoXlsx() throws Exception {
        load(EVIL.size());

        var file = admin.download("/leads/export?format=xlsx&fields=title,expectedValue,expectedClose&sort=number");

        var parts = unzipped(file.body());
        assertThat(parts).containsKeys("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml");
        var sheet = parts.get("xl/worksheets/sheet1.xml");
        assertThat(sheet)
                .doesNotContain("<f>", "<f ", "hyperlink")
                .contains("<is><t>=HYPERLINK(", "<is><t>@SUM(1+1)", "<v>1250.5");
        assertThat(parts.keySet()).noneMatch(name -> name.contains("external") || name.contains("vba"));
    }

    @Test
    void showsEveryoneWhatTheApiShowsHim() throws Exception {
        load(30);
        for (var role : List.of("ADMIN", "MANAGER", "SALES", "CALLER", "VIEWER")) {
            grantExport(role);
            var api = new TestApi(port).as(acme.token(role));

            var page = api.get("/leads?limit=200&sort=number&fields=" + FIELDS);
            var file = api.download("/leads/export?format=csv&sort=number&fields=" + FIELDS);

            assertThat(file.statusCode()).as(role).isEqualTo(page.status());
            if (page.status() == 200) {
                var rows = csv(file.body());
                assertThat(rows).as(role).hasSize(page.data().size() + 1);
                for (var i = 0; i < page.data().size(); i++) {
                    assertThat(originals(rows.get(i + 1)))
                            .as(role)
                            .isEqualTo(cells(page.data().get(i)));
                }
            }
        }
    }

    @Test
    void followsFilterAndOrder() throws Exception {
        load(12);
        var filter = URLEncoder.encode(
                "{\"field\":\"temperature\",\"op\":\"eq\",\"value\":\"hot\"}", StandardCharsets.UTF_8);

        var rows = csv(admin.download("/leads/export?format=csv&fields=number&sort=-number&filter=" + filter)
                .body());

        var numbers = rows.stream().skip(1).map(row -> row.getField(0)).toList();
        assertThat(numbers)
                .isEqualTo(admin.get("/leads?fields=number&sort=-number&filter=" + filter)
                        .data()
                        .findValuesAsString("number"))
                .hasSize(4);
    }

    @Test
    void isRefusedBeforeAByteIsSent() {
        var sales = new TestApi(port).as(acme.token("SALES"));

        assertThat(sales.get("/leads/export?format=csv").code()).isEqualTo("RIGHT_MISSING");
        assertThat(admin.get("/leads/export?format=pdf").code()).isEqualTo("EXPORT_FORMAT_UNKNOWN");
        assertThat(admin.get("/leads/export?format=csv&fields=nothing").code()).isEqualTo("FIELDS_INVALID");
        assertThat(admin.get("/leads/export?format=csv&filter=nothing").code()).isEqualTo("FILTER_INVALID");
        assertThat(admin.get("/leads/export?format=csv&sort=nothing").code()).isEqualTo("SORT_INVALID");
    }

    @Test
    void isSafeToOpenAndNotedInTheSecurityLog() throws Exception {
        load(3);

        var file = admin.download("/leads/export?format=csv");

        var headers = file.headers();
        assertThat(headers.firstValue("Content-Disposition"))
                .hasValueSatisfying(value ->
                        assertThat(value).matches("attachment; filename=\"leads-\\d{4}-\\d\\d-\\d\\d\\.csv\""));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Content-Type")).hasValue("text/csv;charset=utf-8");
        assertThat(exports())
                .containsExactly("{\"rows\": 3, \"format\": \"csv\", \"object\": \"lead\", \"complete\": true}");
    }

    /// Through a socket of its own: an ordinary client lets the kernel swallow the whole file ahead.
    @Test
    void stopsWhenTheRightIsWithdrawn() throws Exception {
        load(20_000);
        try (var socket = begun()) {
            var in = socket.getInputStream();
            setRoles(acme.actor("ADMIN").user(), "SALES");
            var withdrawn = Instant.now();

            assertThat(endsWithTheLastChunk(in)).as("the file looks complete").isFalse();
            assertThat(Duration.between(withdrawn, Instant.now())).isLessThan(Duration.ofSeconds(8));
        }
        assertThat(exports()).singleElement().asString().contains("\"complete\": false");
    }

    /// RL-02: a company whose readers are slow takes all places but one.
    @Test
    void leavesAPlaceToOtherCompanies() throws Exception {
        load(20_000);
        var globex = new TestApi(port).as(tenants.create(Preset.SIMPLE).token("ADMIN"));
        try (var _ = begun();
                var _ = begun()) {
            assertThat(admin.get("/leads/export?format=csv").code()).isEqualTo("EXPORTS_BUSY");
            assertThat(globex.download("/leads/export?format=csv").statusCode()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.download("/leads/export?format=csv").statusCode() == 200);
    }

    /// An export whose reader has seen its beginning, and reads no further.
    private Socket begun() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(32_768);
        socket.connect(new InetSocketAddress("localhost", port));
        socket.getOutputStream()
                .write("""
                        GET /api/v1/leads/export?format=csv&fields=%s HTTP/1.1\r
                        Host: localhost\r
                        Authorization: %s\r
                        \r
                        """.formatted(FIELDS, acme.bearer("ADMIN")).getBytes(StandardCharsets.UTF_8));
        assertThat(new String(socket.getInputStream().readNBytes(20_000), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 200");
        return socket;
    }

    private static boolean endsWithTheLastChunk(InputStream in) throws InterruptedException {
        var tail = "";
        var slowUntil = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        try {
            var buffer = new byte[16_000];
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                tail = new String(buffer, Math.max(0, n - 7), Math.min(7, n), StandardCharsets.ISO_8859_1);
                Thread.sleep(System.nanoTime() < slowUntil ? 5 : 0);
            }
        } catch (IOException _) {
            return false;
        }
        return tail.equals("\r\n0\r\n\r\n");
    }

    private List<String> exports() {
        return acme.in(() -> Objects.requireNonNull(transactions.execute(_ -> db.fetch(
                        "select details::text from identity.security_event where tenant_id = ? and kind = 'export'",
                        acme.id().value())
                .getValues(0, String.class))));
    }

    @Test
    void readsManyRowsInLittleMemory() throws Exception {
        load(12_000);
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/leads/export?format=xlsx&fields=" + FIELDS))
                .header("Authorization", acme.bearer("ADMIN"))
                .build();
        System.gc();
        var before = used();
        var most = 0L;
        var read = 0;

        try (var http = HttpClient.newHttpClient();
                var body = http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            var buffer = new byte[100_000];
            while (body.read(buffer) >= 0) {
                read += buffer.length;
                if (read > 1_000_000) {
                    read = 0;
                    System.gc();
                    most = Math.max(most, used() - before);
                }
            }
        }

        assertThat(most).isLessThan(30L << 20);
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void setRoles(UserId user, String role) {
        acme.run(() -> transactions.executeWithoutResult(_ -> {
            db.execute(
                    "delete from access.user_role where tenant_id = ? and user_id = ?",
                    acme.id().value(),
                    user.value());
            db.execute(
                    "insert into access.user_role (tenant_id, user_id, role_id, created_at, created_by)"
                            + " select tenant_id, ?, id, now(), created_by from access.role where tenant_id = ? and key = ?",
                    user.value(),
                    acme.id().value(),
                    role);
        }));
    }

    private void grantExport(String role) {
        acme.run(() -> transactions.executeWithoutResult(_ -> db.execute(
                "update access.role set definition = jsonb_set(definition, '{modules,leads,actions}',"
                        + " '[\"export\"]') where tenant_id = ? and key = ? and definition #> '{modules,leads}' is not null",
                acme.id().value(),
                role)));
    }

    private void load(int count) {
        var owner = acme.actor("SALES").user();
        var now = Instant.parse("2026-11-20T18:45:00Z");
        var pipeline = acme.in(() -> transactions.execute(_ -> db.select(DSL.field("id", UUID.class))
                .from("pipelines.pipeline")
                .where("tenant_id = ?", acme.id().value())
                .fetch()
                .getFirst()
                .value1()));
        acme.run(() -> loader.records(
                acme.id(),
                leadType,
                IntStream.range(0, count)
                        .mapToObj(i -> new RecordLoader.Loaded(
                                UUID.randomUUID(),
                                0,
                                now.plusSeconds(i),
                                owner,
                                now,
                                owner,
                                values(i, pipeline, owner)))
                        .toList()));
    }

    private static Map<String, @Nullable Object> values(int i, UUID pipeline, UserId owner) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("title", EVIL.get(i % EVIL.size()));
        values.put("company", i % 4 == 0 ? null : "Tea & \"Sons\"\nof " + i);
        values.put("pipeline", pipeline);
        values.put("status", "new");
        values.put("statusSince", Instant.parse("2026-11-20T18:45:00Z"));
        values.put("source", "import");
        values.put("temperature", List.of("hot", "warm", "cold").get(i % 3));
        values.put("expectedValue", new Money(new BigDecimal("1250.50").add(BigDecimal.valueOf(i)), "INR"));
        values.put("probability", i % 100);
        values.put("expectedClose", java.time.LocalDate.of(2027, 1, 1).plusDays(i % 300));
        values.put("owner", owner);
        values.put("phone", "+91" + (9_800_000_000L + i));
        values.put("email", "lead" + i + "@example.com");
        values.put("clientId", "00" + (1_000 + i));
        values.put("description", "=2+2\n" + "second line ".repeat(100));
        values.put("tags", List.of("a, b", "c"));
        values.put("qualified", i % 2 == 0);
        values.put("resubmittedCount", 0);
        return values;
    }

    /// What the API shows, as the columns of the file.
    private static List<String> cells(JsonNode row) {
        var cells = new ArrayList<String>();
        for (var field : FIELDS.split(",")) {
            var value = row.path(field);
            switch (field) {
                case "expectedValue" -> {
                    cells.add(value.path("amount").asString(""));
                    cells.add(value.path("currency").asString(""));
                }
                case "owner" -> cells.add(value.path("name").asString(""));
                case "status", "temperature" -> cells.add(capital(value.asString("")));
                case "tags" ->
                    cells.add(TagList.join(
                            value.valueStream().map(JsonNode::asString).toList()));
                case "qualified" -> cells.add(value.asBoolean() ? "yes" : "no");
                case "createdAt" ->
                    cells.add(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                            .format(LocalDateTime.ofInstant(
                                    Instant.parse(value.asString()), ZoneId.of("Asia/Kolkata"))));
                default -> cells.add(value.isNull() ? "" : value.asString());
            }
        }
        return cells;
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static List<String> originals(CsvRecord row) {
        return row.getFields().stream().map(CellText::original).toList();
    }

    private static List<CsvRecord> csv(byte[] file) throws IOException {
        try (var reader = CsvReader.builder().detectBomHeader(true).ofCsvRecord(new ByteArrayInputStream(file))) {
            return reader.stream().toList();
        }
    }

    private static Map<String, String> unzipped(byte[] file) throws IOException {
        var parts = new LinkedHashMap<String, String>();
        var path = Files.createTempFile("export", ".xlsx");
        try {
            Files.write(path, file);
            try (var zip = new ZipFile(path.toFile())) {
                for (var entry : Collections.list(zip.entries())) {
                    parts.put(
                            entry.getName(),
                            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } finally {
            Files.delete(path);
        }
        return parts;
    }
}
