package io.sangam.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ProblemsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void aRefusedValueNamesItsPlace() throws Exception {
        var problem = refused(422, "VALIDATION_FAILED", post("{\"name\":\"x\",\"parts\":[{\"value\":\" \"}]}"));

        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/parts/0/value");
        assertThat(problem.at("/errors/0/code").asString()).isEqualTo("NOT_BLANK");
        assertThat(problem.at("/title").asString()).isEqualTo("Unprocessable Content");
        assertThat(problem.at("/instance").asString()).isEqualTo("/api/test/things");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "", "nonsense", "{\"name\":\"x\",\"parts\":7}", "{\"name\":\"x\",\"other\":1}"})
    void anUnreadableBodyIsMalformed(String body) throws Exception {
        refused(400, "REQUEST_MALFORMED", post(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/test/things/no-uuid",
                "/api/test/find",
                "/api/test/find?limit=many",
                "/api/test/find?limit=1&other=1",
                "/api/test/find?limit=1&text=a%00b"
            })
    void anUnreadableAddressIsMalformed(String address) throws Exception {
        refused(400, "REQUEST_MALFORMED", get(address));
    }

    @Test
    void whatDoesNotExistIsNotFound() throws Exception {
        refused(404, "NOT_FOUND", get("/api/v1/nothing-here"));
        refused(404, "NOT_FOUND", get("/assets/missing.js"));
    }

    @Test
    void anUnknownMethodNamesTheKnownOnes() throws Exception {
        var response = send(request("/api/test/things").DELETE());

        refused(405, "METHOD_NOT_ALLOWED", response);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    /// Also of what libraries among ours could read and write.
    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/cbor", "application/xml", "application/yaml"})
    void nothingButJsonIsSpoken(String other) throws Exception {
        refused(406, "NOT_ACCEPTABLE", send(request("/api/test/find?limit=1").header("Accept", other)));
        refused(
                415,
                "MEDIA_TYPE_UNSUPPORTED",
                send(request("/api/test/things")
                        .header("Content-Type", other)
                        .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xa0}))));
    }

    @Test
    void aBodyOverOneMegabyteIsRefusedAnnouncedOrNot() throws Exception {
        var large = ("\"" + "x".repeat(2_000_000) + "\"").getBytes(StandardCharsets.UTF_8);
        var json = request("/api/test/things").header("Content-Type", "application/json");

        refused(413, "PAYLOAD_TOO_LARGE", send(json.copy().POST(BodyPublishers.ofByteArray(large))));
        refused(
                413,
                "PAYLOAD_TOO_LARGE",
                send(json.copy().POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))));
    }

    @Test
    void aRefusalOfTheDatabaseIsTheCallersIfHeCausedIt() throws Exception {
        refused(409, "VALUE_TAKEN", get("/api/test/taken"));
        refused(422, "VALIDATION_FAILED", post("{\"name\":\"a\\u0000b\",\"parts\":[]}"));
        var timeout = get("/api/test/timeout");
        refused(503, "SERVICE_UNAVAILABLE", timeout);
        assertThat(timeout.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void anUnforeseenFailureSaysNothingAboutItself() throws Exception {
        refused(500, "INTERNAL_ERROR", get("/api/test/broken"));

        assertThat(get("/api/test/broken").body()).doesNotContain("canary");
    }

    @Test
    void theTraceOfTheCallerIsKept() throws Exception {
        var trace = "0af7651916cd43dd8448eb211c80319c";

        var response =
                send(request("/api/v1/nothing-here").header("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));

        assertThat(refused(404, "NOT_FOUND", response).at("/traceId").asString())
                .isEqualTo(trace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /a|b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n"
            })
    void theContainersOwnRefusalsAreProblemsToo(String request) throws Exception {
        assertThat(raw(request)).contains("\"code\":\"REQUEST_MALFORMED\"").contains("\"traceId\":\"");
    }

    @Test
    void headersTooLargeAreAProblemToo() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(70_000) + "\r\n\r\n"))
                .contains("\"code\":\"REQUEST_MALFORMED\"");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(request("/api/test/things")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode refused(int status, String code, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        var problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.at("/status").asInt()).isEqualTo(status);
        assertThat(problem.at("/code").asString()).isEqualTo(code);
        assertThat(problem.at("/type").asString()).isEqualTo("about:blank");
        assertThat(problem.at("/detail").asString()).isNotBlank();
        assertThat(problem.at("/traceId").asString())
                .isNotBlank()
                .isEqualTo(response.headers().firstValue("X-Trace-Id").orElse(""));
        return problem;
    }

    @TestConfiguration
    @Import(Things.class)
    static class OpenToAll {

        @Bean
        @Order(-100)
        SecurityFilterChain openToAll(HttpSecurity http) throws Exception {
            return http.securityMatcher("/**")
                    .csrf(AbstractHttpConfigurer::disable)
                    .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .build();
        }
    }

    @RestController
    @RequestMapping("/api/test")
    static class Things {

        private final DSLContext db;

        Things(DSLContext db) {
            this.db = db;
        }

        record Thing(@NotBlank String name, List<@Valid Part> parts) {}

        record Part(@NotBlank String value) {}

        @PostMapping("/things")
        Answer<String> create(@Valid @RequestBody Thing thing) {
            return Answer.of(db.fetchSingle("select {0}", org.jooq.impl.DSL.val(thing.name()))
                    .get(0, String.class));
        }

        @GetMapping("/things/{id}")
        Answer<UUID> read(@PathVariable UUID id) {
            return Answer.of(id);
        }

        @GetMapping("/find")
        Answer<Integer> find(@RequestParam int limit, @RequestParam(defaultValue = "") String text) {
            return Answer.of(limit + text.length());
        }

        @GetMapping("/taken")
        void taken() {
            db.execute("do $$ begin raise unique_violation; end $$");
        }

        @GetMapping("/timeout")
        void timeout() {
            db.execute("do $$ begin raise query_canceled; end $$");
        }

        @GetMapping("/broken")
        void broken() {
            throw new IllegalStateException("canary");
        }
    }
}
