package io.sangam.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The packaged jar as people start it, once for all journeys of this JVM, on a port of its own choice.
final class RunningSangam {

    record Account(String tenant, String email, String password, String role) {}

    private static final String READY = "Sangam is ready: ";
    private static final int LINES_KEPT = 20_000;

    private final Process process;
    private final Path directory;
    private final ConcurrentLinkedDeque<String> log = new ConcurrentLinkedDeque<>();
    private final String url;
    private final List<Account> accounts;

    private static final class Holder {
        static final RunningSangam INSTANCE = new RunningSangam();
    }

    static RunningSangam get() {
        return Holder.INSTANCE;
    }

    private RunningSangam() {
        try {
            directory = Files.createTempDirectory(
                    "sangam-e2e", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            process = start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            url = awaitReady();
            accounts = JsonMapper.shared()
                    .readValue(Files.readString(directory.resolve("sample-accounts.json")), new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException("Sangam did not start", e);
        }
    }

    /// What it has said so far.
    List<String> log() {
        return List.copyOf(log);
    }

    String url() {
        return url;
    }

    /// Any one of those with the role.
    Account account(String tenant, String role) {
        return accounts.stream()
                .filter(account ->
                        account.tenant().equals(tenant) && account.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    private Process start() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = System.getProperty("sangam.jar", "target/sangam.jar");
        var cache = Path.of("target/postgres-binaries").toAbsolutePath();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dsangam.postgres.cache=" + cache,
                        "-jar",
                        jar,
                        "--sangam.database.dir=" + directory,
                        "--sangam.database.durable=false",
                        "--sangam.sample=true",
                        "--logging.structured.format.console=ecs",
                        "--server.port=0")
                .redirectErrorStream(true)
                .start();
    }

    private String awaitReady() {
        var ready = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
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
        });
        try {
            return ready.get(4, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Sangam is not ready; its last words:\n" + String.join("\n", log), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (var files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
        }
    }
}
