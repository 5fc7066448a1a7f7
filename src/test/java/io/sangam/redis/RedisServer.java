package io.sangam.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A real Redis on a free port, which keeps nothing on disk and can be stopped and started again.
public final class RedisServer implements AutoCloseable {

    private final int port;
    private final Path dir;
    private Process process;

    public RedisServer() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
            dir = Files.createTempDirectory("sangam-redis");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        process = begin();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public void start() {
        process = begin();
    }

    public void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process begin() {
        try {
            return new ProcessBuilder(
                            "redis-server",
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--dir",
                            dir.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("Install Redis: apt install redis-server", e);
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Files.deleteIfExists(dir);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
