package io.sangam.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.Endpoint;
import io.sangam.TestApi;
import io.sangam.database.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Attack cases CR-01 to CR-03, WH-11 and IM-03: two processes of the packaged jar on one database, twenty `kill -9`,
/// of one and the other in turn, while leads come in from clients that repeat what was not answered, and while files
/// are imported. Afterwards every ledger must agree: the clients', the database's and that of the webhook's receiver.
@Tag("alone")
class CrashIT {

    /// Fewer only while one works on the test itself.
    private static final int KILLS = Integer.getInteger("sangam.crash.kills", 20);
    private static final int CLIENTS = 4;
    private static final int ROWS = 150;
    /// Between one lead of a client and the next. Longer while a process starts, which has no core for itself: what is
    /// to be proved happens at the kills.
    private static final int PAUSE_MS = 150;
    private static final int PAUSE_AT_START_MS = 600;
    private static final String PASSWORD = "eight quiet herons";

    /// Signs in again when its access token has run out, as a browser would: on a slow machine twenty kills take longer
    /// than a token lives.
    private static final class Session {

        private final List<String> tokens = new CopyOnWriteArrayList<>();

        Session(Lives process) {
            tokens.add(login(process, "admin@example.com", PASSWORD));
        }

        TestApi.Reply ask(Lives process, Ask ask) {
            var reply = ask.of(new TestApi(process.port()).as(tokens.getLast()));
            if (reply.status() != 401) {
                return reply;
            }
            try {
                tokens.add(login(process, "admin@example.com", PASSWORD));
            } catch (AssertionError refused) {
                throw new IllegalStateException("not now", refused);
            }
            return ask.of(new TestApi(process.port()).as(tokens.getLast()));
        }
    }

    private interface Ask {
        TestApi.Reply of(TestApi api);
    }

    /// Repeats until somebody answers for good.
    private record Client(List<Lives> processes, Session session) {

        TestApi.Reply post(String path, Object body, String key, BooleanSupplier patient) {
            for (var attempt = 0; ; attempt++) {
                var process = processes.get(attempt % processes.size());
                try {
                    var reply = session.ask(
                            process, api -> api.with("Idempotency-Key", key).post(path, body));
                    if (isForGood(reply) || !patient.getAsBoolean()) {
                        return reply;
                    }
                } catch (IllegalStateException unanswered) {
                    if (!patient.getAsBoolean()) {
                        throw unanswered;
                    }
                }
                pause(50);
            }
        }

        private static boolean isForGood(TestApi.Reply reply) {
            return reply.status() < 300
                    || reply.code().equals("IDEMPOTENCY_ANSWER_LOST")
                    || (reply.status() < 500
                            && reply.status() != 429
                            && !List.of("IDEMPOTENCY_IN_PROGRESS", "CONCURRENT_CHANGE")
                                    .contains(reply.code()));
        }
    }

    /// One process after the other, each on a port of its own.
    private static final class Lives implements AutoCloseable {

        private final String[] settings;
        private final List<SangamProcess> all = new CopyOnWriteArrayList<>();

        Lives(String[] settings) {
            this.settings = settings;
            start();
        }

        void start() {
            all.add(SangamProcess.begin(settings).awaitReady());
        }

        void kill() {
            all.getLast().kill();
        }

        int port() {
            return all.getLast().port();
        }

        List<String> log() {
            return all.stream().flatMap(life -> life.log().stream()).toList();
        }

        @Override
        public void close() {
            all.getLast().close();
        }
    }

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sequence = new AtomicInteger();
    private volatile boolean killing = true;
    private volatile boolean starting;

    @Test
    void twentyKillsLoseNothingThatWasAcknowledgedAndDoubleNothing() throws Exception {
        try (var server = TestServer.start();
                var receiver = new Endpoint()) {
            var settings = SangamProcess.on(
                    server.database(),
                    "--sangam.outbound.allow=localhost",
                    "--sangam.webhooks.backoff=200ms",
                    "--sangam.limits.requests-per-minute=0",
                    "--sangam.limits.logins-per-minute=100");
            try (var first = new Lives(settings);
                    var second = new Lives(settings)) {
                play(server, receiver, List.of(first, second));
            }
        }
    }

    private void play(TestServer server, Endpoint receiver, List<Lives> processes) throws Exception {
        var admin = signedIn(processes.getFirst());
        var sessions = IntStream.range(0, CLIENTS)
                .mapToObj(_ -> new Session(processes.getFirst()))
                .toList();
        salesPeople(admin);
        assertThat(admin.post(
                                "/webhooks",
                                Map.of(
                                        "name",
                                        "Ledger",
                                        "url",
                                        receiver.url("/ledger"),
                                        "events",
                                        List.of("lead.created"),
                                        "content",
                                        "reference"))
                        .status())
                .isEqualTo(201);

        List<String> imports;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = IntStream.range(0, CLIENTS)
                    .<Future<?>>mapToObj(i ->
                            threads.submit(() -> intake(new Client(turned(processes, i), sessions.get(i)))))
                    .toList();
            var importing = threads.submit(() -> imports(processes, sessions.getFirst()));
            kill(processes);
            killing = false;
            for (var client : clients) {
                client.get();
            }
            imports = importing.get();
        }
        var client = new Client(processes, sessions.getFirst());
        settleUnanswered(server, client);
        awaitImports(server, imports);
        awaitQuiet(server);

        assertThat(refused).as("nothing was refused").isEmpty();
        assertThat(acknowledged).as("the kills fell into a busy time").hasSizeGreaterThan(KILLS * 5);
        assertThat(imports).as("so they did for the imports").isNotEmpty();
        compare(server, receiver, imports);
        assertSilent(
                processes,
                sessions.stream().flatMap(each -> each.tokens.stream()).toList());
    }

    private void kill(List<Lives> processes) {
        var random = new Random(11);
        for (var i = 0; i < KILLS; i++) {
            pause(300 + random.nextInt(1_200));
            var victim = processes.get(i % processes.size());
            victim.kill();
            starting = true;
            victim.start();
            starting = false;
        }
    }

    /// Leads one after the other until the killing ends, each until it is answered.
    private void intake(Client client) {
        while (killing) {
            var number = sequence.incrementAndGet();
            var name = "Ledger %05d".formatted(number);
            var body = Map.of("title", name, "source", "website", "phone", "+1415%07d".formatted(5_550_000 + number));
            try {
                note(name, client.post("/leads", body, name.replace(' ', '-'), () -> killing));
            } catch (IllegalStateException e) {
                unanswered.add(name);
            }
            pause(starting ? PAUSE_AT_START_MS : PAUSE_MS);
        }
    }

    private void note(String name, TestApi.Reply reply) {
        if (reply.status() == 201 || reply.code().equals("IDEMPOTENCY_ANSWER_LOST")) {
            acknowledged.add(name);
        } else if (Client.isForGood(reply)) {
            refused.add(name + " " + reply.body());
        } else {
            unanswered.add(name);
        }
    }

    /// What the kills left without an answer is asked for once more: where a process died in the middle, the others
    /// wait for its lease, which the test lets run out.
    private void settleUnanswered(TestServer server, Client client) throws SQLException {
        sql(
                server,
                "update idempotency.request set lease_until = now() - interval '1 second' where state <> 'answered'");
        for (var name : List.copyOf(unanswered)) {
            var number = Integer.parseInt(name.substring(name.length() - 5));
            var body = Map.of("title", name, "source", "website", "phone", "+1415%07d".formatted(5_550_000 + number));
            unanswered.remove(name);
            note(name, client.post("/leads", body, name.replace(' ', '-'), () -> true));
        }
    }

    /// One file after the other. Uploading is not repeatable by key: a file whose upload went unanswered stays behind,
    /// unmapped and unwritten.
    private List<String> imports(List<Lives> processes, Session session) {
        var started = new ArrayList<String>();
        for (var file = 0; killing; file++) {
            var rows = new StringBuilder("Title,Phone,Source\n");
            for (var row = 0; row < ROWS; row++) {
                rows.append("Row %d.%d,+1416%07d,website\n".formatted(file, row, 5_550_000 + file * ROWS + row));
            }
            var name = file + ".csv";
            var bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
            var id = persistently(
                            processes, session, api -> api.upload("/imports?object=lead&fileName=" + name, bytes), "")
                    .path("id")
                    .asString();
            persistently(
                    processes,
                    session,
                    api -> api.post(
                            "/imports/" + id + "/check",
                            Map.of("mapping", List.of("title", "phone", "source"), "automations", true)),
                    "IMPORT_NOT_NOW");
            awaitStatus(processes, session, id, "ready");
            persistently(processes, session, api -> api.post("/imports/" + id + "/start", null), "IMPORT_NOT_NOW");
            started.add(id);
            awaitStatus(processes, session, id, "done");
        }
        return started;
    }

    private tools.jackson.databind.JsonNode persistently(
            List<Lives> processes, Session session, Ask ask, String alreadyDone) {
        for (var attempt = 0; ; attempt++) {
            try {
                var reply = session.ask(processes.get(attempt % processes.size()), ask);
                if (reply.status() < 300 || reply.code().equals(alreadyDone)) {
                    return reply.data();
                }
                if (reply.status() < 500) {
                    throw new AssertionError(reply.toString());
                }
            } catch (IllegalStateException _) {
                // killed
            }
            pause(100);
        }
    }

    /// Until then, or until the killing ends: the rest is waited for later.
    private void awaitStatus(List<Lives> processes, Session session, String id, String status) {
        while (true) {
            var now = persistently(processes, session, api -> api.get("/imports/" + id), "")
                    .path("status")
                    .asString();
            if (now.equals(status) || (!killing && status.equals("done"))) {
                return;
            }
            pause(200);
        }
    }

    private static void awaitImports(TestServer server, List<String> imports) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(column(
                                server,
                                "select status from imports.import where id in ("
                                        + imports.stream()
                                                .map(id -> "'" + id + "'")
                                                .collect(Collectors.joining(",")) + ")"))
                        .containsOnly("done"));
    }

    private static void awaitQuiet(TestServer server) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(column(server, "select status from events.delivery where status = 'pending'"))
                            .isEmpty();
                    assertThat(column(server, "select status from webhooks.delivery where status = 'pending'"))
                            .isEmpty();
                });
    }

    private void compare(TestServer server, Endpoint receiver, List<String> imports) throws SQLException {
        var leads = column(server, "select title from leads.lead where title like 'Ledger%' order by title");
        assertThat(leads)
                .containsExactlyElementsOf(acknowledged.stream().sorted().toList());
        var imported = column(server, "select title from leads.lead where title like 'Row%'");
        assertThat(imported).doesNotHaveDuplicates().hasSize(imports.size() * ROWS);
        assertThat(column(
                        server,
                        "select distinct status from imports.row where import in (select id from"
                                + " imports.import where status = 'done')"))
                .containsExactly("created");
        assertThat(column(server, "select number from leads.lead")).doesNotHaveDuplicates();

        for (var once : Map.of(
                        "one history of its making",
                        "select count(*) from records.activity a where a.record_id = l.id and a.verb = 'created'",
                        "one first task",
                        "select count(*) from tasks.task t where t.parent_id = l.id",
                        "one entry to be found by",
                        "select count(*) from records.search_entry s where s.record_id = l.id",
                        "one webhook message",
                        "select count(*) from webhooks.delivery d where d.subject = l.id")
                .entrySet()) {
            assertThat(column(server, "select distinct (" + once.getValue() + ") from leads.lead l"))
                    .as("each lead has %s", once.getKey())
                    .containsExactly("1");
        }
        assertThat(column(
                        server,
                        "select distinct (select count(*) from notifications.notification n where n.record_id = l.id"
                                + " and n.user_id = l.owner_id) from leads.lead l where l.title like 'Ledger%'"))
                .as("an owner is told once of a lead that came by itself")
                .containsExactly("1");
        assertThat(column(
                        server,
                        "select distinct (select count(*) from notifications.notification n where n.user_id = l.owner_id"
                                + " and n.key = 'bulk:' || r.import) from imports.row r join leads.lead l on l.id ="
                                + " r.record_id"))
                .as("and of a whole import once")
                .containsExactly("1");
        assertThat(column(server, "select status from events.delivery where status = 'dead'"))
                .isEmpty();
        assertThat(column(server, "select name from jobs.dead_job")).isEmpty();

        var messages = receiver.received().stream()
                .map(each -> each.header("webhook-id"))
                .collect(Collectors.toSet());
        assertThat(messages)
                .as("messages that arrived, whoever repeated them")
                .containsExactlyInAnyOrderElementsOf(column(server, "select id::text from webhooks.delivery"));
        var told = receiver.received().stream()
                .collect(Collectors.toMap(
                        each -> each.header("webhook-id"),
                        each -> each.body().at("/data/id").asString(),
                        (one, same) -> {
                            assertThat(same).isEqualTo(one);
                            return one;
                        }));
        assertThat(told.values()).doesNotHaveDuplicates();
        assertThat(receiver.received().size() - messages.size())
                .as("messages sent twice: at most what was on its way at each kill")
                .isLessThanOrEqualTo(KILLS * 32);
    }

    /// IN-08: whatever they went through, they told no secret and no customer.
    private static void assertSilent(List<Lives> processes, List<String> tokens) {
        for (var process : processes) {
            var log = String.join("\n", process.log());
            assertThat(log)
                    .doesNotContain(PASSWORD, "Bearer ", "whsec_")
                    .doesNotContain(tokens)
                    .doesNotContainPattern("141[56]555\\d{4}");
        }
    }

    private static TestApi signedIn(Lives process) {
        var word = process.log().stream()
                .filter(line -> line.strip().startsWith("password"))
                .findFirst()
                .orElseThrow();
        var given = word.strip().split("\\s+")[1];
        var fresh = new TestApi(process.port()).as(login(process, "admin@example.com", given));
        assertThat(fresh.post("/auth/password", Map.of("currentPassword", given, "newPassword", PASSWORD))
                        .status())
                .isLessThan(300);
        return new TestApi(process.port()).as(login(process, "admin@example.com", PASSWORD));
    }

    private static String login(Lives process, String email, String password) {
        var reply = new TestApi(process.port())
                .post("/auth/login", Map.of("tenant", "main", "email", email, "password", password));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply.data().path("accessToken").asString();
    }

    /// Those the leads go to, in turn.
    private static void salesPeople(TestApi admin) {
        var sales = admin.get("/roles")
                .data()
                .valueStream()
                .filter(role -> role.path("key").asString().equals("SALES"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        for (var name : List.of("Asha", "Kiran", "Zoya")) {
            assertThat(admin.post(
                                    "/users",
                                    Map.of("name", name, "email", name + "@example.com", "roleIds", List.of(sales)))
                            .status())
                    .isEqualTo(201);
        }
    }

    private static List<Lives> turned(List<Lives> processes, int by) {
        return by % 2 == 0 ? processes : processes.reversed();
    }

    private static void sql(TestServer server, String sql) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> column(TestServer server, String sql) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
