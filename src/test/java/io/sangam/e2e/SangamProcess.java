package io.sangam.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sangam.TestApi;
import io.sangam.database.Login;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.ApplicationContextInitializer;

/// The packaged jar in a process of its own, as people start it, on a port of its own choice.
final class SangamProcess implements AutoCloseable {

    private static final String READY = "Sangam is ready: ";
    private static final int LINES_KEPT = 20_000;
    /// A quick build leaves what an earlier one prepared in its folder.
    private static final boolean UNPREPARED = Boolean.getBoolean("sangam.unprepared");

    private final Process process;
    private final ConcurrentLinkedDeque<String> log = new ConcurrentLinkedDeque<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private SangamProcess(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        // a pipe that is read holds a virtual thread's carrier: two processes would take both of two cores
        Thread.ofPlatform().daemon().start(this::read);
    }

    /// Does not wait until it is ready, so that several can start at once.
    static SangamProcess begin(String... settings) {
        return begin(List.of(), settings);
    }

    /// @param classes folders of further classes, such as schedules of a test
    static SangamProcess begin(List<Path> classes, String... settings) {
        return launch(Installation.get().classPath(classes), Installation.cache(), settings);
    }

    /// @param aot the JVM's option that reads or writes its cache
    static SangamProcess launch(String classPath, String aot, String... settings) {
        var command = new ArrayList<>(List.of(
                java(),
                aot,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dsangam.postgres.cache=" + Path.of("target/postgres-binaries").toAbsolutePath(),
                "-cp",
                classPath,
                "io.sangam.SangamApplication"));
        if (UNPREPARED) {
            command.add(1, "-Dspring.aot.enabled=false");
        }
        command.addAll(List.of(settings));
        command.add("--server.port=0");
        try {
            return new SangamProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new IllegalStateException("Sangam did not start", e);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// What lets a process work on that database, together with others.
    static String[] on(Login database, String... more) {
        var settings = new ArrayList<>(List.of(
                "--sangam.database.url=" + database.url(),
                "--sangam.database.user=" + database.user(),
                "--sangam.database.password=" + database.password(),
                "--sangam.security.token-key=a key for tests, long enough for HMAC-SHA256",
                "--sangam.security.password-memory=64",
                "--logging.structured.format.console=ecs"));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    SangamProcess awaitReady() {
        try {
            ready.get(4, TimeUnit.MINUTES);
            return this;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Sangam is not ready; its last words:\n" + String.join("\n", log), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String url() {
        awaitReady();
        return ready.join();
    }

    int port() {
        return URI.create(url()).getPort();
    }

    TestApi api() {
        return new TestApi(port());
    }

    /// What it has said so far.
    List<String> log() {
        return List.copyOf(log);
    }

    /// As the power cut would.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// SIGTERM, as an orderly restart begins.
    void terminate() {
        // not by the process itself, which would close the pipe its last words come through
        process.toHandle().destroy();
    }

    int awaitEnd() {
        return awaitEnd(Duration.ofMinutes(1));
    }

    int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost)) {
                throw new IllegalStateException("Sangam does not end; its last words:\n" + String.join("\n", log));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.addLast(line);
                if (log.size() > LINES_KEPT) {
                    log.removeFirst();
                }
                if (line.startsWith(READY)) {
                    ready.complete(line.substring(READY.length()));
                }
            }
            ready.completeExceptionally(new IOException("it ended before it was ready"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /// A folder with these classes only, out of those the tests were compiled to.
    ///
    /// @param initializer the one of them that Spring calls before it makes its beans
    static Path folderOf(
            Path folder, Class<? extends ApplicationContextInitializer<?>> initializer, Class<?>... classes)
            throws IOException {
        Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(
                folder.resolve("META-INF/spring.factories"),
                ApplicationContextInitializer.class.getName() + "=" + initializer.getName());
        for (var each : classes) {
            var name = each.getName().replace('.', '/') + ".class";
            var target = folder.resolve(name);
            Files.createDirectories(target.getParent());
            try (var bytes = each.getClassLoader().getResourceAsStream(name)) {
                if (bytes == null) {
                    throw new IOException("There is no " + name);
                }
                Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }
}
