package io.sangam.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real PostgreSQL as a child process: the database of people who configured none.
///
/// PostgreSQL refuses to run as root, so root starts it as `nobody` (`setpriv`), or in a user namespace (`unshare`)
/// when the data directory lies where `nobody` can't reach. `--pdeathsig` ends it with this process, even after `kill
/// -9`.
public final class EmbeddedPostgres implements AutoCloseable {

    public static final String VERSION = "18.6.0";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int NOBODY = 65534;
    private static final int READY_LINE = 7;

    private enum RunAs {
        DIRECT,
        SETPRIV,
        UNSHARE
    }

    private final Path root;
    private final Path data;
    private final Path binaries;
    private final FileLock lock;
    private final RunAs runAs;
    private final int uid;
    private final String password;
    private final int port;
    private final long pid;
    private final @Nullable Process process;

    public static EmbeddedPostgres start(Path dir, boolean durable) {
        try {
            return new EmbeddedPostgres(dir.toAbsolutePath().normalize(), durable);
        } catch (IOException e) {
            throw new DatabaseUnusable("The embedded PostgreSQL in " + dir + " did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the embedded PostgreSQL started", e);
        }
    }

    private EmbeddedPostgres(Path root, boolean durable) throws IOException, InterruptedException {
        this.root = root;
        Files.createDirectories(root);
        lock = lock(root);
        binaries = unpack(Path.of(System.getProperty(
                "sangam.postgres.cache", root.resolve("postgres-" + VERSION).toString())));
        data = root.resolve("postgres");
        var me = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        runAs = me == 0 ? runAsForRoot() : RunAs.DIRECT;
        uid = runAs == RunAs.SETPRIV ? dataOwner() : me;
        password = password();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initdb();
        }
        var running = runningPostmaster();
        if (running > 0) {
            pid = running;
            process = null;
            port = Integer.parseInt(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip());
            log.info("Attached to the PostgreSQL {} that already runs on {}", pid, data);
        } else {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            port = freePort();
            process = launch(durable);
            pid = process.pid();
            awaitReady(process);
            log.info("PostgreSQL {} on 127.0.0.1:{}, data in {}", VERSION, port, data);
        }
    }

    Login superuser() {
        return new Login("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
    }

    private static FileLock lock(Path root) throws IOException {
        try {
            @Nullable
            FileLock lock = FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException _) {
            // held by this very process: the same refusal
        }
        throw new IOException("another Sangam already uses this data directory; stop it, choose another one with"
                + " --data DIR, or let both use one external PostgreSQL (sangam.database.url)");
    }

    private RunAs runAsForRoot() throws IOException, InterruptedException {
        var postgres = binaries.resolve("bin/postgres").toString();
        if (succeeds(
                List.of("setpriv", "--reuid=" + dataOwner(), "--regid=" + NOBODY, "--clear-groups", postgres, "-V"))) {
            return RunAs.SETPRIV;
        }
        if (succeeds(List.of("unshare", "-U", postgres, "-V"))) {
            return RunAs.UNSHARE;
        }
        throw new IOException(
                "PostgreSQL refuses to run as root, and neither setpriv (util-linux) nor unshare -U works here."
                        + " Run Sangam as a normal user, or set sangam.database.url to an external PostgreSQL");
    }

    /// The owner of an existing data directory wins, so that a restart never has to change the owner of thousands of
    /// files.
    private int dataOwner() throws IOException {
        var owner = Files.exists(data) ? (Integer) Files.getAttribute(data, "unix:uid") : 0;
        return owner == 0 ? NOBODY : owner;
    }

    private List<String> command(String program, String... arguments) {
        var words = new ArrayList<String>();
        switch (runAs) {
            case SETPRIV ->
                words.addAll(
                        List.of("setpriv", "--reuid=" + uid, "--regid=" + NOBODY, "--clear-groups", "--inh-caps=-all"));
            case UNSHARE -> words.addAll(List.of("unshare", "-U"));
            case DIRECT -> {}
        }
        words.add(binaries.resolve("bin/" + program).toString());
        words.addAll(List.of(arguments));
        return words;
    }

    /// Builds the cluster beside its place and moves it there in one step, so a kill leaves nothing half-made.
    private void initdb() throws IOException, InterruptedException {
        var fresh = root.resolve("postgres.init");
        deleteTree(fresh);
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var passwordFile = root.resolve("postgres.init.password");
        Files.deleteIfExists(passwordFile);
        writePrivate(passwordFile, password);
        giveAway(fresh);
        giveAway(passwordFile);
        try {
            run(command(
                    "initdb",
                    "--pgdata=" + fresh,
                    "--username=postgres",
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--locale=C.UTF-8",
                    "--no-instructions"));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void giveAway(Path path) throws IOException {
        if (runAs == RunAs.SETPRIV) {
            Files.setAttribute(path, "unix:uid", uid);
            Files.setAttribute(path, "unix:gid", NOBODY);
        }
    }

    private Process launch(boolean durable) throws IOException, InterruptedException {
        var words = command("postgres", "-D", data.toString());
        if (runAs == RunAs.SETPRIV) {
            words.add(1, "--pdeathsig=INT");
        } else if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            words.addAll(runAs == RunAs.UNSHARE ? 2 : 0, List.of("setpriv", "--pdeathsig=INT"));
        }
        var settings = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=100",
                "shared_buffers=256MB",
                "max_wal_size=1GB",
                "jit=off",
                "random_page_cost=1.1",
                // Passwords are random: nobody guesses one, however fast. Each connection would wait for 4,096 rounds.
                "scram_iterations=1",
                "log_min_messages=warning"));
        if (!durable) {
            settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
            // One server serves all tests of a JVM, and each Spring context keeps its own pool open.
            settings.add("max_connections=400");
        }
        settings.forEach(setting -> words.addAll(List.of("-c", setting)));
        return startFromLastingThread(new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        root.resolve("postgres.log").toFile())));
    }

    /// The kernel sends the death signal when the *thread* that forked ends, so that thread stays until the server has.
    static Process startFromLastingThread(ProcessBuilder builder) throws IOException, InterruptedException {
        var started = new CompletableFuture<Process>();
        Thread.ofPlatform().daemon().name("postgres-parent").start(() -> {
            try {
                var child = builder.start();
                started.complete(child);
                child.waitFor();
            } catch (IOException e) {
                started.completeExceptionally(e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new IOException("PostgreSQL can't be started", e.getCause());
        }
    }

    private void awaitReady(Process server) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            if (!server.isAlive()) {
                throw new IOException("PostgreSQL ended with code " + server.exitValue()
                        + "; the reason stands at the end of " + root.resolve("postgres.log"));
            }
            if (isReady()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new IOException("PostgreSQL was not ready after 60 s; see " + root.resolve("postgres.log"));
    }

    private boolean isReady() throws IOException {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() > READY_LINE && lines.get(READY_LINE).strip().equals("ready");
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private long runningPostmaster() throws IOException {
        if (!isReady()) {
            return -1;
        }
        var candidate = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        try {
            var commandLine = Files.readString(Path.of("/proc/" + candidate + "/cmdline"));
            return commandLine.contains(data.toString()) ? candidate : -1;
        } catch (NoSuchFileException _) {
            return -1;
        }
    }

    @Override
    public void close() {
        try {
            // SIGINT is PostgreSQL's fast shutdown; Process.destroy would send the slow one.
            new ProcessBuilder("kill", "-INT", String.valueOf(pid)).start().waitFor();
            if (process != null && !process.waitFor(20, TimeUnit.SECONDS)) {
                log.warn("PostgreSQL {} did not stop within 20 s", pid);
            }
            lock.channel().close();
        } catch (IOException e) {
            log.warn("PostgreSQL {} could not be stopped", pid, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String password() throws IOException {
        var file = root.resolve("postgres.password");
        if (!Files.exists(file)) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            writePrivate(file, HexFormat.of().formatHex(bytes));
        }
        return Files.readString(file);
    }

    private static void writePrivate(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static Path unpack(Path target) throws IOException {
        if (Files.exists(target.resolve(".complete"))) {
            return target;
        }
        var parent = target.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        var temporary = Files.createTempDirectory(parent, "postgres-unpack");
        var archive = "/postgres-linux-" + architecture() + ".txz";
        try (var resource = EmbeddedPostgres.class.getResourceAsStream(archive)) {
            if (resource == null) {
                throw new IOException("there is no embedded PostgreSQL for " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch") + "; set sangam.database.url to an external one");
            }
            var tar =
                    new TarArchiveInputStream(new BufferedInputStream(new XZCompressorInputStream(resource), 1 << 16));
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = temporary.resolve(entry.getName()).normalize();
                if (!path.startsWith(temporary)) {
                    throw new IOException("the archive holds a path outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(path, temporary.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(temporary.resolve(".complete"));
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // another process unpacked the same version at the same time
            if (!Files.exists(target.resolve(".complete"))) {
                throw e;
            }
            deleteTree(temporary);
        }
        return target;
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case String other -> other;
        };
    }

    private static void deleteTree(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (var each : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var child = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (child.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + child.exitValue() + "\n" + output);
        }
    }
}
