package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.OperationBook;
import io.sangam.OperationBook.Call;
import io.sangam.OperationBook.Whose;
import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// Attack cases CC-01 and CC-02: every operation that takes a version, two writers with the same one at the same time.
/// One is served, the other refused, and what the company's tables gain is what one writer alone makes them gain.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class StaleVersionsIT {

    private static final int ROUNDS = 2;

    /// Operations on one thing that take no version, and why two of them at once do no harm.
    private static final Map<String, String> WITHOUT = new TreeMap<>(Map.ofEntries(
            Map.entry("DELETE /{all}/{id}/comments/{commentId}", "taking away what is gone is a 404"),
            Map.entry("DELETE /{all}/{id}/favourite", "one's own mark, on or off"),
            Map.entry("PUT /{all}/{id}/favourite", "one's own mark, on or off"),
            Map.entry("POST /{all}/{id}/comments", "adds, changes nothing"),
            Map.entry("POST /{all}/{id}/restore", "only from the trash: the second finds it restored"),
            Map.entry("POST /{all}/{id}/shares", "adds, or replaces one person's share"),
            Map.entry("DELETE /{all}/{id}/shares/{shareId}", "taking away what is gone is a 404"),
            Map.entry("POST /{all}/{id}/unmask", "shows, changes nothing"),
            Map.entry("POST /tickets/{id}/split", "makes one more, changes nothing"),
            Map.entry("POST /tickets/{id}/rating-link", "shows, changes nothing"),
            Map.entry("POST /proposals/{id}/link", "shows, changes nothing"),
            Map.entry("POST /pipelines/{id}/default", "makes one the default, whatever was before"),
            Map.entry("POST /users/{id}/invitation", "the last one sent counts"),
            Map.entry("DELETE /users/{id}/invitation", "withdrawing what is withdrawn is refused"),
            Map.entry("POST /users/{id}/reopen-sign-in", "forgets wrong passwords"),
            Map.entry("POST /users/{id}/one-time-password", "the last one given counts"),
            Map.entry("POST /assignment-requests/{id}/approve", "moves on from one state only"),
            Map.entry("POST /assignment-requests/{id}/reject", "moves on from one state only"),
            Map.entry("POST /assignment-requests/{id}/withdraw", "moves on from one state only"),
            Map.entry("POST /approvals/{id}/approve", "names the step its author saw"),
            Map.entry("POST /approvals/{id}/reject", "names the step its author saw"),
            Map.entry("POST /approvals/{id}/delegate", "names the step its author saw"),
            Map.entry("POST /approvals/{id}/withdraw", "moves on from one state only"),
            Map.entry("POST /recycling/{id}/take", "moves on from one state only"),
            Map.entry("POST /bulk-operations/{id}/cancel", "moves on from one state only"),
            Map.entry("POST /bulk-operations/{id}/undo", "moves on from one state only"),
            Map.entry("POST /change-sets/{id}/undo", "refused where something newer stands on it"),
            Map.entry("POST /imports/{id}/cancel", "moves on from one state only"),
            Map.entry("POST /imports/{id}/check", "moves on from one state only"),
            Map.entry("POST /imports/{id}/start", "moves on from one state only"),
            Map.entry("POST /imports/{id}/undo", "moves on from one state only"),
            Map.entry("POST /events/dead-letters/{id}/replay", "only what is dead"),
            Map.entry("POST /jobs/dead/{id}/replay", "only what is dead"),
            Map.entry("POST /lead-sources/arrivals/{id}/replay", "only what failed"),
            Map.entry("POST /lead-sources/{id}/secret", "the last one given counts"),
            Map.entry("POST /webhooks/deliveries/{id}/replay", "only what is not on its way"),
            Map.entry("POST /webhooks/{id}/secret", "the last two given count"),
            Map.entry("POST /webhooks/{id}/replay", "sends what is dead"),
            Map.entry("POST /webhooks/{id}/test", "sends one more message"),
            Map.entry("POST /merges/{id}/undo", "refused where they are apart already"),
            Map.entry("POST /duplicates/{id}/dismiss", "sets aside what may be set aside already"),
            Map.entry("POST /notifications/{id}/read", "one's own mark"),
            Map.entry("PUT /my-day/put-off/{object}/{id}", "one's own mark, on or off"),
            Map.entry("DELETE /my-day/put-off/{object}/{id}", "one's own mark, on or off"),
            Map.entry("DELETE /my-day/put-off", "one's own marks, off"),
            Map.entry("PUT /notifications/mutes/{object}/{id}", "one's own mark, on or off"),
            Map.entry("DELETE /notifications/mutes/{object}/{id}", "one's own mark, on or off"),
            Map.entry("POST /sso/providers/{id}/test", "asks the provider, changes nothing"),
            Map.entry("POST /users/{id}/second-factor/reset", "taking away what is gone changes nothing"),
            Map.entry("DELETE /api-keys/{id}", "ending what has ended changes nothing")));

    private final TestApi api;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final String counting;
    private final TestTenant acme;
    private final TestApi admin;
    private final OperationBook book;

    StaleVersionsIT(TestTenants tenants, DSLContext db, TransactionOperations transactions, @LocalServerPort int port) {
        this.api = new TestApi(port);
        this.db = db;
        this.transactions = transactions;
        this.counting = counting(db);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api.as(acme.token("ADMIN"));
        this.book = new OperationBook(acme, api);
    }

    @Test
    void ofTwoWritersWithTheSameVersionOneIsRefusedAndWritesNothing() throws Exception {
        var checks = new SoftAssertions();
        var versioned = versioned();
        checks.assertThat(book.operations()).containsAll(versioned);

        for (var operation : versioned) {
            var whose = new Whose(admin, acme.actor("ADMIN").user().toString());
            var alone = alone(checks, operation, book.call(operation, whose));
            for (var round = 0; round < ROUNDS; round++) {
                race(checks, operation, book.call(operation, whose), alone);
            }
        }

        checks.assertAll();
    }

    @Test
    void whatTakesNoVersionSaysWhy() {
        var versioned = versioned();
        var unexplained = OperationBook.described(api).stream()
                .filter(operation -> !operation.startsWith("GET ") && operation.contains("{id}"))
                .filter(operation -> !versioned.contains(operation))
                .filter(operation -> !WITHOUT.containsKey(operation)
                        && !WITHOUT.containsKey(operation.replaceFirst(
                                " /(leads|deals|tickets|tasks|partners|accounts|contacts|holdings|proposals)/",
                                " /{all}/")))
                .toList();

        assertThat(unexplained).isEmpty();
    }

    private Map<String, Integer> alone(SoftAssertions checks, String operation, Call call) {
        var before = counts();
        var reply = call.send(admin);
        checks.assertThat(reply.status())
                .as("%s alone: %s", operation, reply.body())
                .isBetween(200, 299);
        return gain(before, counts());
    }

    private void race(SoftAssertions checks, String operation, Call call, Map<String, Integer> alone) throws Exception {
        var before = counts();
        var replies = together(call);
        var won = replies.stream().filter(reply -> reply.status() < 300).count();
        checks.assertThat(won).as("%s: %s", operation, replies).isEqualTo(1);
        for (var reply : replies) {
            if (reply.status() >= 300) {
                assertRefused(checks, operation, reply);
            }
        }
        assertRefused(checks, operation, call.send(admin));
        checks.assertThat(gain(before, counts()))
                .as("what the tables gained by %s, sent three times", operation)
                .isEqualTo(alone);
    }

    /// A stale version, or for what its winner has deleted: nothing there any more.
    private static void assertRefused(SoftAssertions checks, String operation, Reply reply) {
        if (operation.startsWith("DELETE ")) {
            checks.assertThat(reply.status())
                    .as("%s: %s", operation, reply.body())
                    .isIn(404, 409);
        } else {
            checks.assertThat(reply.status())
                    .as("%s: %s", operation, reply.body())
                    .isEqualTo(409);
        }
    }

    private List<Reply> together(Call call) throws Exception {
        var barrier = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = new ArrayList<java.util.concurrent.Future<Reply>>();
            for (var i = 0; i < 2; i++) {
                both.add(threads.submit(() -> {
                    barrier.await();
                    return call.send(admin);
                }));
            }
            return List.of(both.get(0).get(), both.get(1).get());
        }
    }

    /// By the API's own description: a version in the body or the query.
    private Set<String> versioned() {
        var document = api.get("/openapi.json").body();
        var found = new TreeSet<String>();
        for (var operation : OperationBook.described(api)) {
            var method = operation.substring(0, operation.indexOf(' '));
            var described = document.path("paths")
                    .path("/api/v1" + operation.substring(operation.indexOf(' ') + 1))
                    .path(method.toLowerCase(java.util.Locale.ROOT));
            var inQuery = described
                    .path("parameters")
                    .valueStream()
                    .anyMatch(each -> each.path("name").asString().equals("version"));
            var schema = described.at("/requestBody/content/application~1json/schema");
            if (inQuery || properties(document, schema).has("version")) {
                found.add(operation);
            }
        }
        assertThat(found).hasSizeGreaterThan(25);
        return found;
    }

    private static JsonNode properties(JsonNode document, JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return (reference.isEmpty() ? schema : document.at(reference.substring(1))).path("properties");
    }

    private static Map<String, Integer> gain(Map<String, Integer> before, Map<String, Integer> after) {
        var gained = new TreeMap<String, Integer>();
        after.forEach((table, count) -> {
            var more = count - before.getOrDefault(table, 0);
            if (more != 0) {
                gained.put(table, more);
            }
        });
        return gained;
    }

    /// Rows of each of the company's tables, once nothing is under way.
    private Map<String, Integer> counts() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("select count(*) from events.delivery where status = 'pending'") == 0);
        return acme.in(() -> Objects.requireNonNull(transactions.execute(_ ->
                db.fetch(counting).intoMap(row -> row.get(0, String.class), row -> row.get(1, Integer.class)))));
    }

    /// One statement that counts them all: they are counted hundreds of times.
    private static String counting(DSLContext db) {
        return db.fetch("""
                        select table_schema || '.' || table_name from information_schema.columns
                        where column_name = 'tenant_id' and table_schema not in ('limits', 'idempotency')
                            and table_schema || '.' || table_name not in
                                ('identity.session', 'identity.refresh_token', 'jobs.daily_run', 'tenancy.sequence',
                                 'records.duplicate_search', 'records.duplicate')
                        """).getValues(0, String.class).stream()
                .map(table -> "select '" + table + "', count(*)::int from " + table)
                .collect(Collectors.joining(" union all "));
    }

    private int count(String sql) {
        return acme.in(() -> Objects.requireNonNull(
                transactions.execute(_ -> db.fetchSingle(sql).get(0, Integer.class))));
    }
}
