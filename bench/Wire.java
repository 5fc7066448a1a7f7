import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/// Asks over so many connections at once, each as soon as it has its answer. One thread and no objects per answer: the
/// load must not take the processor from who is measured.
final class Wire {

    private static final int BUFFER = 256 * 1024;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKS_END = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length:";

    private final Supplier<byte[]> requests;
    private final String expected;
    private long[] times = new long[1 << 16];
    private int answers;
    private long failed;

    private Wire(Supplier<byte[]> requests, int expected) {
        this.requests = requests;
        this.expected = "HTTP/1.1 " + expected;
    }

    static byte[] get(String path, String token) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, token)
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] post(String path, String token, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(path, token, bytes.length)
                .getBytes(StandardCharsets.US_ASCII);
        var all = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        return all;
    }

    /// @param perSecond how many requests are sent at most; 0 as many as are answered
    static Figures run(
            InetSocketAddress to, int connections, double seconds, int perSecond, int expected, Supplier<byte[]> requests)
            throws IOException {
        return new Wire(requests, expected).run(to, connections, seconds, perSecond);
    }

    private Figures run(InetSocketAddress to, int connections, double seconds, int perSecond) throws IOException {
        try (var selector = Selector.open()) {
            for (var i = 0; i < connections; i++) {
                open(selector, to);
            }
            var begin = System.nanoTime();
            var end = begin + (long) (seconds * 1e9);
            var gap = perSecond == 0 ? 0 : 1_000_000_000L / perSecond;
            var next = begin;
            for (var key : selector.keys()) {
                if (gap == 0) {
                    ((Line) key.attachment()).ask();
                }
            }
            while (System.nanoTime() < end) {
                if (gap > 0 && System.nanoTime() >= next) {
                    next += gap;
                    askFree(selector);
                }
                selector.select(gap > 0 ? 1 : 100);
                var keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    var line = (Line) keys.next().attachment();
                    keys.remove();
                    try {
                        if (line.answered() && gap == 0) {
                            line.ask();
                        }
                    } catch (IOException _) {
                        failed++;
                        line.channel.close();
                        line = open(selector, to);
                        if (gap == 0) {
                            line.ask();
                        }
                    }
                }
            }
            var took = (System.nanoTime() - begin) / 1e9;
            for (var key : selector.keys()) {
                key.channel().close();
            }
            return Figures.of(Arrays.copyOf(times, answers), took, failed);
        }
    }

    private Line open(Selector selector, InetSocketAddress to) throws IOException {
        var channel = SocketChannel.open(to);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var line = new Line(channel);
        channel.register(selector, SelectionKey.OP_READ, line);
        return line;
    }

    private static void askFree(Selector selector) throws IOException {
        for (var key : selector.keys()) {
            var line = (Line) key.attachment();
            if (line.asked == 0) {
                line.ask();
                return;
            }
        }
    }

    private final class Line {

        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
        private long asked;
        /// Where the answer ends; 0 while unknown, -1 when it comes in chunks.
        private int length;

        private Line(SocketChannel channel) {
            this.channel = channel;
        }

        private void ask() throws IOException {
            asked = System.nanoTime();
            var out = ByteBuffer.wrap(requests.get());
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        /// True when the answer is complete.
        private boolean answered() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("The server closed a connection");
            }
            if (length == 0) {
                var head = find(HEAD_END);
                if (head < 0) {
                    return false;
                }
                length = length(new String(in.array(), 0, head, StandardCharsets.US_ASCII), head + HEAD_END.length);
            }
            var complete = length > 0 ? in.position() >= length : endsWith(CHUNKS_END);
            if (complete) {
                settle();
            }
            return complete;
        }

        private void settle() {
            if (new String(in.array(), 0, expected.length(), StandardCharsets.US_ASCII).equals(expected)) {
                if (answers == times.length) {
                    times = Arrays.copyOf(times, times.length * 2);
                }
                times[answers++] = System.nanoTime() - asked;
            } else {
                failed++;
            }
            in.clear();
            length = 0;
            asked = 0;
        }

        private int length(String head, int body) {
            var at = head.toLowerCase(java.util.Locale.ROOT).indexOf(LENGTH);
            if (at < 0) {
                return -1;
            }
            var end = head.indexOf('\r', at);
            return body + Integer.parseInt(head.substring(at + LENGTH.length(), end < 0 ? head.length() : end).strip());
        }

        private int find(byte[] what) {
            var bytes = in.array();
            for (var i = 0; i + what.length <= in.position(); i++) {
                if (Arrays.equals(bytes, i, i + what.length, what, 0, what.length)) {
                    return i;
                }
            }
            return -1;
        }

        private boolean endsWith(byte[] what) {
            var from = in.position() - what.length;
            return from >= 0 && Arrays.equals(in.array(), from, in.position(), what, 0, what.length);
        }
    }
}
