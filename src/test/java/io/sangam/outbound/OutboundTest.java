package io.sangam.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.Endpoint;
import io.sangam.outbound.Outbound.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// SS-02, SS-03, WH-06, against real sockets.
class OutboundTest {

    private static final Duration TOTAL = Duration.ofMillis(800);
    private static final OutboundSettings SETTINGS =
            new OutboundSettings(List.of("localhost", "named.example.com"), Duration.ofSeconds(1), TOTAL, 1_000);

    private final Endpoint endpoint = new Endpoint();
    private final OutboundGuard guard = new OutboundGuard(
            SETTINGS,
            host -> host.equals("evil.example.com") || host.equals("named.example.com")
                    ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                    : InetAddress.getAllByName(host));
    private final CloseableHttpClient client = new OutboundClient().outboundHttp(guard, SETTINGS);
    private final Outbound outbound = new Outbound(guard, SETTINGS, () -> client);

    @AfterEach
    void close() throws IOException {
        outbound.destroy();
        client.close();
        endpoint.close();
    }

    @Test
    void postsToTheCheckedAddressUnderItsName() {
        var outcome = outbound.post(
                "a",
                URI.create("http://named.example.com:" + endpoint.port() + "/hook"),
                Map.of("X-Test", "yes"),
                new byte[] {'{', '}'});

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Answered.class, it -> assertThat(it.status()).isEqualTo(200));
        var received = endpoint.received().getFirst();
        assertThat(received.path()).isEqualTo("/hook");
        assertThat(received.text()).isEqualTo("{}");
        assertThat(received.header("Host")).isEqualTo("named.example.com:" + endpoint.port());
        assertThat(received.header("X-test")).isEqualTo("yes");
    }

    @Test
    void doesNotConnectWhenTheNameHasTurnedPrivate() {
        var outcome = outbound.post("a", URI.create("https://evil.example.com/"), Map.of(), new byte[0]);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        it -> assertThat(it.reason())
                                .isEqualTo("The host leads to an address that may not be reached"));
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void followsNoRedirect() {
        for (var status : List.of(301, 302, 303, 307, 308)) {
            endpoint.answers(exchange -> {
                exchange.getResponseHeaders().add("Location", endpoint.url("/secret"));
                exchange.sendResponseHeaders(status, -1);
            });

            assertThat(post("r" + status))
                    .isInstanceOfSatisfying(
                            Outcome.Answered.class,
                            it -> assertThat(it.status()).isEqualTo(status));
        }
        assertThat(endpoint.received()).noneMatch(it -> it.path().equals("/secret"));
    }

    @Test
    void endsWhatTakesTooLong() {
        endpoint.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (var i = 0; i < 100; i++) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                sleep(100);
            }
        });
        var begin = System.nanoTime();

        assertThat(post("drip")).isInstanceOf(Outcome.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(TOTAL.dividedBy(2), TOTAL.multipliedBy(4));

        endpoint.answers(_ -> sleep(5_000));
        assertThat(post("silent"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, it -> assertThat(it.reason()).isEqualTo("No answer in time"));
    }

    @Test
    void readsNoMoreOfAnAnswerThanItsShare() {
        var sent = new java.util.concurrent.atomic.AtomicLong();
        endpoint.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var block = new byte[1 << 20];
            for (var i = 0; i < 2_000; i++) {
                exchange.getResponseBody().write(block);
                sent.addAndGet(block.length);
            }
        });

        assertThat(post("big")).isInstanceOf(Outcome.Answered.class);
        assertThat(sent.get()).isLessThan(100L << 20);
    }

    @Test
    void letsAnEndpointRestThatKeepsFailing() {
        endpoint.answers(Endpoint.answer(503));

        for (var i = 0; i < 5; i++) {
            assertThat(post("broken")).isInstanceOf(Outcome.Answered.class);
        }

        assertThat(post("broken")).isInstanceOf(Outcome.Resting.class);
        assertThat(post("another")).isInstanceOf(Outcome.Answered.class);
        assertThat(endpoint.received()).hasSize(6);
        outbound.trust("broken");
        assertThat(post("broken")).isInstanceOf(Outcome.Answered.class);
    }

    private Outcome post(String key) {
        return outbound.post(key, URI.create(endpoint.url("/")), Map.of(), new byte[] {'{', '}'});
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
