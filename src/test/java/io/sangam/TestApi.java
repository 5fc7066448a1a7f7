package io.sangam;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to the running server as any client would: `new TestApi(port).as(token).post("/leads", body)`.
public final class TestApi {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param body missing when there is none
    public record Reply(int status, HttpHeaders headers, JsonNode body) {

        public JsonNode data() {
            return body.path("data");
        }

        public String code() {
            return body.path("code").asString("");
        }
    }

    private final String root;
    private final Map<String, String> headers;

    public TestApi(int port) {
        this("http://localhost:" + port, Map.of());
    }

    private TestApi(String root, Map<String, String> headers) {
        this.root = root;
        this.headers = headers;
    }

    public TestApi as(String accessToken) {
        return with("Authorization", "Bearer " + accessToken);
    }

    public TestApi with(String header, String value) {
        var more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new TestApi(root, more);
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    public Reply put(String path, @Nullable Object body) {
        return send("PUT", path, body);
    }

    public Reply patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    /// A file; cut off in the middle, it is an [IOException].
    public HttpResponse<byte[]> download(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(root + "/api/v1" + path));
        headers.forEach(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /// Paths are below /api/v1 unless they begin with two slashes: `//health`.
    public Reply send(String method, String path, @Nullable Object body) {
        var uri = URI.create(root + (path.startsWith("//") ? path.substring(1) : "/api/v1" + path));
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        return send(HttpRequest.newBuilder(uri).method(method, publisher).header("Content-Type", "application/json"));
    }

    /// A file as the body.
    public Reply upload(String path, byte[] file) {
        return send(HttpRequest.newBuilder(URI.create(root + "/api/v1" + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .header("Content-Type", "application/octet-stream"));
    }

    private Reply send(HttpRequest.Builder request) {
        headers.forEach(request::header);
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return new Reply(
                    response.statusCode(),
                    response.headers(),
                    json ? JSON.readTree(response.body()) : JSON.missingNode());
        } catch (IOException e) {
            throw new IllegalStateException(request.build().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
