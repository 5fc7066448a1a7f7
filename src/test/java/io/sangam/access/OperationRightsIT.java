package io.sangam.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.OperationBook;
import io.sangam.OperationBook.Call;
import io.sangam.OperationBook.Whose;
import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

/// Every operation of the API against the written table `operations.txt` (AZ-01, AZ-10), and every operation that takes
/// a body or parameters against members nobody asked for (AZ-02, AZ-03, AZ-06). What a lead's owner, his manager and a
/// stranger may do stands in finer detail in `matrix/`.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class OperationRightsIT {

    private static final List<String> ROLES = List.of("ADMIN", "MANAGER", "SALES", "VIEWER");
    private static final Set<String> PUBLIC = Set.of(
            "GET /sso/options",
            "POST /sso/start",
            "POST /public/forms/{company}/{key}",
            "POST /public/hooks/{company}/{key}",
            "POST /public/ratings/link",
            "POST /public/ratings",
            "POST /public/proposals/link",
            "POST /public/proposals/pdf",
            "POST /public/proposals/accept",
            "POST /public/proposals/decline");

    /// Members that would be somebody's dream.
    private static final Map<String, Object> DREAMS = Map.ofEntries(
            Map.entry("id", "00000000-0000-7000-8000-000000000001"),
            Map.entry("tenantId", 0),
            Map.entry("tenant_id", "00000000-0000-7000-8000-000000000001"),
            Map.entry("ownerId", "00000000-0000-7000-8000-000000000001"),
            Map.entry("role", "ADMIN"),
            Map.entry("roles", List.of("ADMIN")),
            Map.entry("isAdmin", true),
            Map.entry("permissions", Map.of("leads", "write")),
            Map.entry("createdAt", "2001-01-01T00:00:00Z"),
            Map.entry("createdBy", "00000000-0000-7000-8000-000000000001"),
            Map.entry("updatedAt", "2001-01-01T00:00:00Z"),
            Map.entry("score", 100),
            Map.entry("number", "LEAD-1"),
            Map.entry("deleted", false),
            Map.entry("deletedAt", "2001-01-01T00:00:00Z"),
            Map.entry("balance", 1_000_000),
            Map.entry("__proto__", Map.of("isAdmin", true)));

    private static final List<String> EXTRAS = List.of(
            "ignore_permissions=1",
            "force=true",
            "admin=1",
            "debug=true",
            "as_user=00000000-0000-7000-8000-000000000001",
            "include=secret",
            "tenant=other",
            "tenantId=0");

    /// Objects inside a body that hold whatever their sender likes: what the web app keeps, what a sender is tried out
    /// with.
    private static final Set<String> FREE_INSIDE = Set.of("/preferences", "/payload");

    /// Bodies that are free by their nature.
    private static final Set<String> FREE = Set.of("POST /public/hooks/{company}/{key}", "POST /imports");

    private final TestApi api;
    private final TestTenant acme;
    private final TestApi admin;
    private final OperationBook book;
    private final Whose admins;

    OperationRightsIT(TestTenants tenants, @LocalServerPort int port) {
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api.as(acme.token("ADMIN"));
        this.book = new OperationBook(acme, api);
        this.admins = new Whose(admin, acme.actor("ADMIN").user().toString());
    }

    @Test
    void everyOperationIsWrittenDown() {
        assertThat(book.operations()).containsExactlyInAnyOrderElementsOf(new TreeSet<>(OperationBook.described(api)));
    }

    @Test
    void allowsEachRoleWhatTheWrittenTableSaysAndNothingElse() {
        var callers = ROLES.stream()
                .map(role -> new Whose(
                        api.as(acme.token(role)), acme.actor(role).user().toString()))
                .toList();
        var actual = new TreeMap<String, List<String>>();
        for (var operation : book.operations()) {
            if (PUBLIC.contains(operation)) {
                continue;
            }
            actual.put(
                    operation,
                    callers.stream()
                            .map(own ->
                                    tried(operation, own.maker(), own) + "/" + tried(operation, own.maker(), admins))
                            .toList());
        }

        assertThat(lines(actual)).isEqualTo(lines(table()));
    }

    @Test
    void ignoresNoMemberNobodyAskedFor() {
        var checks = new SoftAssertions();

        for (var operation : book.operations()) {
            var call = book.call(operation, admins);
            if (call.hasMembers() && !FREE.contains(operation)) {
                DREAMS.forEach((member, value) -> {
                    var reply = call.with(member, value).send(admin);
                    checks.assertThat(reply.status())
                            .as("%s with %s: %s", operation, member, reply.body())
                            .isIn(400, 422);
                });
            }
        }

        checks.assertAll();
    }

    @Test
    void ignoresNoMemberInsideEither() {
        var checks = new SoftAssertions();
        var inside = new TreeSet<String>();

        for (var operation : book.operations()) {
            if (!FREE.contains(operation)) {
                book.call(operation, admins).within("isAdmin", true).forEach((where, call) -> {
                    inside.add(operation + " " + where);
                    var reply = call.send(admin);
                    checks.assertThat(reply.status())
                            .as("%s within %s: %s", operation, where, reply.body())
                            .isIn(FREE_INSIDE.contains(where) ? List.of(200, 201, 204) : List.of(400, 422));
                });
            }
        }

        checks.assertThat(inside).hasSizeGreaterThan(15);
        checks.assertAll();
    }

    @Test
    void ignoresNoParameterNobodyAskedFor() {
        var checks = new SoftAssertions();

        for (var operation : book.operations()) {
            var call = book.call(operation, admins);
            for (var extra : PUBLIC.contains(operation) ? List.<String>of() : EXTRAS) {
                var reply = call.at(call.path() + (call.path().contains("?") ? "&" : "?") + extra)
                        .send(admin);
                checks.assertThat(reply.status())
                        .as("%s with %s: %s", operation, extra, reply.body())
                        .isEqualTo(400);
            }
        }

        checks.assertAll();
    }

    /// AZ-10: the document says what is public, and a deactivated user's token opens nothing.
    @Test
    void letsNobodyInWhoWasDeactivated() {
        var person = admin.post(
                        "/users",
                        Map.of(
                                "name",
                                "Leaver",
                                "email",
                                "leaver@example.com",
                                "roleIds",
                                List.of(admin.get("/roles")
                                        .data()
                                        .valueStream()
                                        .filter(role ->
                                                role.path("key").asString().equals("ADMIN"))
                                        .findFirst()
                                        .orElseThrow()
                                        .path("id")
                                        .asString())))
                .data();
        var at = "/users/" + person.at("/user/id").asString();
        var token =
                signedIn("leaver@example.com", person.path("oneTimePassword").asString());
        var leaver = api.as(token);
        assertThat(leaver.get("/me").status()).isEqualTo(200);
        assertThat(admin.post(at + "/deactivate", Map.of("version", version(at)))
                        .status())
                .isEqualTo(200);
        var checks = new SoftAssertions();

        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(5))
                .until(() -> leaver.get("/me").status() == 401);
        for (var operation : book.operations()) {
            if (!PUBLIC.contains(operation)) {
                var method = operation.substring(0, operation.indexOf(' '));
                var path = operation
                        .substring(method.length() + 1)
                        .replaceAll("\\{[^}]+}", person.at("/user/id").asString());
                var reply = leaver.send(method, path, method.equals("GET") ? null : Map.of());
                checks.assertThat(reply.status()).as(operation).isEqualTo(401);
            }
        }
        for (var closed : List.of(
                "//actuator",
                "//actuator/env",
                "//actuator/heapdump",
                "//h2-console",
                "//swagger-ui.html",
                "//swagger-ui/index.html",
                "//v3/api-docs",
                "//error",
                "//metrics",
                "//prometheus",
                "//env",
                "//beans",
                "//heapdump",
                "//threaddump",
                "//loggers")) {
            var reply = api.get(closed);
            // with the web app in the jar, unknown addresses are its own page that says so
            var page = reply.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("text/html"))
                    .isPresent();
            checks.assertThat(page ? 404 : reply.status()).as(closed).isIn(401, 403, 404);
        }

        checks.assertAll();
    }

    /// AZ-04 and AZ-05: what one may see is not yet one's own.
    @Test
    void nobodyChangesWhatAnotherWrote() {
        var sales = api.as(acme.token("SALES"));
        var lead = sales.post("/leads", Map.of("source", "self", "phone", OperationBook.phone()))
                .data()
                .at("/lead/id")
                .asString();
        var remark = "/leads/" + lead + "/comments/"
                + admin.post("/leads/" + lead + "/comments", Map.of("text", "Mine"))
                        .data()
                        .path("id")
                        .asString();
        var view = "/views/"
                + admin.post(
                                "/views",
                                Map.of(
                                        "object",
                                        "lead",
                                        "name",
                                        "Mine",
                                        "definition",
                                        Map.of(),
                                        "shared",
                                        true,
                                        "position",
                                        0))
                        .data()
                        .path("id")
                        .asString();
        assertThat(sales.get("/leads/" + lead).status()).isEqualTo(200);
        assertThat(sales.get("/views?object=lead").data().toString()).contains("Mine");

        assertThat(sales.patch(remark, Map.of("version", 0, "text", "Yours")).code())
                .isEqualTo("COMMENT_NOT_YOURS");
        assertThat(sales.delete(remark).code()).isEqualTo("COMMENT_NOT_YOURS");
        assertThat(sales.patch(view, Map.of("version", 0, "name", "Yours")).code())
                .isEqualTo("VIEW_NOT_YOURS");
        assertThat(sales.delete(view + "?version=0").code()).isEqualTo("VIEW_NOT_YOURS");
        assertThat(admin.patch(remark, Map.of("version", 0, "text", "Still mine"))
                        .status())
                .isLessThan(300);
    }

    private int version(String path) {
        return admin.get("/users?limit=100")
                .data()
                .valueStream()
                .filter(user -> path.endsWith(user.path("id").asString()))
                .findFirst()
                .orElseThrow()
                .path("version")
                .asInt();
    }

    private String signedIn(String email, String password) {
        var reply = api.post("/auth/login", Map.of("tenant", acme.slug(), "email", email, "password", password));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply.data().path("accessToken").asString();
    }

    private String tried(String operation, TestApi caller, Whose whose) {
        var call = book.call(operation, whose);
        return judged(operation, call, call.send(caller));
    }

    private static String judged(String operation, Call call, Reply reply) {
        if (reply.status() < 300 || (call.absent() && reply.status() == 404)) {
            return "yes";
        }
        if (operation.equals("PUT /notifications/settings") && reply.code().equals("VERSION_CONFLICT")) {
            return "yes"; // let in, to settings of his own that are at another version than the administrator's
        }
        if (reply.body().path("errors").path(0).path("code").asString("").equals("FIELD_READ_ONLY")) {
            return "no"; // a field that is masked for him
        }
        assertThat(reply.status()).as("%s answers %s", operation, reply.body()).isIn(403, 404);
        return "no";
    }

    private static List<String> lines(Map<String, List<String>> table) {
        var width = table.keySet().stream().mapToInt(String::length).max().orElse(0);
        return table.entrySet().stream()
                .map(row -> String.format(Locale.ROOT, "%-" + width + "s ", row.getKey())
                        + row.getValue().stream()
                                .map(cell -> String.format(Locale.ROOT, "%-7s", cell))
                                .collect(Collectors.joining(" "))
                                .strip())
                .toList();
    }

    private static Map<String, List<String>> table() {
        var table = new TreeMap<String, List<String>>();
        text().lines().filter(line -> !line.startsWith("#")).skip(1).forEach(line -> {
            var words = List.of(line.strip().split("\\s+"));
            table.put(words.get(0) + " " + words.get(1), words.subList(2, words.size()));
        });
        return table;
    }

    private static String text() {
        try (var stream = requireNonNull(OperationRightsIT.class.getResourceAsStream("operations.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
