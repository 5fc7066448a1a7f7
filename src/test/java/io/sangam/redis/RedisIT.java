package io.sangam.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.events.Realtime;
import io.sangam.kernel.Ids;
import io.sangam.limits.Limits;
import io.sangam.tenancy.Preset;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

/// A real Redis does what it is there for, and nothing stops when it is away.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RedisIT extends RedisTest {

    private final RedisHealth health;
    private final Limits limits;
    private final Realtime realtime;
    private final TestTenants tenants;
    private final DSLContext db;
    private final int port;

    RedisIT(
            Redis redis,
            RedisHealth health,
            Limits limits,
            Realtime realtime,
            TestTenants tenants,
            DSLContext db,
            @LocalServerPort int port) {
        super(redis);
        this.health = health;
        this.limits = limits;
        this.realtime = realtime;
        this.tenants = tenants;
        this.db = db;
        this.port = port;
    }

    @Test
    void countsForAllProcesses() {
        var key = "test " + Ids.next();
        IntStream.range(0, 60).forEach(_ -> limits.count(key, 100));

        await().until(() ->
                redis.add(Map.of(usage(key), 0), Duration.ofMinutes(1)).containsValue(60));
        assertThat(inDatabase(key)).isZero();

        // another process counts the rest
        redis.add(Map.of(usage(key), 40), Duration.ofMinutes(1));
        await().until(() -> {
            limits.count(key, 100);
            return limits.count(key, 100).isExceeded();
        });
    }

    @Test
    void tellsBrowsersThroughRedis() {
        var acme = tenants.create(Preset.SIMPLE);
        var browser = new Browser(acme.token("ADMIN"));

        realtime.toUser(acme.id(), acme.actor("ADMIN").user(), "test", Map.of("word", "through redis"));

        browser.await("through redis");
        browser.socket.abort();
    }

    @Test
    void theDatabaseDoesTheWorkWhileRedisIsAway() {
        var acme = tenants.create(Preset.SIMPLE);
        var token = acme.token("ADMIN");
        var before = new Browser(token);
        SERVER.stop();
        try {
            realtime.toUser(acme.id(), acme.actor("ADMIN").user(), "test", Map.of("word", "at once"));
            before.await("at once");
            await().until(() -> !redis.isUp());
            assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
            assertThat(new TestApi(port).get("//health/ready").status()).isEqualTo(200);
            assertThat(new TestApi(port)
                            .as(token)
                            .post(
                                    "/leads",
                                    Map.of(
                                            "title",
                                            "While it is away",
                                            "email",
                                            "away@example.com",
                                            "source",
                                            "website"))
                            .status())
                    .isEqualTo(201);

            var key = "test " + Ids.next();
            IntStream.range(0, 60).forEach(_ -> limits.count(key, 100));
            await().until(() -> inDatabase(key) == 60);
        } finally {
            SERVER.start();
        }

        await().until(redis::isUp);
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
        assertThat(before.closed.join())
                .as("browsers read again what they may have missed")
                .isEqualTo(1012);
        var after = new Browser(token);
        realtime.toUser(acme.id(), acme.actor("ADMIN").user(), "test", Map.of("word", "back again"));
        after.await("back again");
        after.socket.abort();
    }

    private static String usage(String key) {
        return "sangam:usage:" + Math.floorDiv(Clock.systemUTC().millis(), 60_000L) + ":" + key;
    }

    private int inDatabase(String key) {
        var row = db.fetchOne("select sum(used)::int from limits.usage where key = ?", key);
        var used = row == null ? null : row.get(0, Integer.class);
        return used == null ? 0 : used;
    }

    private final class Browser {

        private final List<String> frames = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final CompletableFuture<Void> opened = new CompletableFuture<>();
        private final WebSocket socket;

        private Browser(String token) {
            var ticket = new TestApi(port).as(token).post("/auth/socket-ticket", null);
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(
                            URI.create("ws://localhost:" + port + "/ws?ticket="
                                    + ticket.data().path("ticket").asString()),
                            new WebSocket.Listener() {
                                @Override
                                public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                                    frames.add(text.toString());
                                    from.request(1);
                                    return CompletableFuture.completedStage(null);
                                }

                                @Override
                                public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
                                    opened.complete(null);
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
            // answered once the server has opened it: what is told from now on arrives
            socket.sendPing(ByteBuffer.allocate(0)).join();
            opened.join();
        }

        private void await(String word) {
            Awaitility.await().until(() -> frames.stream().anyMatch(frame -> frame.contains(word)));
        }
    }
}
