package io.sangam.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OperationsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready"})
    void saysThatItIsHealthyAndNoMore(String path) throws Exception {
        var response = get(path);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        // the tests before this one may have left late work behind, which is no reason to refuse service
        assertThat(json(response).at("/status").asString()).isIn("UP", "DEGRADED");
        assertThat(response.body()).doesNotContain("components");
    }

    @Test
    void theComprehensiveAnswerMeasuresWhatCanFail() throws Exception {
        var components = json(get("/health/comprehensive")).at("/components");

        assertThat(components.propertyNames()).contains("database", "outbox", "jobs", "diskSpace");
        assertThat(components.at("/database/details/latencyMicroseconds").asLong())
                .isPositive();
        assertThat(components.at("/outbox/details").propertyNames()).contains("lagSeconds", "waiting", "dead");
    }

    @Test
    void metricsCarryNoTenant() throws Exception {
        get("/api/v1/notifications");
        var metrics = get("/metrics").body();

        assertThat(metrics)
                .contains("http_server_requests_seconds_count")
                .contains("hikaricp_connections_active")
                .contains("sangam_outbox_lag_seconds")
                .contains("sangam_outbox_dead")
                .contains("sangam_jobs_lag_seconds")
                .contains("sangam_sockets_open")
                .doesNotContain("tenant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/env", "/env", "/beans", "/heapdump", "/prometheus", "/v3/api-docs"})
    void exposesNothingElse(String path) throws Exception {
        assertThat(get(path).body())
                .doesNotContain("\"_links\"")
                .doesNotContain("propertySources")
                .doesNotContain("jvm_");
    }

    @Test
    void theReferencePageLoadsOnlyFromHere() throws Exception {
        var page = get("/api/v1/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).doesNotContain("http");
        for (var file : List.of("swagger-ui.css", "swagger-ui-bundle.js", "start.js")) {
            assertThat(page.body()).contains("/api/v1/docs/" + file);
            assertThat(get("/api/v1/docs/" + file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/jobs", "/api/v1/jobs/dead", "/api/v1/events/dead-letters"})
    void theMachineryIsNotForStrangers(String path) throws Exception {
        var response = get(path);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).at("/code").asString()).isEqualTo("UNAUTHENTICATED");
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /// Who may look is decided by identity and access, and tested there.
    @TestConfiguration
    static class Opened {

        @Bean
        @Order(-100)
        SecurityFilterChain openToAll(HttpSecurity http) throws Exception {
            return http.securityMatcher("/health/**", "/metrics")
                    .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .build();
        }
    }
}
