package io.sangam.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

/// The written table `matrix.txt` against the running API (AZ-01). A lead he may not see answers 404 or, where he lacks
/// the right altogether, 403; what is refused leaves the lead as it was.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RoleMatrixIT {

    private static final List<String> OPERATIONS =
            List.of("list", "read", "history", "edit", "remark", "move", "share", "unmask", "delete", "assign");
    private static final List<String> ROWS = List.of("own", "team", "other");

    private final TestApi api;
    private final TestTenant acme;
    private final TestApi admin;
    private int phones;

    RoleMatrixIT(TestTenants tenants, @LocalServerPort int port) {
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void allowsEachRoleWhatTheWrittenTableSaysAndNothingElse() {
        var expected = table();
        var roles = expected.keySet().stream()
                .map(row -> row.substring(0, row.indexOf(' ')))
                .distinct()
                .toList();
        var reports = new HashMap<String, String>();
        roles.forEach(role -> reports.put(role, report(role)));
        var stranger = user(Map.of("name", "Stranger", "email", "stranger@example.com"));
        var reportOfManager = lead(requireNonNull(reports.get("MANAGER")));
        // who reports to whom may be some seconds old
        await().atMost(Duration.ofSeconds(10))
                .until(() -> api.as(acme.token("MANAGER"))
                                .get("/leads/" + reportOfManager)
                                .status()
                        == 200);

        var actual = new LinkedHashMap<String, List<String>>();
        for (var role : roles) {
            var caller = api.as(acme.token(role));
            for (var row : ROWS) {
                var owner = switch (row) {
                    case "own" -> acme.actor(role).user().toString();
                    case "team" -> requireNonNull(reports.get(role));
                    default -> stranger;
                };
                var lead = lead(owner);
                actual.put(
                        role + " " + row,
                        OPERATIONS.stream()
                                .map(operation -> tried(caller, operation, lead, owner))
                                .toList());
            }
        }

        assertThat(roles).containsExactlyInAnyOrderElementsOf(keysOfRoles());
        assertThat(lines(actual)).isEqualTo(lines(expected));
    }

    private String tried(TestApi caller, String operation, String lead, String owner) {
        var before = admin.get("/leads/" + lead).data();
        var version = before.path("version").asInt();
        var at = "/leads/" + lead;
        if (operation.equals("list")) {
            return caller.get("/leads?limit=200&fields=title")
                            .data()
                            .valueStream()
                            .anyMatch(row -> row.path("id").asString().equals(lead))
                    ? "yes"
                    : "no";
        }
        var reply = switch (operation) {
            case "read" -> caller.get(at);
            case "history" -> caller.get(at + "/history");
            case "edit" -> caller.patch(at, Map.of("version", version, "company", "Changed"));
            case "remark" -> caller.post(at + "/comments", Map.of("text", "Called"));
            case "move" -> caller.post(at + "/transition", Map.of("version", version, "to", "contacted"));
            case "share" ->
                caller.post(
                        at + "/shares",
                        Map.of("userId", acme.actor("ADMIN").user().toString(), "right", "read"));
            case "unmask" -> caller.post(at + "/unmask", Map.of("fields", List.of("phone"), "reason", "Call"));
            case "delete" -> caller.delete(at + "?version=" + version);
            case "assign" ->
                caller.post(
                        at + "/reassign",
                        Map.of(
                                "version",
                                version,
                                "owner",
                                acme.actor("VIEWER").user().toString().equals(owner)
                                        ? acme.actor("ADMIN").user().toString()
                                        : acme.actor("VIEWER").user().toString(),
                                "reason",
                                "Holidays"));
            default -> throw new IllegalArgumentException(operation);
        };
        return judged(operation, reply, lead, version);
    }

    private String judged(String operation, Reply reply, String lead, int version) {
        if (reply.status() < 300) {
            if (operation.equals("delete")) {
                assertThat(admin.post("/leads/" + lead + "/restore", Map.of()).status())
                        .isEqualTo(200);
            }
            return "yes";
        }
        assertThat(reply.status()).as("%s answers %s", operation, reply.body()).isIn(403, 404);
        assertThat(admin.get("/leads/" + lead).data().path("version").asInt())
                .as("the lead after a refused %s", operation)
                .isEqualTo(version);
        return "no";
    }

    private List<String> keysOfRoles() {
        return admin.get("/roles")
                .data()
                .valueStream()
                .map(role -> role.path("key").asString())
                .toList();
    }

    private String report(String role) {
        return user(Map.of(
                "name",
                "Report of " + role,
                "email",
                "report." + role.toLowerCase(java.util.Locale.ROOT) + "@example.com",
                "managerId",
                acme.actor(role).user().toString()));
    }

    private String user(Map<String, Object> values) {
        var body = new HashMap<>(values);
        body.put("roleIds", List.of());
        return admin.post("/users", body).data().at("/user/id").asString();
    }

    private String lead(String owner) {
        return admin.post(
                        "/leads",
                        Map.of(
                                "title",
                                "Kiran Traders",
                                "source",
                                "self",
                                "owner",
                                owner,
                                "phone",
                                "+1415555%04d".formatted(++phones)))
                .data()
                .at("/lead/id")
                .asString();
    }

    private static List<String> lines(Map<String, List<String>> table) {
        return table.entrySet().stream()
                .map(row -> row.getKey() + " " + String.join(" ", row.getValue()))
                .toList();
    }

    private static Map<String, List<String>> table() {
        var table = new LinkedHashMap<String, List<String>>();
        var lines = text().lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(words(lines.getFirst()).subList(2, OPERATIONS.size() + 2)).isEqualTo(OPERATIONS);
        for (var line : lines.subList(1, lines.size())) {
            var words = words(line);
            table.put(words.get(0) + " " + words.get(1), words.subList(2, words.size()));
        }
        return table;
    }

    private static List<String> words(String line) {
        return new ArrayList<>(List.of(line.strip().split("\\s+")));
    }

    private static String text() {
        try (var stream = requireNonNull(RoleMatrixIT.class.getResourceAsStream("matrix.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
