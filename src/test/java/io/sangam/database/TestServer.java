package io.sangam.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL of its own that nobody embeds: for tests that hurt it, or let several processes share it. It stays on
/// one port, so that whoever knew it finds it again after a restart.
public final class TestServer implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Path root;
    private final Path wal;
    private final List<String> settings;
    private final int port;
    private final Login superuser;
    private Process process;

    /// @param settings of PostgreSQL, such as `max_connections=40`
    public static TestServer start(String... settings) {
        return start(temporary("sangam-server"), temporary("sangam-wal"), settings);
    }

    /// @param root an empty folder every user may enter
    /// @param wal another, for the write-ahead log: PostgreSQL ends when it cannot write that
    public static TestServer start(Path root, Path wal, String... settings) {
        try {
            return new TestServer(root, wal, List.of(settings));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The server in " + root + " did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private TestServer(Path root, Path wal, List<String> settings)
            throws IOException, InterruptedException, SQLException {
        this.root = root;
        this.wal = wal;
        this.settings = settings;
        System.setProperty("sangam.postgres.cache", binaries().toString());
        String password;
        try (var made = EmbeddedPostgres.start(root, false)) {
            password = made.superuser().password();
        }
        moveWal();
        port = freePort();
        superuser = new Login("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
        process = launch();
        awaitReady();
    }

    private TestServer(Path root, int port, TestServer primary) throws IOException, InterruptedException {
        this.root = root;
        this.wal = temporary("sangam-wal");
        this.settings = primary.settings;
        this.port = port;
        this.superuser = new Login(
                primary.superuser.url().replace(":" + primary.port, ":" + port),
                "postgres",
                primary.superuser.password());
        process = launch();
        awaitReady();
    }

    /// A copy of this server that follows it, and may be read.
    public TestServer standby(int at) throws IOException, InterruptedException, SQLException {
        var folder = temporary("sangam-standby");
        try (var connection = superuser.connect();
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('standby', true)");
            copy(root.resolve("postgres"), folder.resolve("postgres"));
            var log = folder.resolve("postgres/pg_wal");
            Files.delete(log); // a link to the other's
            copy(wal.resolve("pg_wal"), log);
            try (var rows = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                rows.next();
                Files.writeString(folder.resolve("postgres/backup_label"), rows.getString(1));
            }
        }
        var data = folder.resolve("postgres");
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        Files.createFile(data.resolve("standby.signal"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "\nprimary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=%s'\n"
                        .formatted(port, superuser.password()),
                StandardOpenOption.APPEND);
        for (var made : List.of("backup_label", "standby.signal")) {
            Files.setAttribute(data.resolve(made), "unix:uid", Files.getAttribute(data, "unix:uid"));
            Files.setAttribute(data.resolve(made), "unix:gid", Files.getAttribute(data, "unix:gid"));
        }
        return new TestServer(folder, at, this);
    }

    /// With owner and rights. A file that goes away meanwhile is none the copy needs.
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /// It follows nobody any more.
    public void promote() throws SQLException {
        try (var connection = superuser.connect();
                var statement = connection.createStatement()) {
            statement.execute("alter system reset synchronous_standby_names");
            statement.execute("select pg_promote(true, 30), pg_reload_conf()");
        }
    }

    public int port() {
        return port;
    }

    public static int freePort() {
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void moveWal() throws IOException, InterruptedException {
        var inside = root.resolve("postgres/pg_wal");
        var outside = wal.resolve("pg_wal");
        // keeps owner and rights, also onto another disk
        var moved = new ProcessBuilder("mv", inside.toString(), outside.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (moved != 0) {
            throw new IOException("The log stays in " + inside);
        }
        Files.createSymbolicLink(inside, outside);
    }

    private static Path binaries() {
        return Path.of("target/postgres-binaries").toAbsolutePath();
    }

    /// A folder that also `nobody` may enter.
    public static Path temporary(String prefix) {
        try {
            return Files.createTempDirectory(
                    prefix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process launch() throws IOException, InterruptedException {
        var data = root.resolve("postgres");
        var words = new ArrayList<String>(List.of("setpriv", "--pdeathsig=INT"));
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            words.addAll(List.of(
                    "--reuid=" + Files.getAttribute(data, "unix:uid"),
                    "--regid=" + Files.getAttribute(data, "unix:gid"),
                    "--clear-groups",
                    "--inh-caps=-all"));
        }
        words.addAll(List.of(binaries().resolve("bin/postgres").toString(), "-D", data.toString()));
        var all = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "shared_buffers=64MB",
                "jit=off",
                "fsync=off"));
        all.addAll(settings);
        all.forEach(setting -> words.addAll(List.of("-c", setting)));
        return EmbeddedPostgres.startFromLastingThread(new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())));
    }

    /// Beside the data, so that a full disk can still be told of.
    private Path log() {
        return root.resolveSibling(root.getFileName() + ".log");
    }

    private void awaitReady() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            try (var _ = superuser.connect()) {
                return;
            } catch (SQLException _) {
                if (!process.isAlive()) {
                    // what a killed one left in shared memory goes away by itself, within a moment
                    process = launch();
                }
                Thread.sleep(200);
            }
        }
        throw new IllegalStateException("Not ready:\n" + Files.readString(log(), UTF_8));
    }

    /// The database Sangam lives in, with all rights.
    public Connection connect() throws SQLException {
        return new Login(superuser.url().replaceFirst("/postgres$", "/sangam"), superuser.user(), superuser.password())
                .connect();
    }

    /// The database, made when it is asked for, and who owns it.
    public Login database() {
        return DatabaseRoles.createOwner(superuser);
    }

    public Map<String, String> properties() {
        var owner = database();
        return Map.of(
                "sangam.database.url", owner.url(),
                "sangam.database.user", owner.user(),
                "sangam.database.password", owner.password());
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void restart() throws IOException, InterruptedException {
        process = launch();
        awaitReady();
    }

    /// Starts it again if it gave up.
    public void revive() throws IOException, InterruptedException {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            awaitReady();
        } else {
            restart();
        }
    }

    @Override
    public void close() {
        try {
            // SIGINT is PostgreSQL's fast shutdown
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            for (var folder : List.of(root, wal)) {
                try (var files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder())
                            .forEach(file -> file.toFile().delete());
                }
            }
            Files.deleteIfExists(log());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
