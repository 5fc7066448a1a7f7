package io.sangam.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What lies between the application and PostgreSQL: a wire that can be slow, torn, or silent.
final class Wire implements AutoCloseable {

    private static final int CHUNK = 16 << 10;

    private final ServerSocket door;
    private final int server;
    private final Random chance = new Random(20);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile int tornOnceIn;
    private volatile boolean silent;

    Wire(int server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// @param delay of each piece, in each direction; up to half as much again by chance
    /// @param once in so many pieces the connection is reset instead; 0 is never
    void slow(Duration delay, int once) {
        this.delay = delay;
        this.tornOnceIn = once;
    }

    /// Nothing is refused, nothing arrives.
    void silent(boolean yes) {
        silent = yes;
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                try {
                    var behind = new Socket(InetAddress.getLoopbackAddress(), server);
                    client.setTcpNoDelay(true);
                    behind.setTcpNoDelay(true);
                    sockets.add(client);
                    sockets.add(behind);
                    Thread.ofVirtual().start(() -> carry(client, behind));
                    Thread.ofVirtual().start(() -> carry(behind, client));
                } catch (IOException _) {
                    client.close(); // the server is away
                }
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            var buffer = new byte[CHUNK];
            var in = from.getInputStream();
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                var usual = delay.toMillis();
                if (usual > 0) {
                    Thread.sleep(usual + chance.nextLong(usual / 2 + 1));
                }
                while (silent) {
                    Thread.sleep(20);
                }
                if (tornOnceIn > 0 && chance.nextInt(tornOnceIn) == 0) {
                    from.setSoLinger(true, 0);
                    to.setSoLinger(true, 0);
                    return;
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException _) {
            // one end is gone, so is the other
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
