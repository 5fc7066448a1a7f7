package io.sangam.events;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toSet;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// The open browsers of this process, and what they are told.
///
/// Whether someone may read a record is asked again for every message about it, so a right withdrawn ends the messages
/// without anybody having to find the sockets.
@Component
class SocketHub extends TextWebSocketHandler implements ChannelListener, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SocketHub.class);
    private static final int FRAME_BYTES = 16 * 1024;
    private static final int WAITING = 10_000;
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(75);
    private static final Duration PING = Duration.ofSeconds(25);
    private static final CloseStatus TOO_MANY = CloseStatus.POLICY_VIOLATION.withReason("TOO_MANY_MESSAGES");
    private static final CloseStatus SESSION_ENDED = CloseStatus.POLICY_VIOLATION.withReason("SESSION_ENDED");
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final ObjectProvider<RecordAudience> audience;
    private final ObjectProvider<SocketAuthenticator> authenticator;
    private final JsonMapper json;
    private final Map<String, Socket> bySession = new ConcurrentHashMap<>();
    private final Map<TenantId, Set<Socket>> byTenant = new ConcurrentHashMap<>();
    private final BlockingQueue<Runnable> aboutRecords = new ArrayBlockingQueue<>(WAITING);
    private final Viewers viewers = new Viewers();
    private final Realtime realtime;
    private final Clock clock;
    private volatile List<Thread> threads = List.of();

    SocketHub(
            ObjectProvider<RecordAudience> audience,
            ObjectProvider<SocketAuthenticator> authenticator,
            Realtime realtime,
            JsonMapper json,
            Clock clock) {
        this.audience = audience;
        this.authenticator = authenticator;
        this.realtime = realtime;
        this.json = json;
        this.clock = clock;
    }

    int open() {
        return bySession.size();
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(FRAME_BYTES);
        session.setBinaryMessageSizeLimit(1);
        var caller = (SocketAuthenticator.Caller)
                requireNonNull(session.getAttributes().get(SocketHandshake.CALLER));
        var socket = new Socket(session, caller);
        bySession.put(session.getId(), socket);
        byTenant.compute(socket.tenant(), (_, sockets) -> {
            var all = sockets == null ? ConcurrentHashMap.<Socket>newKeySet() : sockets;
            all.add(socket);
            return all;
        });
        if (threads.isEmpty()) {
            socket.close(CloseStatus.SERVICE_RESTARTED);
        }
        // what was said of the end of its session before it was here, it did not hear
        if (!authenticator.getObject().isOpen(caller)) {
            endSession(socket);
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        @Nullable Socket socket = bySession.remove(session.getId());
        if (socket != null) {
            byTenant.computeIfPresent(socket.tenant(), (_, sockets) -> {
                sockets.remove(socket);
                return sockets.isEmpty() ? null : sockets;
            });
            tellViewers(viewedBy(socket));
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable exception) {
        log.debug("A socket broke: {}", exception.toString());
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        @Nullable Socket socket = bySession.get(session.getId());
        if (socket != null) {
            socket.heard();
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        @Nullable Socket socket = bySession.get(session.getId());
        if (socket == null) {
            return;
        }
        socket.heard();
        if (socket.tooMany()) {
            socket.close(TOO_MANY);
            return;
        }
        try {
            var request = json.readValue(message.getPayload(), Request.class);
            answer(socket, requireNonNullElse(request, Request.EMPTY));
        } catch (JacksonException _) {
            refuse(socket, "MESSAGE_MALFORMED", List.of());
        }
    }

    private void answer(Socket socket, Request request) {
        switch (String.valueOf(request.type())) {
            case "ping" -> tell(socket, "pong", List.of(), NOTHING);
            case "subscribe" -> subscribe(socket, request);
            case "unsubscribe" -> unsubscribe(socket, request);
            default -> refuse(socket, "MESSAGE_MALFORMED", List.of());
        }
    }

    private void subscribe(Socket socket, Request request) {
        var channel = String.valueOf(request.channel());
        var own = channel.equals(socket.userChannel()) || channel.equals(socket.organizationChannel());
        var record = request.recordChannel().filter(each -> mayRead(socket.actor(), each.object(), each.id()));
        if (own || record.isPresent() && socket.follow(channel)) {
            tell(socket, "subscribed", List.of(channel), NOTHING);
            record.flatMap(each -> viewed(socket, each)).ifPresent(subject -> {
                tellOfViewers(socket, subject);
                tellViewers(Set.of(subject));
            });
        } else {
            refuse(socket, "CHANNEL_REFUSED", List.of(channel));
        }
    }

    private void unsubscribe(Socket socket, Request request) {
        if (socket.unfollow(String.valueOf(request.channel()))) {
            request.recordChannel()
                    .flatMap(record -> viewed(socket, record))
                    .ifPresent(subject -> tellViewers(Set.of(subject)));
        }
    }

    private static Optional<Viewers.Subject> viewed(Socket socket, Request.RecordChannel channel) {
        return channel.viewers()
                ? Optional.of(new Viewers.Subject(socket.tenant(), channel.object(), channel.id()))
                : Optional.empty();
    }

    private static Set<Viewers.Subject> viewedBy(Socket socket) {
        return socket.channels().stream()
                .flatMap(
                        channel -> Request.RecordChannel.of(channel).flatMap(record -> viewed(socket, record)).stream())
                .collect(toSet());
    }

    /// Tells every process who looks at these records here. Somebody who looks through another's eyes is not told of:
    /// that other one is not there.
    private void tellViewers(Set<Viewers.Subject> subjects) {
        realtime.viewing(subjects.stream()
                .map(subject -> viewers.here(
                        subject,
                        () -> looking(subject)
                                .filter(Socket::isHimself)
                                .map(socket -> socket.actor().user())
                                .collect(toSet())))
                .toList());
    }

    private Stream<Socket> looking(Viewers.Subject subject) {
        var channel = subject.channel();
        return sockets(subject.tenant()).filter(socket -> socket.follows(channel));
    }

    private Set<Viewers.Subject> viewedHere() {
        return bySession.values().stream()
                .flatMap(socket -> viewedBy(socket).stream())
                .collect(toSet());
    }

    private void tellOfViewers(Socket socket, Viewers.Subject subject) {
        tell(socket, "viewers", List.of(subject.channel()), json.valueToTree(Map.of("users", viewers.of(subject))));
    }

    private boolean mayRead(Actor actor, String object, UUID id) {
        try {
            return TenantScope.call(
                    actor.tenant(),
                    () -> audience.getIfAvailable() instanceof RecordAudience records
                            && records.mayRead(actor, object, id));
        } catch (RuntimeException e) {
            log.warn("Whether a record may be followed is unknown, so it may not: {}", e.toString());
            return false;
        }
    }

    private void refuse(Socket socket, String code, List<String> channels) {
        socket.send(json.writeValueAsString(new Frame("error", channels, code, NOTHING)));
    }

    private void tell(Socket socket, String type, List<String> channels, JsonNode data) {
        socket.send(json.writeValueAsString(new Frame(type, channels, null, data)));
    }

    @Override
    public String channel() {
        return Realtime.CHANNEL;
    }

    /// Must not wait: the thread that reads the channel calls.
    @Override
    public void heard(String payload) {
        switch (json.readValue(payload, Signal.class)) {
            case Signal.ToUser(var tenant, var user, var type, var data) ->
                sockets(tenant)
                        .filter(socket -> socket.actor().user().equals(user))
                        .forEach(socket -> tell(socket, type, List.of(socket.userChannel()), data));
            case Signal.CloseSession(var tenant, var session) ->
                sockets(tenant)
                        .filter(socket -> socket.sessionId().equals(session))
                        .forEach(this::endSession);
            case Signal.AboutRecord about -> later(about.tenant(), () -> spread(about));
            case Signal.Viewing told -> {
                if (viewers.hear(told, clock.instant())) {
                    var subject = new Viewers.Subject(told.tenant(), told.object(), told.id());
                    later(told.tenant(), () -> spread(subject));
                }
            }
        }
    }

    private void later(TenantId tenant, Runnable spreading) {
        if (byTenant.containsKey(tenant) && !aboutRecords.offer(spreading)) {
            log.warn("Too many messages about records are waiting; one was dropped");
        }
    }

    private void endSession(Socket socket) {
        tell(socket, "session.ended", List.of(socket.userChannel()), NOTHING);
        // Lets the frame out before the close overtakes it.
        Thread.ofVirtual().start(() -> {
            pause(Duration.ofMillis(100));
            socket.close(SESSION_ENDED);
        });
    }

    /// Messages may have been missed, so everybody comes back and reads again.
    @Override
    public void reconnected() {
        bySession.values().forEach(socket -> socket.close(CloseStatus.SERVICE_RESTARTED));
    }

    private Stream<Socket> sockets(TenantId tenant) {
        return byTenant.getOrDefault(tenant, Set.of()).stream();
    }

    private void spread(Signal.AboutRecord about) {
        var readers = new HashMap<UserId, Boolean>();
        var record = "record:" + about.object() + ":" + about.id();
        sockets(about.tenant()).forEach(socket -> {
            var actor = socket.actor();
            if (readers.computeIfAbsent(actor.user(), _ -> mayRead(actor, about.object(), about.id()))) {
                var channels = new ArrayList<>(List.of(socket.organizationChannel()));
                if (socket.follows(record)) {
                    channels.add(record);
                }
                tell(socket, about.type(), channels, about.data());
            }
        });
    }

    private void spread(Viewers.Subject subject) {
        looking(subject)
                .filter(socket -> mayRead(socket.actor(), subject.object(), subject.id()))
                .forEach(socket -> tellOfViewers(socket, subject));
    }

    @Override
    public void start() {
        threads = List.of(
                Thread.ofVirtual().name("record-messages").start(this::spreadAll),
                Thread.ofVirtual().name("socket-pings").start(this::pingAll));
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }

    /// Before the web server: browsers are told to come back, which by then another process or the next start answers.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 100;
    }

    @Override
    public void stop() {
        threads.forEach(Thread::interrupt);
        threads = List.of();
        nobodyViewsHere();
        bySession.values().forEach(socket -> socket.close(CloseStatus.SERVICE_RESTARTED));
        for (var waited = 0; waited < 20 && !bySession.isEmpty(); waited++) {
            pause(Duration.ofMillis(50));
        }
    }

    /// Said once for all, not as each socket closes.
    private void nobodyViewsHere() {
        var all = viewedHere();
        bySession.values().forEach(socket -> socket.channels().clear());
        tellViewers(all);
    }

    private void spreadAll() {
        try {
            while (true) {
                var spreading = aboutRecords.take();
                try {
                    spreading.run();
                } catch (RuntimeException e) {
                    log.error("A message about a record could not be told", e);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pingAll() {
        while (pause(PING)) {
            for (var socket : bySession.values()) {
                if (socket.silentFor(SILENCE)) {
                    socket.close(CloseStatus.GOING_AWAY);
                } else {
                    socket.ping();
                }
            }
            try {
                tellViewers(viewedHere());
                viewers.forget(clock.instant()).forEach(subject -> later(subject.tenant(), () -> spread(subject)));
            } catch (RuntimeException e) {
                log.error("Who looks at records could not be told", e);
            }
        }
    }

    private static boolean pause(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
