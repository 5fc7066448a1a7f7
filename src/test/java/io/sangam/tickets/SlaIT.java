package io.sangam.tickets;

import static io.sangam.tickets.db.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// What is promised about tickets, what follows when it is not kept, and that it follows once.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SlaIT {

    private final Escalations escalations;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final TestApi api;
    private final TestTenant acme;
    private final TestApi admin;

    SlaIT(
            TestTenants tenants,
            Escalations escalations,
            DSLContext db,
            TransactionOperations transactions,
            Clock clock,
            @LocalServerPort int port) {
        this.escalations = escalations;
        this.db = db;
        this.transactions = transactions;
        this.clock = clock;
        this.api = new TestApi(port);
        this.acme = tenants.create(Preset.SIMPLE);
        this.admin = api.as(acme.token("ADMIN"));
        promise(true, Map.of());
    }

    /// Around the clock, so that the tests mean the same at any hour.
    private void promise(boolean active, Map<String, Integer> firstMinutes) {
        var targets = new ArrayList<Map<String, Object>>();
        var first = new HashMap<>(Map.of("low", 4_320, "normal", 1_440, "high", 480, "urgent", 240, "critical", 60));
        first.putAll(firstMinutes);
        for (var priority : Priority.values()) {
            var minutes = Objects.requireNonNull(first.get(priority.key()));
            targets.add(Map.of("priority", priority.key(), "firstMinutes", minutes, "resolveMinutes", 2 * minutes));
        }
        var reply = admin.put(
                "/tickets/sla",
                Map.of(
                        "version",
                        admin.get("/tickets/sla").data().path("version"),
                        "policy",
                        Map.of("active", active, "aroundTheClock", true, "targets", targets)));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }

    @Test
    void promisesWhatTheSpecificationSays() {
        var fresh = SlaPolicy.DEFAULT;

        assertThat(fresh.active()).isTrue();
        assertThat(fresh.aroundTheClock()).isFalse();
        assertThat(fresh.targets().stream().map(target -> target.firstMinutes() / 60))
                .containsExactly(72, 24, 8, 4, 1);
        assertThat(fresh.targets())
                .allSatisfy(target -> assertThat(target.resolveMinutes()).isEqualTo(2 * target.firstMinutes()));
    }

    @Test
    void bothClocksBeginWithTheTicket() {
        var ticket = seen(made(Map.of("priority", "high")));

        assertThat(left(ticket, "createdAt", "slaFirstDue")).isEqualTo(Duration.ofHours(8));
        assertThat(left(ticket, "createdAt", "slaResolveDue")).isEqualTo(Duration.ofHours(16));
    }

    @Test
    void anotherPriorityIsAnotherPromise() {
        var ticket = made(Map.of("priority", "normal"));

        patch(ticket, Map.of("priority", "urgent"));

        assertThat(left(seen(ticket), "createdAt", "slaFirstDue")).isEqualTo(Duration.ofHours(4));
        assertThat(left(seen(ticket), "createdAt", "slaResolveDue")).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void anotherPromiseIsForTicketsThatBeginLater() {
        var before = made(Map.of("priority", "normal"));
        promise(true, Map.of("normal", 10));
        var after = made(Map.of("priority", "normal"));

        move(before, "in_progress");
        move(before, "waiting_customer");
        move(before, "in_progress");

        assertThat(left(seen(before), "createdAt", "slaResolveDue")).isGreaterThan(Duration.ofHours(47));
        assertThat(left(seen(after), "createdAt", "slaResolveDue")).isEqualTo(Duration.ofMinutes(20));
        promise(false, Map.of());
        assertThat(seen(made(Map.of())).path("slaFirstDue").isNull()).isTrue();
    }

    @Test
    void whatIsPromisedIsCompleteAndChangedByAdministratorsOnly() {
        var policy = admin.get("/tickets/sla").data();
        var incomplete = Map.of("active", true, "aroundTheClock", true, "targets", List.of());
        var stale = Map.of("version", policy.path("version").asInt() - 1, "policy", policy.path("policy"));

        assertThat(admin.put("/tickets/sla", Map.of("version", policy.path("version"), "policy", incomplete))
                        .body()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("TARGETS_INVALID");
        assertThat(admin.put("/tickets/sla", stale).code()).isEqualTo("VERSION_CONFLICT");
        assertThat(api.as(acme.token("MANAGER"))
                        .put("/tickets/sla", Map.of("version", policy.path("version"), "policy", policy.path("policy")))
                        .status())
                .isEqualTo(403);
        assertThat(api.as(acme.token("SUPPORT")).get("/tickets/sla").status()).isEqualTo(403);
    }

    @Test
    void theClocksStandStillWhileWeWaitForTheCustomer() {
        var ticket = made(Map.of("priority", "normal"));
        move(ticket, "in_progress");
        move(ticket, "waiting_customer");

        var waiting = seen(ticket);
        assertThat(waiting.path("slaPaused").asBoolean()).isTrue();
        assertThat(waiting.path("slaResolveDue").isNull()).isTrue();
        // for as long as one likes
        send(Duration.ofDays(400));
        assertThat(seen(ticket).path("escalationLevel").asInt()).isZero();

        move(ticket, "in_progress");
        assertThat(seen(ticket).path("slaPaused").asBoolean()).isFalse();
        assertThat(left(seen(ticket), "statusSince", "slaResolveDue"))
                // the clock went on a moment after the status was set
                .isBetween(Duration.ofHours(47), Duration.ofHours(48).plusMinutes(10));
    }

    @Test
    void warnsOnceAndEscalatesOncePerClock() {
        var ticket = made(Map.of("priority", "normal"));

        send(Duration.ofMinutes(19 * 60 + 11));
        assertThat(kinds("SUPPORT", ticket)).doesNotContain("slaWarning");
        send(Duration.ofMinutes(19 * 60 + 13));
        send(Duration.ofMinutes(19 * 60 + 14));
        assertThat(kinds("SUPPORT", ticket)).containsOnlyOnce("slaWarning");
        assertThat(verbs(ticket)).containsOnlyOnce("slaWarned");

        send(Duration.ofHours(24).plusSeconds(1));
        send(Duration.ofHours(25));
        var late = seen(ticket);
        assertThat(late.path("escalationLevel").asInt()).isEqualTo(1);
        assertThat(late.path("priority").asString()).isEqualTo("high");
        assertThat(late.path("escalationReason").asString()).isEqualTo("first");
        assertThat(late.path("firstBreachedAt")).isEqualTo(late.path("slaFirstDue"));
        assertThat(left(late, "createdAt", "slaResolveDue"))
                .as("raised, not promised anew")
                .isEqualTo(Duration.ofHours(48));

        send(Duration.ofHours(49));
        send(Duration.ofHours(500));
        var later = seen(ticket);
        assertThat(later.path("escalationLevel").asInt()).isEqualTo(2);
        assertThat(later.path("priority").asString()).isEqualTo("urgent");
        assertThat(later.path("escalationReason").asString()).isEqualTo("resolve");
        assertThat(verbs(ticket).stream().filter("escalated"::equals)).hasSize(2);
        assertThat(kinds("SUPPORT", ticket).stream().filter("slaBreach"::equals))
                .hasSize(2);
        assertThat(kinds("ADMIN", ticket).stream().filter("slaBreach"::equals))
                .as("nobody is above the owner")
                .hasSize(2);
    }

    @Test
    void escalatesToWhoIsAboveTheOwner() {
        var support = "/users/" + acme.actor("SUPPORT").user();
        var boss = acme.actor("MANAGER").user().toString();
        admin.patch(
                support,
                Map.of(
                        "version",
                        admin.get("/users?query=support@example.com").data().at("/0/version"),
                        "managerId",
                        boss));

        // who reports to whom may be some seconds old
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var ticket = made(Map.of("owner", acme.actor("SUPPORT").user().toString()));
            send(Duration.ofHours(25));
            assertThat(seen(ticket).at("/escalatedTo/id").asString()).isEqualTo(boss);
        });
    }

    @Test
    void afterADayOfDowntimeAllIsCaughtUpOnce() {
        var ticket = made(Map.of("priority", "critical"));

        send(Duration.ofDays(1));
        send(Duration.ofDays(1));

        assertThat(verbs(ticket)).doesNotContain("slaWarned");
        assertThat(verbs(ticket).stream().filter("escalated"::equals)).hasSize(2);
        assertThat(seen(ticket).path("escalationLevel").asInt()).isEqualTo(2);
        assertThat(seen(ticket).path("priority").asString()).isEqualTo("critical");
    }

    @Test
    void anAnswerAndAResolutionEndTheirClocks() {
        var ticket = made(Map.of("priority", "normal"));
        move(ticket, "in_progress");
        send(Duration.ofHours(47));
        assertThat(seen(ticket).path("firstBreachedAt").isNull()).isTrue();
        assertThat(verbs(ticket).stream().filter("slaWarned"::equals)).hasSize(1);

        move(ticket, "resolved");
        send(Duration.ofHours(1_000));
        move(ticket, "closed");

        var done = seen(ticket);
        assertThat(done.path("resolveBreachedAt").isNull()).isTrue();
        assertThat(done.path("escalationLevel").asInt()).isZero();
        assertThat(done.path("slaResolveDue").isNull()).as("kept to be read").isFalse();

        move(ticket, "open");
        send(Duration.ofHours(1_000));
        assertThat(seen(ticket).path("escalationLevel").asInt())
                .as("the clock of a reopened ticket goes on")
                .isEqualTo(1);
    }

    @Test
    void whatIsLateWhenItIsPausedIsEscalatedAllTheSame() {
        var ticket = made(Map.of("priority", "normal"));
        move(ticket, "in_progress");
        acme.run(() -> transactions.executeWithoutResult(_ -> db.update(TICKET)
                .set(TICKET.SLA_RESOLVE_DUE, clock.instant().minusSeconds(5))
                .where(TICKET.TENANT_ID.eq(acme.id()))
                .and(TICKET.ID.eq(UUID.fromString(ticket)))
                .execute()));

        move(ticket, "waiting_customer");
        send(Duration.ZERO);
        send(Duration.ofDays(400));

        assertThat(verbs(ticket).stream().filter("escalated"::equals)).hasSize(1);
        assertThat(seen(ticket).path("resolveBreachedAt").isNull()).isFalse();
    }

    @Test
    void aDeletedTicketSaysNothingUntilItIsBack() {
        var ticket = made(Map.of("priority", "normal"));
        admin.delete("/tickets/" + ticket + "?version=" + seen(ticket).path("version"));
        send(Duration.ofHours(100));
        admin.post("/tickets/" + ticket + "/restore", null);
        assertThat(seen(ticket).path("escalationLevel").asInt()).isZero();

        send(Duration.ofHours(100));

        assertThat(seen(ticket).path("escalationLevel").asInt()).isEqualTo(2);
    }

    /// Eight workers at once, as in several processes.
    @Test
    void manyWorkersSayItOnce() throws Exception {
        var tickets = new ArrayList<String>();
        for (var n = 0; n < 12; n++) {
            tickets.add(made(Map.of("priority", "normal")));
        }
        var then = clock.instant().plus(Duration.ofHours(100));
        var start = new CyclicBarrier(8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Integer>>();
            for (var n = 0; n < 8; n++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return escalations.send(then);
                }));
            }
            for (var each : all) {
                each.get();
            }
        }
        // what another worker held is left to the next round
        escalations.send(then);

        for (var ticket : tickets) {
            assertThat(verbs(ticket).stream().filter("escalated"::equals)).hasSize(2);
        }
    }

    private void send(Duration later) {
        escalations.send(clock.instant().plus(later));
    }

    private String made(Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("title", "The scanner is silent"));
        body.putAll(more);
        var reply = admin.post("/tickets", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("id").asString();
    }

    private JsonNode seen(String ticket) {
        return admin.get("/tickets/" + ticket).data();
    }

    private void patch(String ticket, Map<String, Object> change) {
        var body = new HashMap<String, Object>(change);
        body.put("version", seen(ticket).path("version"));
        assertThat(admin.patch("/tickets/" + ticket, body).status()).isEqualTo(200);
    }

    private void move(String ticket, String to) {
        var body = new HashMap<String, Object>(Map.of("version", seen(ticket).path("version"), "to", to));
        if (to.equals("resolved")) {
            body.put("fields", Map.of("resolution", "fixed", "resolutionNotes", "A cable was loose"));
        }
        var reply = admin.post("/tickets/" + ticket + "/transition", body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }

    private List<String> verbs(String ticket) {
        return admin.get("/tickets/" + ticket + "/timeline")
                .data()
                .valueStream()
                .map(entry -> entry.path("verb").asString())
                .toList();
    }

    private List<String> kinds(String role, String ticket) {
        return api.as(acme.token(role))
                .get("/notifications?limit=100")
                .data()
                .valueStream()
                .filter(notice -> notice.path("recordId").asString().equals(ticket))
                .map(notice -> notice.path("kind").asString())
                .toList();
    }

    private static Duration left(JsonNode ticket, String from, String to) {
        return Duration.between(
                Instant.parse(ticket.path(from).asString()),
                Instant.parse(ticket.path(to).asString()));
    }
}
