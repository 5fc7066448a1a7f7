import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The packaged product in a process of its own, on a data directory that is thrown away.
final class Server implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final Pattern READY = Pattern.compile("Sangam is ready: (http\\S+)");
    private static final Pattern HEAP = Pattern.compile("(?:PSYoungGen|ParOldGen) +total \\d+K, used (\\d+)K");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path data;
    private final Process process;
    private final URI url;
    private final double secondsToReady;

    private Server(Path data, Process process, URI url, double secondsToReady) {
        this.data = data;
        this.process = process;
        this.url = url;
        this.secondsToReady = secondsToReady;
    }

    /// @param app the jar of the extracted layout
    /// @param options further words of the command line: those with -X before the jar, the rest after it
    static Server start(Path app, Path data, List<String> options) throws Exception {
        Files.createDirectories(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        var log = data.resolveSibling(data.getFileName() + ".log");
        var words = new ArrayList<String>();
        words.add(java());
        options.stream().filter(each -> each.startsWith("-X")).forEach(words::add);
        words.addAll(List.of(
                "@bin/java.options", "-jar", app.toString(), "--server.port=0", "--server.address=127.0.0.1",
                "--sangam.database.dir=" + data));
        options.stream().filter(each -> !each.startsWith("-X")).forEach(words::add);
        Files.deleteIfExists(log);
        var begin = System.nanoTime();
        var process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Cleanup.add(process);
        try {
            return new Server(data, process, awaitUrl(process, log), (System.nanoTime() - begin) / 1e9);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static URI awaitUrl(Process process, Path log) throws Exception {
        for (var i = 0; i < 12_000 && process.isAlive(); i++) {
            var found = READY.matcher(Files.exists(log) ? Files.readString(log) : "");
            if (found.find()) {
                return URI.create(found.group(1));
            }
            Thread.sleep(25);
        }
        throw new IllegalStateException("Sangam did not start:\n" + tail(log));
    }

    private static String tail(Path log) throws IOException {
        var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    double secondsToReady() {
        return secondsToReady;
    }

    Path data() {
        return data;
    }

    long pid() {
        return process.pid();
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", url.getPort());
    }

    /// The access token of one of the sample people, in the company of that name; generated ones have those of the model.
    String signIn(String company, String role) throws Exception {
        var of = company.startsWith("bench-") ? Generator.MODEL : company;
        for (var account : JSON.readTree(Files.readString(data.resolve("sample-accounts.json")))) {
            if (account.path("tenant").asString().equals(of)
                    && account.path("role").asString().equals(role)) {
                var body = JSON.writeValueAsString(Map.of(
                        "tenant", company,
                        "email", account.path("email").asString(),
                        "password", account.path("password").asString()));
                return post("/api/v1/auth/login", "none", body).path("accessToken").asString();
            }
        }
        throw new IllegalStateException("There is no " + role + " among the sample accounts");
    }

    /// The addresses of a sample company's people.
    List<String> people(String company) throws IOException {
        var emails = new ArrayList<String>();
        for (var account : JSON.readTree(Files.readString(data.resolve("sample-accounts.json")))) {
            if (account.path("tenant").asString().equals(company)) {
                emails.add(account.path("email").asString());
            }
        }
        return emails;
    }

    /// What a POST by nobody is answered.
    int status(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    UUID tenant(String slug) throws IOException, SQLException {
        try (var db = connect();
                var statement = db.createStatement()) {
            var rows = statement.executeQuery("select id from tenancy.directory where slug = '" + slug + "'");
            rows.next();
            return rows.getObject(1, UUID.class);
        }
    }

    JsonNode get(String path, String token) throws Exception {
        return send(HttpRequest.newBuilder(url.resolve(path)), token);
    }

    JsonNode post(String path, String token, String body) throws Exception {
        return send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                token);
    }

    JsonNode patch(String path, String token, String body) throws Exception {
        return send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/json")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(body)),
                token);
    }

    JsonNode upload(String path, String token, byte[] body) throws Exception {
        return send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                token);
    }

    /// @param seconds until its last byte
    record Download(long lines, long bytes, double seconds) {}

    /// Read to the end and thrown away.
    Download download(String path, String token) throws Exception {
        var begin = System.nanoTime();
        var answer = HTTP.send(
                HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Answered " + answer.statusCode());
        }
        var lines = 0L;
        var bytes = 0L;
        var buffer = new byte[1 << 16];
        try (var body = answer.body()) {
            for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
                for (var i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
            }
        }
        return new Download(lines, bytes, (System.nanoTime() - begin) / 1e9);
    }

    private static JsonNode send(HttpRequest.Builder request, String token) throws Exception {
        var ready = request.header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60))
                .build();
        var answer = HTTP.send(ready, HttpResponse.BodyHandlers.ofString());
        for (var again = 0; again < 5 && answer.statusCode() == 503; again++) {
            // what prepares or watches a measurement waits for a busy database; what is measured comes by Wire and Wrk
            Thread.sleep(1_000);
            answer = HTTP.send(ready, HttpResponse.BodyHandlers.ofString());
        }
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("Answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).path("data");
    }

    /// As the superuser: what we are compared with pays for no row security.
    Connection connect() throws IOException, SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + databasePort() + "/sangam?prepareThreshold=1", "postgres", password());
    }

    int databasePort() throws IOException {
        return Integer.parseInt(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip());
    }

    String password() throws IOException {
        return Files.readString(data.resolve("postgres.password"));
    }

    /// What the JVM's heap holds after a full collection, in MB.
    long liveHeap() throws Exception {
        command("GC.run");
        var kilobytes = 0L;
        var used = HEAP.matcher(command("GC.heap_info"));
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        return kilobytes / 1024;
    }

    private String command(String what) throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asked = new ProcessBuilder(jcmd, String.valueOf(pid()), what).redirectErrorStream(true).start();
        var text = new String(asked.getInputStream().readAllBytes());
        asked.waitFor(20, TimeUnit.SECONDS);
        return text;
    }

    void stop() throws Exception {
        process.destroy();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() throws Exception {
        stop();
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var paths = Files.walk(directory)) {
                paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }
}
