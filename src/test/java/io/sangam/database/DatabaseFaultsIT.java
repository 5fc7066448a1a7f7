package io.sangam.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.tenancy.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// Attack cases DB-01 to DB-05: the database is killed, its connections are cut, taken by others, its tables locked,
/// its disks filled, the network to it slow, torn and silent, and at last another server takes over. While it lasts,
/// requests fail as documented and in time; what was acknowledged is there
/// afterwards;
/// nobody has to restart anything. (Frozen: `OutageIT`.)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"sangam.test.own-database=true", "sangam.security.password-memory=64"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
@Tag("alone")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseFaultsIT {

    private static final int CLIENTS = 4;
    private static final int CONNECTIONS = 60;
    private static final Duration BACK = Duration.ofSeconds(20);
    private static final Path DISK = TestServer.temporary("sangam-disk");
    private static final Path WAL_DISK = TestServer.temporary("sangam-wal");
    /// Small disks of its own, where whoever runs the test may mount some.
    private static final boolean OWN_DISKS = mount(DISK, "160m") & mount(WAL_DISK, "200m");

    private static final TestServer SERVER = TestServer.start(
            DISK,
            WAL_DISK,
            "max_connections=" + CONNECTIONS,
            "min_wal_size=64MB",
            "max_wal_size=64MB",
            "log_min_messages=fatal");
    /// Which of them is the primary.
    private static TestServer current = SERVER;

    private static @Nullable TestServer standby;
    private static final Wire WIRE = new Wire(SERVER.port());
    /// Nobody is there before the last test.
    private static final int STANDBY_PORT = TestServer.freePort();

    private final TestApi api;
    private final TestTenants tenants;
    private final AtomicInteger sequence = new AtomicInteger();
    private TestApi admin;

    DatabaseFaultsIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
        this.admin = api;
    }

    @DynamicPropertySource
    static void ownServer(DynamicPropertyRegistry properties) {
        var hosts = "127.0.0.1:" + WIRE.port() + ",127.0.0.1:" + STANDBY_PORT;
        SERVER.properties()
                .forEach((key, value) -> properties.add(
                        key,
                        () -> value.replace("127.0.0.1:" + SERVER.port(), hosts)
                                .replaceFirst("^(jdbc:.*)$", "$1?targetServerType=primary&hostRecheckSeconds=2")));
        properties.add("sangam.setup.first-company", () -> "false");
    }

    @AfterAll
    static void takeDown() throws IOException {
        WIRE.close();
        if (standby != null) {
            standby.close();
        }
        SERVER.close();
        if (OWN_DISKS) {
            succeeds("umount", "-l", DISK.toString());
            succeeds("umount", "-l", WAL_DISK.toString());
        }
    }

    @BeforeEach
    void aCompany() {
        admin = api.as(tenants.create(Preset.SIMPLE).token("ADMIN"));
    }

    @Test
    void comesBackByItselfWhenTheServerIsKilledAndStarted() throws Exception {
        var load = new Load();
        load.start();
        load.await(20);

        SERVER.kill();
        var began = System.nanoTime();
        assertUnavailable(admin.get("/leads"));
        assertUnavailable(admin.post("/leads", lead("Refused")));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(api.get("//health/live").status()).isEqualTo(200);
        assertThat(api.get("//health/ready").status()).isEqualTo(503);
        SERVER.restart();

        awaitService();
        await().atMost(BACK).until(() -> api.get("//health/ready").status() == 200);
        load.stop();
        load.compare();
    }

    @Test
    void outlivesConnectionsThatAreCutEveryTwoSeconds() throws Exception {
        var load = new Load();
        load.start();
        load.await(10);

        for (var i = 0; i < 3; i++) {
            sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sangam_app'");
            Thread.sleep(2_000);
        }

        awaitService();
        load.stop();
        load.compare();
        assertNothingLeaks();
    }

    @Test
    void refusesWhileOthersHaveTakenAllConnections() throws Exception {
        var taken = new ArrayList<Connection>();
        try {
            takeAll(taken);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        // each that is cut off is free for a moment: for whoever is faster
                        var cut = execute(
                                taken.getFirst(),
                                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sangam_app'");
                        takeAll(taken);
                        return cut == 0;
                    });
            await().atMost(BACK).untilAsserted(() -> assertUnavailable(admin.get("/leads")));
            assertUnavailable(admin.post("/leads", lead("Refused")));
            assertThat(api.get("//health/live").status()).isEqualTo(200);
        } finally {
            for (var each : taken) {
                each.close();
            }
        }

        awaitService();
        assertNothingLeaks();
    }

    @Test
    void answersInTimeWhileATableIsLocked() throws Exception {
        var before = admin.post("/leads", lead("Before")).data().at("/lead/id").asString();
        List<Reply> replies;
        try (var other = current.connect();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table leads.lead in access exclusive mode");
            // more than the pool has connections
            var waiting = IntStream.range(0, 24)
                    .mapToObj(i -> threads.submit(
                            () -> i % 2 == 0 ? admin.get("/leads/" + before) : admin.post("/leads", lead("Waits" + i))))
                    .toList();
            Thread.sleep(5_000);
            assertThat(api.get("//health/live").status()).isEqualTo(200);
            other.rollback();
            replies = new ArrayList<>();
            for (var each : waiting) {
                replies.add(each.get());
            }
        }

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(200, 201, 503));
        assertThat(replies).as("who got a connection waited for the lock").anyMatch(reply -> reply.status() < 300);
        awaitService();
        assertNothingLeaks();
    }

    @Test
    void readsGoOnWhileNothingMayBeWritten() throws Exception {
        sql("alter system set default_transaction_read_only = on");
        sql("select pg_reload_conf()");
        try {
            await().atMost(BACK).untilAsserted(() -> assertUnavailable(admin.post("/leads", lead("Refused"))));
            assertThat(admin.get("/leads").status()).isEqualTo(200);
        } finally {
            try (var connection = current.connect();
                    var statement = connection.createStatement()) {
                statement.execute("set default_transaction_read_only = off");
                statement.execute("alter system reset default_transaction_read_only");
                statement.execute("select pg_reload_conf()");
            }
        }

        awaitService();
    }

    @Test
    void aFullDiskRefusesWritesGoesOnReadingAndHarmsNothing() throws Exception {
        assumeThat(OWN_DISKS).as("only who may mount a small disk can fill it").isTrue();
        var load = new Load();
        load.start();
        load.await(10);
        var filler = DISK.resolve("filler");
        fill(filler);
        try {
            load.awaitRefusals(5);
            assertThat(admin.get("/leads").status()).isEqualTo(200);
            assertThat(admin.get("/leads/aggregate").status()).isEqualTo(200);
            assertThat(api.get("//health/live").status()).isEqualTo(200);
        } finally {
            Files.delete(filler);
        }

        awaitService();
        load.stop();
        load.compare();
        assertNothingIsCorrupt();
    }

    /// PostgreSQL ends when it cannot write its log: until somebody makes room and starts it, nothing is answered but
    /// 503.
    @Test
    void aFullDiskOfTheLogStopsTheServerAndLosesNothing() throws Exception {
        assumeThat(OWN_DISKS).as("only who may mount a small disk can fill it").isTrue();
        var load = new Load();
        load.start();
        load.await(10);
        var filler = WAL_DISK.resolve("filler");
        fill(filler);
        try {
            switchLogUntilItIsFull();
            await().atMost(BACK).untilAsserted(() -> assertUnavailable(admin.post("/leads", lead("Refused"))));
            assertThat(api.get("//health/live").status()).isEqualTo(200);
        } finally {
            Files.delete(filler);
        }

        SERVER.revive();
        awaitService();
        load.stop();
        load.compare();
        assertNothingIsCorrupt();
    }

    private static void switchLogUntilItIsFull() {
        try (var connection = current.connect();
                var statement = connection.createStatement()) {
            while (true) {
                statement.execute("select pg_logical_emit_message(true, 'full', repeat('x', 1000000))");
                statement.execute("select pg_switch_wal()");
            }
        } catch (SQLException e) {
            // the server's last word, or, when it did not get that far, a broken connection
            assertThat(e.getSQLState()).as(e.getMessage()).matches("53100|08...");
        }
    }

    @Test
    void aSlowAndTornNetworkLosesNothing() throws Exception {
        var load = new Load();
        WIRE.slow(Duration.ofMillis(10), 300);
        load.start();
        load.await(6);
        load.awaitRefusals(1);
        assertThat(api.get("//health/live").status()).isEqualTo(200);
        WIRE.slow(Duration.ZERO, 0);

        awaitService();
        load.stop();
        load.compare();
        // what was torn last may still lie in the pool
        await().atMost(BACK).untilAsserted(this::assertNothingLeaks);
    }

    @Test
    void aSilentNetworkIsA503InTime() throws Exception {
        WIRE.silent(true);
        try {
            var began = System.nanoTime();
            assertUnavailable(admin.get("/leads"));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(api.get("//health/live").status()).isEqualTo(200);
            assertThat(api.get("//health/ready").status()).isEqualTo(503);
        } finally {
            WIRE.silent(false);
        }

        awaitService();
        await().atMost(BACK).untilAsserted(this::assertNothingLeaks);
    }

    /// DB-02. A synchronous standby has whatever was acknowledged; promoted, it is found by the same address.
    @Test
    @Order(Integer.MAX_VALUE)
    void aStandbyThatIsPromotedGoesOn() throws Exception {
        standby = SERVER.standby(STANDBY_PORT);
        sql("alter system set synchronous_standby_names = '*'");
        sql("select pg_reload_conf()");
        await().atMost(BACK)
                .until(() -> count("select count(*) from pg_stat_replication where sync_state = 'sync'") == 1);
        var load = new Load();
        load.start();
        load.await(15);

        SERVER.kill();
        load.awaitRefusals(1);
        standby.promote();
        current = standby;

        awaitService();
        load.stop();
        load.compare();
    }

    /// Leads that come in the whole time, each repeated with its key until it is taken.
    private final class Load {

        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private final Queue<Reply> refusals = new ConcurrentLinkedQueue<>();
        private final List<Thread> clients = new ArrayList<>();
        private final TestApi company = admin;
        private volatile boolean stopping;

        void start() {
            for (var i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofVirtual().start(this::run));
            }
        }

        private void run() {
            while (!stopping) {
                var name = "Load %06d".formatted(sequence.incrementAndGet());
                var keyed = company.with("Idempotency-Key", name.replace(' ', '-'));
                var body = lead(name);
                var reply = keyed.post("/leads", body);
                while (reply.status() != 201 && !reply.code().equals("IDEMPOTENCY_ANSWER_LOST")) {
                    refusals.add(reply);
                    pause();
                    if (reply.code().equals("IDEMPOTENCY_IN_PROGRESS")) {
                        // its lease is two minutes: no test waits for them
                        leaseOver();
                    }
                    reply = keyed.post("/leads", body);
                }
                acknowledged.add(name);
                pause();
            }
        }

        private void leaseOver() {
            try {
                sql("update idempotency.request set lease_until = now() - interval '1 second'"
                        + " where state <> 'answered' and created_at < now() - interval '8 seconds'");
            } catch (SQLException _) {
                // the server is away: next time
            }
        }

        private static void pause() {
            try {
                Thread.sleep(70);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void await(int leads) {
            org.awaitility.Awaitility.await().atMost(BACK).until(() -> acknowledged.size() >= leads);
        }

        void awaitRefusals(int count) {
            org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> refusals.size() >= count);
        }

        void stop() throws InterruptedException {
            stopping = true;
            for (var client : clients) {
                client.join(Duration.ofSeconds(60));
                assertThat(client.isAlive())
                        .as("a client that never got an answer")
                        .isFalse();
            }
        }

        void compare() throws SQLException {
            assertThat(refusals).allSatisfy(reply -> {
                if (!reply.code().equals("IDEMPOTENCY_IN_PROGRESS")) {
                    assertThat(reply.status()).as(reply.toString()).isIn(503, 507);
                    assertThat(reply.code()).isEqualTo("SERVICE_UNAVAILABLE");
                }
            });
            try (var connection = current.connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select title from leads.lead where title like 'Load %'"
                            + " and tenant_id = (select tenant_id from leads.lead where title = '"
                            + acknowledged.peek() + "' order by created_at desc limit 1)")) {
                var stored = new ArrayList<String>();
                while (rows.next()) {
                    stored.add(rows.getString(1));
                }
                assertThat(stored).containsExactlyInAnyOrderElementsOf(acknowledged);
            }
        }
    }

    private Map<String, Object> lead(String title) {
        return Map.of(
                "title",
                title,
                "source",
                "self",
                "description",
                "x".repeat(2_000),
                "phone",
                "+1415%07d".formatted(5_550_000 + sequence.incrementAndGet()));
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    private void awaitService() {
        await().atMost(BACK)
                .until(() -> admin.get("/leads").status() == 200
                        && admin.post("/leads", lead("Again")).status() == 201);
    }

    /// As many at once as the pool has connections, and then some: each gets one in time.
    private void assertNothingLeaks() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 40)
                    .mapToObj(_ -> threads.submit(() -> admin.get("/leads").status()))
                    .toList();
            for (var each : all) {
                assertThat(each.get()).isEqualTo(200);
            }
        }
        await().atMost(BACK)
                .untilAsserted(() -> assertThat(
                                count(
                                        "select count(*) from pg_stat_activity where usename = 'sangam_app'"
                                                + " and state like 'idle in transaction%' and state_change < now() - interval '5 s'"))
                        .isZero());
    }

    /// Until the server has no more.
    private static void takeAll(List<Connection> taken) {
        while (true) {
            try {
                taken.add(current.connect());
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("53300");
                return;
            }
        }
    }

    /// How many rows it answered.
    private static int execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private static void fill(Path filler) throws IOException {
        var block = new byte[64 << 10];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    /// Every page is read with its checksum, every row against its index.
    private static void assertNothingIsCorrupt() throws SQLException {
        assertThat(text("show data_checksums")).isEqualTo("on");
        sql("create extension if not exists amcheck");
        assertThatCode(() -> sql("select bt_index_check(c.oid, true) from pg_class c join pg_am a on a.oid = c.relam"
                        + " where a.amname = 'btree' and c.relkind = 'i' and c.relpersistence = 'p'"))
                .doesNotThrowAnyException();
        assertThat(count("select count(*) from pg_class c, lateral verify_heapam(c.oid) where c.relkind in ('r', 't')"
                        + " and c.relpersistence = 'p'"))
                .isZero();
    }

    private static void sql(String sql) throws SQLException {
        try (var connection = current.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private static String text(String sql) throws SQLException {
        try (var connection = current.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static boolean mount(Path folder, String size) {
        return succeeds("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=755", "tmpfs", folder.toString());
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
