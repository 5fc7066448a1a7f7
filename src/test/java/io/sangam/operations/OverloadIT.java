package io.sangam.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.tenancy.Preset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

/// Clients that are slow, and requests that are too large: attack cases RL-03 and RL-06, on a real port.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class OverloadIT {

    private static final int SLOW = 300;
    private static final long HUNDRED_MB = 100L << 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestTenants tenants;
    private final int port;
    private String token = "";

    OverloadIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.port = port;
    }

    @BeforeEach
    void signIn() {
        token = tenants.create(Preset.SIMPLE).token("ADMIN");
    }

    @Test
    void threeHundredClientsThatNeverFinishTheirHeadersStopNobody() throws IOException {
        stopNobody("GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    }

    @Test
    void threeHundredCallersThatNeverFinishTheirBodiesStopNobody() throws IOException {
        stopNobody("POST /api/v1/leads HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"title\":");
    }

    private void stopNobody(String beginning) throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (var i = 0; i < SLOW; i++) {
                var socket = new Socket("localhost", port);
                sockets.add(socket);
                socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }

            assertThat(new TestApi(port).get("//health/ready").status()).isEqualTo(200);
            assertThat(new TestApi(port).as(token).get("/me").status()).isEqualTo(200);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyOfAHundredMegabytesIsRefusedBeforeItIsRead() throws IOException {
        assertThat(answer("POST /api/v1/leads HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + HUNDRED_MB + "\r\n\r\n{"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void aBodyThatDoesNotSayHowLongItIsIsCutAtAMegabyte() throws Exception {
        var response = HTTP.send(
                request("/api/v1/leads")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Blanks(2L << 20)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aCompressedBodyIsNotUnpacked() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb);
                var blanks = new Blanks(20L << 20)) {
            blanks.transferTo(gzip);
        }
        var response = HTTP.send(
                request("/api/v1/leads")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bomb.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isBetween(400, 499);
    }

    @Test
    void tenThousandHeadersAndAnAddressOfSixtyFourKilobytesAreRefused() throws IOException {
        assertThat(answer("GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\n" + "X-A: b\r\n".repeat(10_000) + "\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(answer("GET /api/v1/leads?filter=" + "x".repeat(1 << 16) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void aFormOfTenThousandPartsIsNoBodyWeTake() throws Exception {
        var part = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n";
        var response = HTTP.send(
                request("/api/v1/leads")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(HttpRequest.BodyPublishers.ofString(part.repeat(10_000) + "--x--\r\n"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(415);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    /// What comes back for these very bytes.
    private String answer(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    private static final class Blanks extends InputStream {

        private long left;

        private Blanks(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }
    }
}
