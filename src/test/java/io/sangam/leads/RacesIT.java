package io.sangam.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Actor;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

/// Many at once: attack cases CC-03 (the main POSTs), CC-06 and CC-10.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RacesIT {

    private record Kept(String path, Map<String, Object> body, String table) {}

    private final TestTenants tenants;
    private final Leads leads;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestApi api;

    RacesIT(
            TestTenants tenants,
            Leads leads,
            DSLContext db,
            TransactionOperations transactions,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.leads = leads;
        this.db = db;
        this.transactions = transactions;
        this.api = new TestApi(port);
    }

    @Test
    void aHundredAtOnceWithOneKeyMakeOneOfEachKind() throws Exception {
        var acme = tenants.create(Preset.SIMPLE);
        var admin = api.as(acme.token("ADMIN"));
        var lead = lead(admin, 1);
        var due = Instant.now().plus(Duration.ofDays(3)).toString();
        var posts = List.of(
                new Kept("/leads", Map.of("source", "self", "phone", "+14155550102"), "leads.lead"),
                new Kept("/tasks", Map.of("title", "Call", "kind", "call", "dueAt", due), "tasks.task"),
                new Kept("/partners", Map.of("name", "Lotus"), "partners.partner"),
                new Kept("/leads/" + lead + "/comments", Map.of("text", "Called"), "records.comment"),
                new Kept("/teams", Map.of("name", "North"), "identity.team"),
                new Kept(
                        "/users",
                        Map.of("name", "Zoya", "email", "zoya@example.com", "roleIds", List.of()),
                        "identity.user_account"),
                new Kept(
                        "/views",
                        Map.of(
                                "object",
                                "lead",
                                "name",
                                "Mine",
                                "definition",
                                Map.of(),
                                "shared",
                                false,
                                "position",
                                0),
                        "records.saved_view"),
                new Kept(
                        "/webhooks",
                        Map.of("name", "Out", "url", "http://localhost:9/", "events", List.of("lead.deleted")),
                        "webhooks.subscription"),
                new Kept(
                        "/bulk-operations",
                        Map.of(
                                "object",
                                "lead",
                                "action",
                                "update",
                                "records",
                                List.of(Map.of("id", lead)),
                                "input",
                                Map.of("company", "Kites")),
                        "bulk.operation"));

        for (var post : posts) {
            // each on a token of its own: a thousand requests a minute
            var caller = api.as(acme.token("ADMIN")).with("Idempotency-Key", "once");
            var before = rows(acme, post.table());
            var replies = together(100, _ -> () -> caller.post(post.path(), post.body()));

            assertThat(replies)
                    .as(post.path())
                    .allSatisfy(reply -> assertThat(reply.status())
                            .as(reply.body().toString())
                            .isBetween(200, 299));
            assertThat(replies.stream().map(Reply::body).distinct())
                    .as(post.path())
                    .hasSize(1);
            // a lead brings its first task, which is counted with the tasks
            assertThat(rows(acme, post.table()) - before).as(post.path()).isEqualTo(1);
        }
    }

    @Test
    void numbersAreUniqueThoughOneInTenIsRolledBack() throws Exception {
        var acme = tenants.create(Preset.SIMPLE);
        var actor = acme.actor("ADMIN");
        var numbers = ConcurrentHashMap.<String>newKeySet();
        var taken = new AtomicInteger();

        try (var threads = Executors.newFixedThreadPool(16)) {
            var all = IntStream.range(0, 1_000)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> numbered(actor, i, numbers, taken)))
                    .toList();
            for (var each : all) {
                each.get();
            }
        }

        assertThat(taken).hasValue(900);
        assertThat(numbers).hasSize(900).allMatch(number -> number.matches("LEAD-\\d{4}-\\d{5}"));
    }

    private void numbered(Actor actor, int i, Set<String> numbers, AtomicInteger taken) {
        var number = TenantScope.call(
                actor.tenant(),
                () -> Objects.requireNonNull(transactions.execute(transaction -> {
                    var made = leads.takeImported(
                            actor,
                            new Intake(
                                    new HashMap<>(Map.of(
                                            "title",
                                            "Numbered " + i,
                                            "source",
                                            "self",
                                            "phone",
                                            "+1415%07d".formatted(5_570_000 + i))),
                                    List.of(),
                                    Optional.empty(),
                                    Intake.OnDuplicate.CREATE),
                            false);
                    if (i % 10 == 0) {
                        transaction.setRollbackOnly();
                        return "";
                    }
                    return Objects.requireNonNull(made.text("number"));
                })));
        if (!String.valueOf(number).isEmpty()) {
            assertThat(numbers.add(String.valueOf(number)))
                    .as("given twice: " + number)
                    .isTrue();
            taken.incrementAndGet();
        }
    }

    /// Bulk operations over the same records in opposite orders, and single edits in between.
    @Test
    void nobodyHearsOfADeadlock() throws Exception {
        var acme = tenants.create(Preset.SIMPLE);
        var admin = api.as(acme.token("ADMIN"));
        var leads = IntStream.range(0, 12).mapToObj(i -> lead(admin, 100 + i)).toList();
        var tokens = IntStream.range(0, 8).mapToObj(_ -> acme.token("ADMIN")).toList();
        var rounds = 3;

        var replies = together(8, worker -> () -> {
            var caller = api.as(tokens.get(worker));
            var order = worker % 2 == 0 ? leads : leads.reversed();
            var worst = caller.get("/me");
            for (var round = 0; round < rounds; round++) {
                var reply = caller.post("/bulk-operations", edit(order, "Company " + worker + "." + round));
                for (var lead : order) {
                    var version =
                            caller.get("/leads/" + lead).data().path("version").asInt();
                    var edited = caller.patch("/leads/" + lead, Map.of("version", version, "city", "City " + worker));
                    worst = edited.status() > worst.status() ? edited : worst;
                }
                worst = reply.status() > worst.status() ? reply : worst;
            }
            return worst;
        });

        assertThat(replies)
                .allSatisfy(reply ->
                        assertThat(reply.status()).as(reply.body().toString()).isIn(200, 202, 409));
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(
                                admin.get("/bulk-operations?limit=50").data())
                        .hasSize(8 * rounds)
                        .allSatisfy(each ->
                                assertThat(each.path("status").asString()).isEqualTo("done")));
        var failures = new ArrayList<String>();
        for (var operation : admin.get("/bulk-operations?limit=50").data()) {
            var path = "/bulk-operations/" + operation.path("id").asString() + "/failures";
            admin.get(path)
                    .data()
                    .forEach(failure -> failures.add(failure.path("code").asString()));
        }
        assertThat(failures)
                .as("without a version nothing is stale, and what collides is tried again")
                .doesNotContain("INTERNAL_ERROR", "CONCURRENT_CHANGE");
        assertThat(rows(acme, "jobs.dead_job")).isZero();
    }

    private static Map<String, Object> edit(List<String> leads, String company) {
        return Map.of(
                "object",
                "lead",
                "action",
                "update",
                "records",
                leads.stream().map(lead -> Map.of("id", lead)).toList(),
                "input",
                Map.of("company", company));
    }

    private static String lead(TestApi admin, int number) {
        return admin.post("/leads", Map.of("source", "self", "phone", "+1415%07d".formatted(5_560_000 + number)))
                .data()
                .at("/lead/id")
                .asString();
    }

    private interface Work {
        Callable<Reply> of(int worker);
    }

    private static List<Reply> together(int count, Work work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(
                    IntStream.range(0, count).mapToObj(work::of).toList());
            var replies = new ArrayList<Reply>();
            for (var each : all) {
                replies.add(each.get());
            }
            return replies;
        }
    }

    private int rows(TestTenant tenant, String table) {
        return tenant.in(() -> Objects.requireNonNull(transactions.execute(
                _ -> db.fetchSingle("select count(*) from " + table).get(0, Integer.class))));
    }
}
