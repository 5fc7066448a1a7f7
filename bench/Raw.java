import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// What PostgreSQL does alone: by pgbench where it is installed, else by a loop of our own.
final class Raw {

    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");
    private static final int[] CLIENTS = {4, 8, 16, 32};
    private static final int TRIAL_SECONDS = 3;

    interface Work {
        void once(int worker) throws Exception;
    }

    private Raw() {}

    interface Trial {
        Figures with(int clients, int seconds) throws Exception;
    }

    /// The number of clients with which it does most.
    static int clients(int[] choices, Trial trial) throws Exception {
        var best = choices[0];
        var most = 0.0;
        for (var clients : choices) {
            var found = trial.with(clients, TRIAL_SECONDS).perSecond();
            if (found > most) {
                most = found;
                best = clients;
            }
        }
        return best;
    }

    /// The same for one select, prepared.
    static int clients(Server server, Path work, String sql) throws Exception {
        return clients(CLIENTS, (clients, seconds) -> select(server, work, sql, clients, seconds));
    }

    static String how() {
        return isInstalled() ? "pgbench" : "JDBC";
    }

    /// With its values written in, as superuser.
    static Figures select(Server server, Path work, String sql, int clients, int seconds) throws Exception {
        return isInstalled()
                ? pgbench(server, work, sql, Map.of(), "", clients, seconds)
                : loop(server, sql, clients, seconds);
    }

    /// As the application's role, so row security looks at each row, with values bound and the plan kept; only `pgbench`
    /// does it.
    static Figures asSent(Server server, Path work, Statements.Sent sent, UUID tenant, int clients, int seconds)
            throws Exception {
        return isInstalled()
                ? pgbench(server, work, sent.bound(), sent.values(),
                        "-c role=sangam_app -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c sangam.tenant=" + tenant,
                        clients, seconds)
                : new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
    }

    private static Figures pgbench(
            Server server, Path work, String sql, Map<String, String> values, String settings, int clients, int seconds)
            throws Exception {
        var script = work.resolve("select.sql");
        Files.writeString(script, sql + ";\n");
        var words = new ArrayList<>(List.of(
                "pgbench", "-h", "127.0.0.1", "-p", String.valueOf(server.databasePort()), "-U", "postgres", "-n",
                "-M", "prepared", "-f", script.toString(), "-c", String.valueOf(clients), "-j", "1",
                "-T", String.valueOf(seconds)));
        values.forEach((place, value) -> words.addAll(List.of("-D", "v" + place + "=" + value)));
        words.add("sangam");
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", server.password());
        builder.environment().put("PGOPTIONS", settings);
        var process = builder.start();
        Cleanup.add(process);
        var text = new String(process.getInputStream().readAllBytes());
        var tps = TPS.matcher(text);
        var latency = LATENCY.matcher(text);
        if (process.waitFor() != 0) {
            throw new IOException("pgbench: " + text);
        }
        return new Figures(
                tps.find() ? Double.parseDouble(tps.group(1)) : 0,
                latency.find() ? Double.parseDouble(latency.group(1)) : Double.NaN,
                Double.NaN,
                Double.NaN,
                0);
    }

    private static Figures loop(Server server, String sql, int clients, int seconds) throws Exception {
        var connections = connections(server, clients);
        try {
            var prepared = new ArrayList<java.sql.PreparedStatement>();
            for (var connection : connections) {
                prepared.add(connection.prepareStatement(sql));
            }
            return measure(clients, seconds, worker -> {
                try (var rows = prepared.get(worker).executeQuery()) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
            });
        } finally {
            close(connections);
        }
    }

    /// What some requests sent, one statement after the other, as superuser.
    ///
    /// @param requests the statements of each
    static Figures replay(Server server, UUID tenant, int clients, int seconds, List<List<String>> requests) throws Exception {
        var connections = connections(server, clients);
        var next = new AtomicInteger();
        try {
            for (var connection : connections) {
                try (var statement = connection.createStatement()) {
                    statement.execute("set sangam.tenant = '" + tenant + "'");
                }
            }
            return measure(clients, seconds, worker -> {
                try (var statement = connections.get(worker).createStatement()) {
                    for (var sql : requests.get(next.getAndIncrement() % requests.size())) {
                        try (var rows = statement.executeQuery(sql)) {
                            while (rows.next()) {
                                rows.getString(1);
                            }
                        }
                    }
                }
            });
        } finally {
            close(connections);
        }
    }

    static Figures measure(int workers, int seconds, Work work) throws Exception {
        var begin = System.nanoTime();
        var end = begin + seconds * 1_000_000_000L;
        try (var threads = Executors.newFixedThreadPool(workers)) {
            var running = new ArrayList<Future<long[]>>();
            for (var i = 0; i < workers; i++) {
                var worker = i;
                running.add(threads.submit((Callable<long[]>) () -> {
                    var times = new long[1024];
                    var count = 0;
                    while (System.nanoTime() < end) {
                        var asked = System.nanoTime();
                        work.once(worker);
                        if (count == times.length) {
                            times = Arrays.copyOf(times, count * 2);
                        }
                        times[count++] = System.nanoTime() - asked;
                    }
                    return Arrays.copyOf(times, count);
                }));
            }
            var all = new ArrayList<long[]>();
            for (var each : running) {
                all.add(each.get());
            }
            return Figures.of(
                    all.stream().flatMapToLong(Arrays::stream).toArray(), (System.nanoTime() - begin) / 1e9, 0);
        }
    }

    static List<Connection> connections(Server server, int count) throws Exception {
        var connections = new ArrayList<Connection>();
        for (var i = 0; i < count; i++) {
            connections.add(server.connect());
        }
        return connections;
    }

    static void close(List<Connection> connections) throws Exception {
        for (var connection : connections) {
            connection.close();
        }
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("pgbench", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
