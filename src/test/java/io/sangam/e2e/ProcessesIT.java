package io.sangam.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.database.Login;
import io.sangam.database.TestDatabase;
import io.sangam.e2e.probe.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// Two packaged applications on one database: attack cases CR-03, CR-05, CR-06 and RL-01.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("alone")
class ProcessesIT {

    private static final String PASSWORD = "seven quiet herons";
    /// That more pass than were allowed would show among so many.
    private static final int ENOUGH_REFUSALS = 200;
    private static final Pattern ONE_TIME = Pattern.compile("password +(\\S+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Path FOLDER = Path.of("target/processes").toAbsolutePath();

    private Login database;
    private SangamProcess one;
    private SangamProcess two;
    private String admin;

    @BeforeAll
    void startBothAtOnceOnAnEmptyDatabase() throws IOException, SQLException {
        database = TestDatabase.fresh("processes");
        execute("create table public.probe_run (id uuid, process text, began timestamptz, ended timestamptz)");
        execute("create table public.probe_event (subject uuid, process text)");
        execute("grant select, insert, update on public.probe_run, public.probe_event to public");
        SangamProcess.folderOf(FOLDER, Probe.class, probeClasses());
        one = begin("one");
        two = begin("two");
        one.awaitReady();
        two.awaitReady();
        admin = firstSignIn();
    }

    /// One of them may be dead already.
    @AfterAll
    void stop() {
        one.terminate();
        two.terminate();
        one.close();
        two.close();
    }

    @Test
    @Order(1)
    void eachEventIsDeliveredOnceByOneOfThem() throws SQLException {
        for (var i = 0; i < 40; i++) {
            create(i % 2 == 0 ? one : two, "Delivered " + i);
        }

        await().atMost(30, SECONDS).until(() -> number("select count(*) from public.probe_event") >= 40);
        await().atMost(30, SECONDS).until(() -> number("select count(*) from events.delivery") == 0);
        assertThat(number("select count(*) from public.probe_event")).isEqualTo(40);
        assertThat(number("select count(distinct subject) from public.probe_event"))
                .isEqualTo(40);
    }

    @Test
    @Order(2)
    void aChangeInOneReachesABrowserConnectedToTheOther() {
        try (var browser = new Browser(two, admin)) {
            var lead = create(one, "Told live");

            browser.await(frame -> frame.contains(lead));
        }
    }

    @Test
    @Order(3)
    void aReminderReachesABrowserWhereverItsTaskWasMade() {
        try (var browser = new Browser(two, admin)) {
            var due = Instant.now(Clock.systemUTC()).plus(Duration.ofSeconds(2));
            var task = one.api().as(admin).post("/tasks", Map.of("title", "Call back", "dueAt", due.toString()));
            assertThat(task.status()).as(task.body().toString()).isEqualTo(201);

            browser.await(frame -> frame.contains("notification")
                    && frame.contains(task.data().path("id").asString()));
        }
    }

    @Test
    @Order(4)
    void aSessionEndedInOneIsRefusedByTheOtherAndItsSocketsClosed() {
        var token = signIn(one);
        assertThat(two.api().as(token).get("/me").status()).isEqualTo(200);
        try (var browser = new Browser(two, token)) {
            assertThat(one.api().as(token).post("/auth/logout", null).status()).isEqualTo(204);

            await().atMost(5, SECONDS)
                    .until(() -> two.api().as(token).get("/me").status() == 401);
            assertThat(browser.closed.orTimeout(30, SECONDS).join()).isEqualTo(1008);
        }
    }

    @Test
    @Order(5)
    void aRoleChangedInOneCountsInTheOther() {
        var user = one.api()
                .as(admin)
                .post("/users", Map.of("name", "Ada", "email", "ada@example.com", "roleIds", List.of(role("SALES"))));
        assertThat(user.status()).as(user.body().toString()).isEqualTo(201);
        var ada =
                newcomer("ada@example.com", user.data().path("oneTimePassword").asString());
        assertThat(two.api().as(ada).get("/users").status()).isEqualTo(403);
        await().atMost(5, SECONDS)
                .until(() -> two.api()
                        .as(admin)
                        .get("/users/directory")
                        .data()
                        .toString()
                        .contains("\"Ada\""));

        var id = user.data().path("user").path("id").asString();
        var version = user.data().path("user").path("version").asInt();
        var change = one.api()
                .as(admin)
                .patch("/users/" + id, Map.of("version", version, "roleIds", List.of(role("ADMIN"))));
        assertThat(change.status())
                .as("version " + version + ": " + change.body())
                .isEqualTo(200);

        await().atMost(5, SECONDS).until(() -> two.api().as(ada).get("/users").status() == 200);
    }

    /// A minute may turn meanwhile: each is counted by itself, with what was asked for in it before.
    @Test
    @Order(6)
    void bothTogetherAllowWhatOneWould() throws Exception {
        var token = signIn(one);
        var passed = new ConcurrentHashMap<Long, AtomicInteger>();
        var refused = new ConcurrentHashMap<Long, TestApi.Reply>();
        var refusals = new AtomicInteger();
        for (var process : List.of(one, two)) {
            var first = process.api().as(token).get("/favourites-of-nobody");
            passed.computeIfAbsent(minute(first), _ -> new AtomicInteger()).addAndGet(used(first));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            inParallel(threads, 8, 400, client -> {
                if (refusals.get() >= ENOUGH_REFUSALS) {
                    return;
                }
                var reply = (client % 2 == 0 ? one : two).api().as(token).get("/favourites-of-nobody");
                if (reply.status() == 429) {
                    refused.put(minute(reply), reply);
                    refusals.incrementAndGet();
                } else {
                    passed.computeIfAbsent(minute(reply), _ -> new AtomicInteger())
                            .incrementAndGet();
                }
            });
        }

        assertThat(refused).as("refused, where these passed: " + passed).isNotEmpty();
        refused.forEach((minute, reply) -> {
            assertThat(passed.getOrDefault(minute, new AtomicInteger()).get()).isBetween(950, 1050);
            assertThat(reply.code()).isEqualTo("RATE_LIMITED");
            assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        });
    }

    /// The one a reply was counted in.
    private static long minute(TestApi.Reply reply) {
        var now = Instant.now(Clock.systemUTC()).getEpochSecond();
        return Math.round((now + header(reply, "X-RateLimit-Reset")) / 60.0);
    }

    /// What this one process counted so far.
    private static int used(TestApi.Reply reply) {
        return header(reply, "X-RateLimit-Limit") - header(reply, "X-RateLimit-Remaining");
    }

    private static int header(TestApi.Reply reply, String name) {
        return Integer.parseInt(reply.headers().firstValue(name).orElseThrow());
    }

    @Test
    @Order(7)
    void aScheduleLongerThanItsPeriodNeverRunsTwiceAtATime() {
        await().atMost(60, SECONDS)
                .until(() -> number("select count(*) from public.probe_run where ended is not null") >= 4);

        assertThat(overlaps()).isZero();
    }

    @Test
    @Order(8)
    void whatAKilledProcessHadBegunAnotherTakesUp() {
        await().atMost(60, SECONDS).until(() -> runner() != null);
        var victim = "one".equals(runner()) ? one : two;
        var survivor = victim == one ? "two" : "one";
        victim.kill();
        var killed = text("select clock_timestamp()::text");

        await().atMost(60, SECONDS)
                .until(() -> number("select count(*) from public.probe_run where process = '" + survivor
                                + "' and began > '" + killed + "'")
                        > 0);
        execute("update public.probe_run set ended = '" + killed + "' where ended is null and process <> '" + survivor
                + "'");
        assertThat(overlaps()).isZero();
    }

    @Test
    @Order(9)
    void whatCameDueWhileBothWereDownRunsOnce() {
        stop();
        execute("update public.probe_run set ended = clock_timestamp() where ended is null");
        execute("update jobs.scheduled_task set execution_time = clock_timestamp() - interval '1 hour', picked = false"
                + " where task_name = 'probe.slow'");
        var stopped = text("select clock_timestamp()::text");

        one = begin("one");
        two = begin("two");
        one.awaitReady();
        two.awaitReady();

        await().atMost(60, SECONDS)
                .until(() -> number("select count(*) from public.probe_run where ended is not null and began > '"
                                + stopped + "'")
                        >= 2);
        assertThat(overlaps()).as("an hour's runs are not made up for").isZero();
    }

    @Test
    @Order(10)
    void aRestartInTurnsLosesNoRequestOfAClientThatTriesAgain() throws Exception {
        var failures = new CopyOnWriteArrayList<String>();
        var answered = new AtomicInteger();
        var token = newcomerToken();
        var browser = new Browser(one, token);
        var running = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var client = 0; client < 4; client++) {
                threads.submit(() -> {
                    for (var i = 0; running.get(); i++) {
                        var key = UUID.randomUUID().toString();
                        if (!retried(i, token, key)) {
                            failures.add(key);
                        }
                        answered.incrementAndGet();
                        Thread.sleep(300);
                    }
                    return true;
                });
            }
            try {
                await().atMost(30, SECONDS).until(() -> answered.get() > 8);
                one.terminate();
                assertThat(browser.closed.orTimeout(30, SECONDS).join()).isIn(1001, 1012);
                one.awaitEnd();
                one = begin("one").awaitReady();
                two.terminate();
                two.awaitEnd();
                two = begin("two").awaitReady();
                var before = answered.get();
                await().atMost(30, SECONDS).until(() -> answered.get() > before + 8);
            } finally {
                running.set(false);
            }
        }

        assertThat(failures).isEmpty();
        assertThat(number("select count(*) from leads.lead where title = 'Restart'"))
                .isEqualTo(answered.get());
    }

    @Test
    @Order(11)
    void aWorkerServesMonitoringOnlyAndAWebProcessWorksOffNothing() {
        stop();
        one = begin("one", "--sangam.role=web").awaitReady();

        var heard =
                "select count(*) from public.probe_event where subject = '" + create(one, "Left for a worker") + "'";
        await().during(Duration.ofSeconds(3)).until(() -> number(heard) == 0);

        two = begin("two", "--sangam.role=worker").awaitReady();
        await().atMost(30, SECONDS).until(() -> number(heard) == 1);
        assertThat(two.api().get("//health/ready").status()).isEqualTo(200);
        assertThat(two.api().get("//metrics").status()).isEqualTo(401);
        for (var path : List.of("//", "/me", "/docs", "//ws", "//index.html")) {
            assertThat(two.api().get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(two.api().post("/auth/login", Map.of()).status()).isEqualTo(404);
    }

    private SangamProcess begin(String name, String... more) {
        var settings = new ArrayList<>(List.of(SangamProcess.on(
                database,
                "--sangam.probe=" + name,
                "--sangam.jobs.poll=200ms",
                "--sangam.jobs.heartbeat=2s",
                "--sangam.limits.logins-per-minute=100",
                "--sangam.database.dir=" + FOLDER.resolve(name))));
        settings.addAll(List.of(more));
        return SangamProcess.begin(List.of(FOLDER), settings.toArray(String[]::new));
    }

    private static Class<?>[] probeClasses() {
        var all = new ArrayList<Class<?>>(List.of(Probe.class));
        all.addAll(List.of(Probe.class.getDeclaredClasses()));
        return all.toArray(Class<?>[]::new);
    }

    private String firstSignIn() {
        var oneTime = List.of(one, two).stream()
                .flatMap(process -> process.log().stream())
                .map(ONE_TIME::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .toList();
        assertThat(oneTime).as("the first company is made once").hasSize(1);
        return newcomer("admin@example.com", oneTime.getFirst());
    }

    private String newcomer(String email, String oneTimePassword) {
        var token = login(one, email, oneTimePassword);
        var changed = one.api()
                .as(token)
                .post("/auth/password", Map.of("currentPassword", oneTimePassword, "newPassword", PASSWORD));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        return changed.data().path("accessToken").asString();
    }

    /// As soon as the administrator may ask again: the test of limits used up a minute.
    private String newcomerToken() {
        var email = UUID.randomUUID() + "@example.com";
        var user = await().atMost(61, SECONDS)
                .ignoreExceptions()
                .until(
                        () -> one.api()
                                .as(admin)
                                .post(
                                        "/users",
                                        Map.of("name", "Restarter", "email", email, "roleIds", List.of(role("ADMIN")))),
                        reply -> reply.status() == 201);
        return newcomer(email, user.data().path("oneTimePassword").asString());
    }

    private String signIn(SangamProcess process) {
        return login(process, "admin@example.com", PASSWORD);
    }

    private static String login(SangamProcess process, String email, String password) {
        var reply = process.api().post("/auth/login", Map.of("tenant", "main", "email", email, "password", password));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply.data().path("accessToken").asString();
    }

    private String create(SangamProcess process, String title) {
        var reply = process.api().as(admin).post("/leads", lead(title));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("lead").path("id").asString();
    }

    /// Nobody else's address, so none is a second enquiry.
    private static Map<String, String> lead(String title) {
        return Map.of("title", title, "email", UUID.randomUUID() + "@example.com", "source", "website");
    }

    private String role(String key) {
        var roles = one.api().as(admin).get("/roles");
        for (var role : roles.data()) {
            if (role.path("key").asString().equals(key)) {
                return role.path("id").asString();
            }
        }
        throw new IllegalStateException("There is no role " + key + " in " + roles);
    }

    /// Alternates between the two as a balancer would, and tries again while neither answers.
    private boolean retried(int turn, String token, String key) throws InterruptedException {
        var lead = lead("Restart");
        for (var attempt = 0; attempt < 100; attempt++) {
            var process = (turn + attempt) % 2 == 0 ? one : two;
            try {
                var reply = new TestApi(process.port())
                        .as(token)
                        .with("Idempotency-Key", key)
                        .post("/leads", lead);
                if (reply.status() == 201) {
                    return true;
                }
                if (reply.status() < 500 && reply.status() != 409) {
                    return false;
                }
            } catch (IllegalStateException _) {
                // the process is going or coming
            }
            Thread.sleep(200);
        }
        return false;
    }

    private interface Numbered {
        void run(int index);
    }

    private static void inParallel(ExecutorService threads, int clients, int each, Numbered work) throws Exception {
        var all = IntStream.range(0, clients)
                .mapToObj(
                        client -> threads.submit(() -> IntStream.range(0, each).forEach(_ -> work.run(client))))
                .toList();
        for (var task : all) {
            task.get(120, SECONDS);
        }
    }

    private @Nullable String runner() {
        return text("select max(process) from public.probe_run where ended is null");
    }

    private long overlaps() {
        return number("""
                select count(*) from public.probe_run a join public.probe_run b
                on a.id < b.id and a.began < coalesce(b.ended, 'infinity') and b.began < coalesce(a.ended, 'infinity')
                """);
    }

    private void execute(String sql) {
        text(sql);
    }

    private long number(String sql) {
        return Long.parseLong(String.valueOf(text(sql)));
    }

    /// Null when there are no rows or none are answered.
    private @Nullable String text(String sql) {
        // Past row security, as the owner of the machine.
        try (var connection = TestDatabase.superuser(database).connect();
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            var rows = statement.getResultSet();
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// An open browser that hears live messages.
    private static final class Browser implements AutoCloseable {

        private final List<String> frames = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final WebSocket socket;

        private Browser(SangamProcess process, String token) {
            var ticket = process.api()
                    .as(token)
                    .post("/auth/socket-ticket", null)
                    .data()
                    .path("ticket")
                    .asString();
            socket = HTTP.newWebSocketBuilder()
                    .buildAsync(
                            URI.create(process.url().replace("http", "ws") + "/ws?ticket=" + ticket),
                            new WebSocket.Listener() {
                                @Override
                                public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                                    frames.add(text.toString());
                                    from.request(1);
                                    return CompletableFuture.completedStage(null);
                                }

                                @Override
                                public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                                    closed.complete(code);
                                    return CompletableFuture.completedStage(null);
                                }
                            })
                    .join();
        }

        private void await(Predicate<String> wanted) {
            Awaitility.await().atMost(30, SECONDS).until(() -> frames.stream().anyMatch(wanted));
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
