package io.sangam;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody else's server, on a real socket: answers what the test tells it to and remembers what it was sent.
public final class Endpoint implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public record Received(String path, Map<String, List<String>> headers, String text) {

        public JsonNode body() {
            return JSON.readTree(text);
        }

        public String header(String name) {
            return Optional.ofNullable(headers.get(Character.toUpperCase(name.charAt(0))
                            + name.substring(1).toLowerCase(java.util.Locale.ROOT)))
                    .map(List::getFirst)
                    .orElse("");
        }
    }

    public interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Answering answering = answer(200);

    public Endpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                received.add(new Received(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders(),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                answering.answer(exchange);
            }
        });
        server.start();
    }

    public static Answering answer(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    public void answers(Answering next) {
        answering = next;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://localhost:" + port() + path;
    }

    public List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
