import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// Measures the product against PostgreSQL itself, in one run. See README.md.
final class Bench {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FILTER = "{\"field\":\"status\",\"op\":\"group\",\"value\":[\"open\",\"progress\"]}";

    private record Figures(double perSecond, double p50, double p95) {
        @Override
        public String toString() {
            return "%8.0f/s   p50 %6.1f ms   p95 %6.1f ms".formatted(perSecond, p50, p95);
        }
    }

    private interface Work {
        void once(int worker) throws Exception;
    }

    static void main(String[] args) throws Exception {
        var seconds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        var data = Files.createTempDirectory(
                "sangam-bench", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        var server = start(data);
        try {
            var url = awaitUrl(data);
            var token = signIn(url, data);
            list(url, token, data, seconds);
            intake(url, token, data, seconds);
        } finally {
            server.destroy();
            server.waitFor();
            try (var paths = Files.walk(data)) {
                paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }

    private static void list(String url, String token, Path data, int seconds) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/leads?limit=50&sort=-createdAt&filter="
                        + URLEncoder.encode(FILTER, StandardCharsets.UTF_8)))
                .header("Authorization", "Bearer " + token)
                .build();
        Work ours = _ -> expect(200, HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode());
        measure(16, Math.max(10, seconds), ours);
        var product = measure(16, seconds, ours);

        var raw = rawList(data, seconds);
        print("list", product, "the same select by JDBC", raw);
    }

    private static Figures rawList(Path data, int seconds) throws Exception {
        var connections = connections(data, 10);
        try {
            UUID tenant;
            List<String> statuses = new ArrayList<>();
            try (var statement = connections.getFirst().createStatement()) {
                var rows = statement.executeQuery("select id from tenancy.directory where slug = 'acme'");
                rows.next();
                tenant = rows.getObject(1, UUID.class);
                rows = statement.executeQuery(
                        "select distinct status from leads.lead where tenant_id = '" + tenant + "' limit 8");
                while (rows.next()) {
                    statuses.add(rows.getString(1));
                }
            }
            var sql = """
                    select id, version, title, company, status, temperature, expected_value_minor, expected_value_currency,
                           owner_id, phone, created_at
                    from leads.lead
                    where tenant_id = ? and deleted_at is null and status = any(?)
                    order by created_at desc, id desc limit 51
                    """;
            var prepared = new ArrayList<java.sql.PreparedStatement>();
            for (var connection : connections) {
                var statement = connection.prepareStatement(sql);
                statement.setObject(1, tenant);
                statement.setArray(2, connection.createArrayOf("text", statuses.toArray()));
                prepared.add(statement);
            }
            Work raw = worker -> {
                try (var rows = prepared.get(worker).executeQuery()) {
                    while (rows.next()) {
                        rows.getObject(1);
                    }
                }
            };
            measure(10, 3, raw);
            return measure(10, seconds, raw);
        } finally {
            close(connections);
        }
    }

    private static void intake(String url, String token, Path data, int seconds) throws Exception {
        var next = new AtomicLong(System.nanoTime() % 1_000_000);
        Work ours = _ -> {
            var body = JSON.writeValueAsString(java.util.Map.of(
                    "title", "Bench", "source", "website", "email", "bench" + next.incrementAndGet() + "@example.com"));
            var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/leads"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            expect(201, HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode());
        };
        measure(8, Math.max(10, seconds), ours);
        var product = measure(8, seconds, ours);
        print("intake", product, "raw inserts of the same rows", rawIntake(data, seconds));
    }

    /// Copies one lead, one task, one activity and one event under new ids: fewer rows than an intake writes, so the ratio
    /// errs against us.
    private static Figures rawIntake(Path data, int seconds) throws Exception {
        var connections = connections(data, 8);
        try {
            var copies = new ArrayList<String>();
            try (var statement = connections.getFirst().createStatement()) {
                var rows = statement.executeQuery("""
                        select format('%I.%I', c.table_schema, c.table_name),
                               string_agg(format('%I', column_name), ', ' order by ordinal_position)
                                   filter (where is_generated = 'NEVER' and is_identity = 'NO'),
                               string_agg(case when column_name in ('id', 'number', 'match_key')
                                               then case when data_type = 'uuid' then 'gen_random_uuid()'
                                                         else 'gen_random_uuid()::text' end
                                               else format('%I', column_name) end, ', ' order by ordinal_position)
                                   filter (where is_generated = 'NEVER' and is_identity = 'NO')
                        from information_schema.columns c
                        where (c.table_schema, c.table_name) in
                              (('leads', 'lead'), ('tasks', 'task'), ('records', 'activity'), ('events', 'event'))
                        group by 1
                        """);
                var shapes = new ArrayList<String[]>();
                while (rows.next()) {
                    shapes.add(new String[] {rows.getString(1), rows.getString(2), rows.getString(3)});
                }
                for (var shape : shapes) {
                    var model = statement.executeQuery("select tenant_id, id from " + shape[0] + " limit 1");
                    model.next();
                    copies.add("insert into %1$s (%2$s) select %3$s from %1$s where tenant_id = '%4$s' and id = '%5$s'"
                            .formatted(shape[0], shape[1], shape[2], model.getString(1), model.getString(2)));
                }
            }
            Work raw = worker -> {
                var connection = connections.get(worker);
                try (var statement = connection.createStatement()) {
                    for (var copy : copies) {
                        statement.addBatch(copy);
                    }
                    statement.executeBatch();
                    connection.commit();
                }
            };
            for (var connection : connections) {
                connection.setAutoCommit(false);
            }
            measure(8, 3, raw);
            return measure(8, seconds, raw);
        } finally {
            close(connections);
        }
    }

    private static Figures measure(int workers, int seconds, Work work) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        try (var threads = Executors.newFixedThreadPool(workers)) {
            var running = new ArrayList<Future<long[]>>();
            for (var i = 0; i < workers; i++) {
                var worker = i;
                running.add(threads.submit((Callable<long[]>) () -> {
                    var times = new long[1 << 20];
                    var count = 0;
                    while (System.nanoTime() < end && count < times.length) {
                        var begin = System.nanoTime();
                        work.once(worker);
                        times[count++] = System.nanoTime() - begin;
                    }
                    return Arrays.copyOf(times, count);
                }));
            }
            var all = new ArrayList<long[]>();
            for (var each : running) {
                all.add(each.get());
            }
            var sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Figures(
                    sorted.length / (double) seconds,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[(int) (sorted.length * 0.95)] / 1e6);
        }
    }

    private static void print(String scenario, Figures ours, String against, Figures raw) {
        System.out.printf("%n%s%n  Sangam                       %s%n", scenario, ours);
        System.out.printf("  %-28s %s%n  ratio of throughput          %.2f%n", against, raw, ours.perSecond() / raw.perSecond());
    }

    private static Process start(Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow", "-jar", "target/run/sangam.jar", "--server.port=0",
                        "--sangam.sample=true", "--sangam.database.dir=" + data)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("bench.log").toFile())
                .start();
    }

    private static String awaitUrl(Path data) throws Exception {
        var ready = Pattern.compile("Sangam is ready: (http\\S+)");
        for (var i = 0; i < 300; i++) {
            var found = ready.matcher(Files.readString(data.resolve("bench.log")));
            if (found.find()) {
                return found.group(1);
            }
            Thread.sleep(1_000);
        }
        throw new IllegalStateException("Sangam did not start; see " + data.resolve("bench.log"));
    }

    private static String signIn(String url, Path data) throws Exception {
        for (var account : JSON.readTree(Files.readString(data.resolve("sample-accounts.json")))) {
            if (account.path("tenant").asString().equals("acme") && account.path("role").asString().equals("ADMIN")) {
                var body = JSON.createObjectNode();
                List.of("tenant", "email", "password").forEach(name -> body.set(name, account.get(name)));
                var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/auth/login"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
                var answer = JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
                return answer.path("data").path("accessToken").asString();
            }
        }
        throw new IllegalStateException("There is no administrator of acme among the sample accounts");
    }

    /// As the superuser: the comparison pays for no row security.
    private static List<Connection> connections(Path data, int count) throws Exception {
        var port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
        var password = Files.readString(data.resolve("postgres.password"));
        var connections = new ArrayList<Connection>();
        for (var i = 0; i < count; i++) {
            connections.add(DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/sangam?prepareThreshold=1", "postgres", password));
        }
        return connections;
    }

    private static void close(List<Connection> connections) throws Exception {
        for (var connection : connections) {
            connection.close();
        }
    }

    private static void expect(int wanted, int status) {
        if (wanted != status) {
            throw new IllegalStateException("Answered " + status + " instead of " + wanted);
        }
    }
}
