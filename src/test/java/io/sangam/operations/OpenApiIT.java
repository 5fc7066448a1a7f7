package io.sangam.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The committed document is what the web app's client is generated from, so it has to be the one the server gives.
/// `-Dsangam.openapi.write=true` writes it anew.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OpenApiIT {

    private static final Path COMMITTED = Path.of("frontend/openapi.json");

    @LocalServerPort
    private int port;

    private String text = "";
    private JsonNode document = JsonMapper.shared().nullNode();

    @BeforeEach
    void read() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/openapi.json"))
                    .build();
            text = http.send(request, HttpResponse.BodyHandlers.ofString()).body() + "\n";
        }
        document = JsonMapper.shared().readTree(text);
    }

    @Test
    void theCommittedDocumentIsTheServers() throws Exception {
        if (Boolean.getBoolean("sangam.openapi.write")) {
            Files.writeString(COMMITTED, text);
        }

        assertThat(COMMITTED)
                .as("run ./sangam codegen and commit frontend/openapi.json")
                .content()
                .isEqualTo(text);
    }

    @Test
    void everyOperationIsNamedOnceAndDescribed() {
        var ids = new ArrayList<String>();
        for (var operation : operations()) {
            ids.add(operation.at("/operationId").asString());
            assertThat(operation.at("/summary").asString())
                    .as(operation.toString())
                    .isNotBlank();
            assertThat(operation.at("/tags").size()).as(operation.toString()).isPositive();
            assertThat(operation.at("/responses").propertyNames())
                    .contains("400", "401", "403", "404", "409", "422", "503");
        }

        assertThat(ids)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z]+"), "has no suffix");
    }

    @Test
    void everySuccessIsAnEnvelope() {
        for (var operation : operations()) {
            for (var status : List.of("200", "201")) {
                var schema = operation.at("/responses/" + status + "/content/application~1json/schema");
                if (!schema.isMissingNode()) {
                    assertThat(resolved(schema).at("/required").toString())
                            .as(operation.at("/operationId").asString())
                            .contains("success")
                            .contains("data");
                }
            }
        }
    }

    @Test
    void everythingItRefersToExists() {
        for (var reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asString().substring(1)).isMissingNode())
                    .as(reference.asString())
                    .isFalse();
        }
        assertThat(document.at("/openapi").asString()).startsWith("3.1");
        assertThat(document.at("/servers/0/url").asString()).isEqualTo("/");
    }

    private JsonNode resolved(JsonNode schema) {
        var reference = schema.at("/$ref");
        return reference.isMissingNode()
                ? schema
                : document.at(reference.asString().substring(1));
    }

    private List<JsonNode> operations() {
        var operations = new ArrayList<JsonNode>();
        document.at("/paths").forEach(path -> path.forEach(operations::add));
        return operations;
    }
}
