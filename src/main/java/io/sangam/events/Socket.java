package io.sangam.events;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/// One open browser. A thread of its own writes, so a slow reader holds up nobody; when he is a queue behind, he is
/// dropped and will read everything again when he comes back.
final class Socket {

    private static final int QUEUE = 256;
    private static final int MESSAGES_PER_SECOND = 20;
    private static final int CHANNELS = 200;
    private static final CloseStatus TOO_SLOW = CloseStatus.POLICY_VIOLATION.withReason("TOO_SLOW");

    private final WebSocketSession session;
    private final SocketAuthenticator.Caller caller;
    private final BlockingQueue<WebSocketMessage<?>> outgoing = new LinkedBlockingQueue<>(QUEUE);
    private final Set<String> channels = ConcurrentHashMap.newKeySet();
    private volatile long lastHeard = System.nanoTime();
    private long second;
    private int inThisSecond;

    Socket(WebSocketSession session, SocketAuthenticator.Caller caller) {
        this.session = session;
        this.caller = caller;
        Thread.ofVirtual().name("socket-writer").start(this::write);
    }

    TenantId tenant() {
        return caller.actor().tenant();
    }

    Actor actor() {
        return caller.actor();
    }

    UUID sessionId() {
        return caller.sessionId();
    }

    /// The server decided on these two; they can't be left.
    String userChannel() {
        return "user:" + caller.actor().user();
    }

    String organizationChannel() {
        return "organization:" + tenant();
    }

    boolean follow(String channel) {
        return channels.size() < CHANNELS && (channels.add(channel) || channels.contains(channel));
    }

    boolean unfollow(String channel) {
        return channels.remove(channel);
    }

    Set<String> channels() {
        return channels;
    }

    boolean isHimself() {
        return caller.asHimself();
    }

    boolean follows(String channel) {
        return channels.contains(channel);
    }

    void send(String frame) {
        offer(new TextMessage(frame));
    }

    void ping() {
        offer(new PingMessage());
    }

    private void offer(WebSocketMessage<?> message) {
        if (!outgoing.offer(message)) {
            close(TOO_SLOW);
        }
    }

    /// In a thread of its own too: closing may have to wait for the write under way.
    void close(CloseStatus status) {
        Thread.ofVirtual().start(() -> {
            try {
                session.close(status);
            } catch (IOException _) {
                // already gone
            }
        });
    }

    private void write() {
        try {
            while (session.isOpen()) {
                var message = outgoing.poll(5, TimeUnit.SECONDS);
                if (message != null) {
                    session.sendMessage(message);
                }
            }
        } catch (IOException | IllegalStateException _) {
            close(CloseStatus.SESSION_NOT_RELIABLE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void heard() {
        lastHeard = System.nanoTime();
    }

    boolean silentFor(long nanos) {
        return System.nanoTime() - lastHeard > nanos;
    }

    /// Called by the one thread that reads this socket.
    boolean tooMany() {
        var now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        inThisSecond = now == second ? inThisSecond + 1 : 1;
        second = now;
        return inThisSecond > MESSAGES_PER_SECOND;
    }
}
