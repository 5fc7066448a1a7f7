package io.sangam.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.UserId;
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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

/// The written tables `matrix/*.txt` against the running API (AZ-01), one for each object that people own. A record he
/// may not see answers 404 or, where he lacks the right altogether, 403; what is refused leaves the record as it was.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RoleMatrixIT {

    /// Two are other people's, too, but shared with whoever calls: to read, and to write. Of a proposal its deal is.
    private static final List<String> ROWS = List.of("own", "team", "other", "shown", "lent");

    /// Not owned by anybody: whose they are follows from a record or from the right itself. Their operations stand in
    /// `operations.txt`.
    private static final List<String> OWNERLESS = List.of("holding", "partner");

    /// Belongs to a deal, whose owner is its own.
    private static final String PROPOSAL = "proposal";

    /// Whose owner is who does it; its move is that it is done.
    private static final String TASK = "task";

    /// @param edited a text field
    /// @param moved what is said besides its version when its status changes; empty without statuses
    private record Thing(String object, String titleField, String edited, Map<String, Object> moved) {

        String path() {
            return "/" + object + "s";
        }

        @Override
        public String toString() {
            return object;
        }
    }

    /// Operations that leave a record's version as it is.
    private static final Set<String> LOOKS = Set.of("list", "read", "history", "unmask");

    private final AtomicInteger phones = new AtomicInteger();
    /// Of each record as it was last seen; asked for again once something may have changed it.
    private final Map<String, Integer> versions = new HashMap<>();
    private final TestApi api;
    private final TestTenant acme;
    private final TestApi admin;

    RoleMatrixIT(TestTenants tenants, @LocalServerPort int port) {
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api.as(acme.token("ADMIN"));
    }

    static List<Thing> things() {
        return List.of(
                new Thing("lead", "title", "company", Map.of("to", "contacted")),
                new Thing("account", "name", "notes", Map.of()),
                new Thing("contact", "firstName", "notes", Map.of()),
                new Thing("deal", "title", "description", Map.of("to", "lost", "reason", "price")),
                new Thing("ticket", "title", "description", Map.of("to", "cancelled", "reason", "duplicate")),
                new Thing(PROPOSAL, "title", "terms", Map.of()),
                new Thing(TASK, "title", "title", Map.of("outcome", "Reached")));
    }

    @Test
    void everyObjectSomebodyOwnsHasItsTable() {
        var described = admin.get("/meta/objects")
                .data()
                .valueStream()
                .map(object -> object.path("key").asString())
                .filter(object -> !OWNERLESS.contains(object))
                .toList();

        assertThat(things()).extracting(Thing::object).containsExactlyInAnyOrderElementsOf(described);
    }

    @ParameterizedTest
    @MethodSource("things")
    void allowsEachRoleWhatTheWrittenTableSaysAndNothingElse(Thing thing) {
        var table = text(thing).lines().filter(line -> !line.startsWith("#")).toList();
        var header = words(table.getFirst());
        var operations = header.subList(2, header.size());
        assertThat(operations).containsExactlyElementsOf(operationsOn(thing));
        var expected = cells(table.subList(1, table.size()));
        var roles = expected.keySet().stream()
                .map(row -> row.substring(0, row.indexOf(' ')))
                .distinct()
                .toList();
        var reports = new HashMap<String, String>();
        roles.forEach(role -> reports.put(role, report(role)));
        var stranger = user(Map.of("name", "Stranger", "email", "stranger@example.com"));
        var ofManagersReport = record(thing, requireNonNull(reports.get("MANAGER")));
        // who reports to whom may be some seconds old
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.as(acme.token("MANAGER")).get(ofManagersReport).status() == 200);

        var actual = new LinkedHashMap<String, List<String>>();
        for (var role : roles) {
            var caller = api.as(acme.token(role));
            for (var row : ROWS) {
                var owner = switch (row) {
                    case "own" -> acme.actor(role).user().toString();
                    case "team" -> requireNonNull(reports.get(role));
                    default -> stranger;
                };
                var path = record(thing, owner);
                switch (row) {
                    case "shown" -> share(thing, path, acme.actor(role).user(), "read");
                    case "lent" -> share(thing, path, acme.actor(role).user(), "write");
                    default -> {}
                }
                actual.put(
                        role + " " + row,
                        operations.stream()
                                .map(operation -> tried(caller, operation, thing, path, owner))
                                .toList());
            }
        }

        assertThat(roles).containsExactlyInAnyOrderElementsOf(keysOfRoles());
        assertThat(lines(actual)).isEqualTo(lines(expected));
    }

    private static List<String> operationsOn(Thing thing) {
        return Stream.of("list", "read", "history", "edit", "remark", "move", "share", "unmask", "delete", "assign")
                .filter(operation -> !operation.equals("move") || !thing.moved().isEmpty())
                .filter(operation ->
                        !operation.equals("assign") || !thing.object().equals(PROPOSAL))
                .toList();
    }

    private String tried(TestApi caller, String operation, Thing thing, String path, String owner) {
        if (operation.equals("list")) {
            return caller.get(thing.path() + "?limit=200&fields=" + thing.titleField())
                            .data()
                            .valueStream()
                            .anyMatch(row -> path.endsWith("/" + row.path("id").asString()))
                    ? "yes"
                    : "no";
        }
        var version = versions.computeIfAbsent(path, this::version);
        var reply = switch (operation) {
            case "read" -> caller.get(path);
            case "history" -> caller.get(path + "/history");
            case "edit" -> caller.patch(path, Map.of("version", version, thing.edited(), "Changed"));
            case "remark" -> caller.post(path + "/comments", Map.of("text", "Called"));
            case "move" -> {
                var body = new HashMap<>(thing.moved());
                body.put("version", version);
                yield caller.post(path + (thing.object().equals(TASK) ? "/complete" : "/transition"), body);
            }
            case "share" ->
                caller.post(
                        path + "/shares",
                        Map.of("userId", acme.actor("ADMIN").user().toString(), "right", "read"));
            case "unmask" -> caller.post(path + "/unmask", Map.of("fields", List.of("createdBy"), "reason", "Call"));
            case "delete" -> caller.delete(path + "?version=" + version);
            case "assign" -> {
                var heir = acme.actor("VIEWER").user().toString().equals(owner) ? "ADMIN" : "VIEWER";
                var user = acme.actor(heir).user().toString();
                yield thing.object().equals(TASK)
                        ? caller.patch(path, Map.of("version", version, "assignee", user))
                        : caller.post(
                                path + "/reassign", Map.of("version", version, "owner", user, "reason", "Holidays"));
            }
            default -> throw new IllegalArgumentException(operation);
        };
        return judged(operation, reply, path, version);
    }

    private String judged(String operation, Reply reply, String path, int version) {
        if (reply.status() < 300) {
            if (!LOOKS.contains(operation)) {
                versions.remove(path);
            }
            if (operation.equals("delete")) {
                assertThat(admin.post(path + "/restore", Map.of()).status()).isEqualTo(200);
            } else if (operation.equals("move") && path.startsWith("/tasks/")) {
                // nobody gives away what is done
                assertThat(admin.post(path + "/reopen", Map.of("version", version(path)))
                                .status())
                        .isEqualTo(200);
            }
            return "yes";
        }
        assertThat(reply.status()).as("%s answers %s", operation, reply.body()).isIn(403, 404);
        assertThat(version(path)).as("the record after a refused %s", operation).isEqualTo(version);
        return "no";
    }

    private int version(String path) {
        return admin.get(path).data().path("version").asInt();
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

    /// Where it is to be found.
    private String record(Thing thing, String owner) {
        var body = new HashMap<String, Object>(Map.of(thing.titleField(), "Kiran Traders"));
        if (thing.object().equals(PROPOSAL)) {
            var deal = admin.post("/deals", Map.of("title", "Kiran Traders", "owner", owner));
            body.put("deal", deal.data().path("id").asString());
        } else if (thing.object().equals(TASK)) {
            body.put("assignee", owner);
            body.put("dueAt", "2099-01-01T10:00:00Z");
        } else {
            body.put("owner", owner);
        }
        if (thing.object().equals("lead")) {
            body.put("source", "self");
            body.put("phone", "+1415555%04d".formatted(phones.incrementAndGet()));
        }
        var made = admin.post(thing.path(), body);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        // a lead comes with what became of the enquiry
        var id = made.data().at("/lead/id");
        return thing.path() + "/" + (id.isMissingNode() ? made.data().path("id") : id).asString();
    }

    private void share(Thing thing, String path, UserId user, String right) {
        var shared = thing.object().equals(PROPOSAL)
                ? "/deals/" + admin.get(path).data().at("/deal/id").asString()
                : path;
        assertThat(admin.post(shared + "/shares", Map.of("userId", user.toString(), "right", right))
                        .status())
                .isEqualTo(201);
    }

    private static List<String> lines(Map<String, List<String>> table) {
        return table.entrySet().stream()
                .map(row -> row.getKey() + " " + String.join(" ", row.getValue()))
                .toList();
    }

    private static Map<String, List<String>> cells(List<String> lines) {
        var table = new LinkedHashMap<String, List<String>>();
        for (var line : lines) {
            var words = words(line);
            table.put(words.get(0) + " " + words.get(1), words.subList(2, words.size()));
        }
        return table;
    }

    private static List<String> words(String line) {
        return new ArrayList<>(List.of(line.strip().split("\\s+")));
    }

    private static String text(Thing thing) {
        try (var stream = requireNonNull(
                RoleMatrixIT.class.getResourceAsStream("matrix/" + thing.object() + ".txt"), thing.object())) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
