import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/// Two thousand open browsers, fifty in each of forty companies. Every change is told to the fifty of its company.
final class SocketScenario {

    private static final int OF_COMPANY = 50;
    private static final int OPENING_AT_ONCE = 4;
    private static final int CHANGES_PER_SECOND = 20;
    private static final double TARGET_MS = 200;
    private static final Pattern UPDATED = Pattern.compile("\"lead\\.updated\".*\"version\":(\\d+)");

    /// The lead of a company that is changed again and again, and when each version of it was asked for.
    private static final class Company {

        private final String token;
        private final String lead;
        private int version;
        private final Map<Integer, Long> asked = new java.util.concurrent.ConcurrentHashMap<>();

        private Company(String token, String lead, int version) {
            this.token = token;
            this.lead = lead;
            this.version = version;
        }
    }

    private static final class Browser {

        private final Company company;
        private final ByteBuffer in = ByteBuffer.allocate(16 * 1024);

        private Browser(Company company) {
            this.company = company;
        }
    }

    private SocketScenario() {}

    static void run(Server server, Bench.Setting setting) throws Exception {
        var companies = new ArrayList<Company>();
        try (var selector = Selector.open();
                var threads = Executors.newFixedThreadPool(OPENING_AT_ONCE)) {
            var channels = new ConcurrentLinkedQueue<Map.Entry<SocketChannel, Browser>>();
            var opening = new ArrayList<Future<Company>>();
            for (var i = 1; i <= Generator.TINY; i++) {
                var name = Generator.tiny(i);
                opening.add(threads.submit(() -> open(server, name, channels)));
            }
            for (var each : opening) {
                companies.add(each.get());
            }
            for (var each : channels) {
                each.getKey().configureBlocking(false);
                each.getKey().register(selector, SelectionKey.OP_READ, each.getValue());
            }
            var times = new ArrayList<Long>();
            var reading = Thread.ofPlatform().start(() -> read(selector, times));
            var changes = change(server, companies, setting.seconds());
            Thread.sleep(2_000);
            reading.interrupt();
            reading.join();
            var wanted = (long) changes * OF_COMPANY;
            var figures = Figures.of(times.stream().mapToLong(each -> each).toArray(), setting.seconds(), 0);
            setting.report().row(
                    "sockets, %,d, a change reaches %d".formatted(channels.size(), OF_COMPANY),
                    "%,d messages, p50 %.0f, p95 %.0f, p99 %.0f ms".formatted(times.size(), figures.p50(), figures.p95(), figures.p99()),
                    "%,d due".formatted(wanted), "%d lost".formatted(wanted - times.size()), "p95 ≤ 200 ms, 0 lost",
                    times.size() == wanted && figures.p95() <= TARGET_MS);
            for (var key : selector.keys()) {
                key.channel().close();
            }
        }
    }

    private static Company open(Server server, String name, ConcurrentLinkedQueue<Map.Entry<SocketChannel, Browser>> channels)
            throws Exception {
        var token = server.signIn(name, "ADMIN");
        var lead = server.get("/api/v1/leads?limit=1", token).get(0);
        var company = new Company(token, lead.path("id").asString(), lead.path("version").asInt());
        for (var i = 0; i < OF_COMPANY; i++) {
            channels.add(Map.entry(connect(server, token), new Browser(company)));
        }
        return company;
    }

    private static SocketChannel connect(Server server, String token) throws Exception {
        for (var left = 5; ; left--) {
            var ticket = server.post("/api/v1/auth/socket-ticket", token, "{}").path("ticket").asString();
            try {
                return connect(server.address(), ticket);
            } catch (IOException e) {
                if (left == 0) {
                    throw e;
                }
                Thread.sleep(1_000);
            }
        }
    }

    private static SocketChannel connect(InetSocketAddress to, String ticket) throws IOException {
        var channel = SocketChannel.open(to);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.write(ByteBuffer.wrap("GET /ws?ticket=%s HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2FuZ2FtLWJlbmNoLTAwMA==\r\n\r\n"
                .formatted(ticket)
                .getBytes(StandardCharsets.US_ASCII)));
        var head = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (!head.toString().endsWith("\r\n\r\n")) {
            one.clear();
            if (channel.read(one) < 0) {
                throw new IOException("The socket was refused: " + head);
            }
            head.append((char) one.get(0));
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("The socket was refused: " + head);
        }
        return channel;
    }

    /// Evenly over time and companies; returns how many were made.
    private static int change(Server server, List<Company> companies, int seconds) throws Exception {
        var begin = System.nanoTime();
        var count = seconds * CHANGES_PER_SECOND;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < count; i++) {
                var company = companies.get(i % companies.size());
                var wait = begin + i * (1_000_000_000L / CHANGES_PER_SECOND) - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(wait / 1_000_000);
                }
                running.add(threads.submit(() -> {
                    synchronized (company) {
                        company.asked.put(company.version + 1, System.nanoTime());
                        server.patch(
                                "/api/v1/leads/" + company.lead, company.token,
                                "{\"version\":%d,\"title\":\"Changed %d times\"}".formatted(company.version, company.version + 1));
                        company.version++;
                    }
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        }
        return count;
    }

    private static void read(Selector selector, List<Long> times) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                selector.select(100);
                var now = System.nanoTime();
                var keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    var key = keys.next();
                    keys.remove();
                    var browser = (Browser) key.attachment();
                    if (((SocketChannel) key.channel()).read(browser.in) < 0) {
                        key.cancel();
                    } else {
                        frames(browser, (SocketChannel) key.channel(), now, times);
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// [RFC 6455](https://www.rfc-editor.org/rfc/rfc6455#section-5.2); a server's frames are not masked.
    private static void frames(Browser browser, SocketChannel channel, long now, List<Long> times) throws IOException {
        var in = browser.in.flip();
        while (in.remaining() >= 2) {
            in.mark();
            var opcode = in.get() & 0x0f;
            var length = in.get() & 0x7f;
            if (length == 126) {
                if (in.remaining() < 2) {
                    in.reset();
                    break;
                }
                length = in.getShort() & 0xffff;
            }
            if (in.remaining() < length) {
                in.reset();
                break;
            }
            var bytes = new byte[length];
            in.get(bytes);
            if (opcode == 9) {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0}));
                continue;
            }
            var version = UPDATED.matcher(new String(bytes, StandardCharsets.UTF_8));
            if (opcode == 1 && version.find()) {
                var asked = browser.company.asked.get(Integer.parseInt(version.group(1)));
                if (asked != null) {
                    times.add(now - asked);
                }
            }
        }
        in.compact();
    }
}
