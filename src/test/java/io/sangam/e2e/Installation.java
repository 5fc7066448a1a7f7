package io.sangam.e2e;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/// The packaged jar made ready as `./sangam run` does it: taken apart, with the JDK's AOT cache of a recorded first
/// start. The suites start dozens of processes, and with the cache each takes a fraction of the time. That first start
/// also loads the sample companies, once for all who want them.
final class Installation {

    private static final Path FOLDER = Path.of("target/e2e").toAbsolutePath();
    private static final Path LOCK = Path.of("target/e2e.lock").toAbsolutePath();
    private static final Path APP = FOLDER.resolve("app");
    private static final Path CACHE = FOLDER.resolve("sangam.aot");
    private static final Path SAMPLE = FOLDER.resolve("sample.tar");

    private final Path app;

    private static final class Holder {
        static final Installation INSTANCE = new Installation();
    }

    static Installation get() {
        return Holder.INSTANCE;
    }

    private Installation() {
        var jar = Path.of(System.getProperty("sangam.jar", "target/sangam.jar")).toAbsolutePath();
        app = APP.resolve(jar.getFileName());
        // two JVMs run tests at once
        try (var lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (isOlderThan(app, jar)) {
                FileSystemUtils.deleteRecursively(FOLDER);
                Files.createDirectories(FOLDER);
                run(List.of(
                        SangamProcess.java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        APP.toString()));
            }
            if (isOlderThan(SAMPLE, app)) {
                record();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param folders of further classes, behind the application's own
    String classPath(List<Path> folders) {
        var path = new StringBuilder(app.toString());
        folders.forEach(folder -> path.append(':').append(folder));
        return path.toString();
    }

    static String cache() {
        return "-XX:AOTCache=" + CACHE;
    }

    /// Makes a data directory of an empty folder.
    void unpackSample(Path data) throws IOException {
        run(List.of("tar", "-xf", SAMPLE.toString(), "-C", data.toString()));
    }

    private void record() throws IOException {
        var data = Files.createTempDirectory(
                "sangam-first", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        var first = SangamProcess.launch(
                classPath(List.of()),
                "-XX:AOTCacheOutput=" + CACHE,
                "--sangam.database.dir=" + data,
                "--sangam.database.durable=false",
                "--sangam.sample=true");
        try {
            first.awaitReady();
            first.terminate();
            // writing the cache is the last thing it does
            first.awaitEnd(Duration.ofMinutes(5));
            if (!Files.exists(CACHE)) {
                throw new IllegalStateException("No cache was written:\n" + String.join("\n", first.log()));
            }
            run(List.of("tar", "-cf", SAMPLE.toString(), "-C", data.toString(), "."));
        } finally {
            first.close();
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private static boolean isOlderThan(Path made, Path source) throws IOException {
        return !Files.exists(made) || Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(source)) < 0;
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("It did not end well: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
