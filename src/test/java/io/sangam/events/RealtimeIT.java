package io.sangam.events;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.TenantScope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RealtimeIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private final Realtime realtime;
    private final Tickets tickets;
    private final Readers readers;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher spring;

    private final TenantId tenant = TenantId.next();
    private final Actor ada = new Actor(tenant, UserId.next());
    private final Actor ben = new Actor(tenant, UserId.next());
    private final UUID lead = Ids.next();

    RealtimeIT(
            Realtime realtime,
            Tickets tickets,
            Readers readers,
            TransactionOperations transactions,
            ApplicationEventPublisher spring) {
        this.realtime = realtime;
        this.tickets = tickets;
        this.readers = readers;
        this.transactions = transactions;
        this.spring = spring;
    }

    @Test
    void opensOnceForATicketAndNeverWithoutOne() {
        assertThat(refusal("/ws")).isEqualTo(401);
        assertThat(refusal("/ws?ticket=invented")).isEqualTo(401);
        assertThat(refusal("/ws?access_token=abc")).isEqualTo(400);

        var ticket = tickets.issue(ada, Ids.next());
        var browser = open("/ws?ticket=" + ticket, null);
        assertThat(refusal("/ws?ticket=" + ticket)).isEqualTo(401);
        browser.socket().abort();
    }

    @Test
    void isClosedToPagesOfOthers() {
        var ticket = tickets.issue(ada, Ids.next());

        assertThat(refusal("/ws?ticket=" + ticket, "https://elsewhere.example")).isEqualTo(403);
        open("/ws?ticket=" + ticket, "https://localhost:" + port).socket().abort();
    }

    @Test
    void closesASocketWhoseSessionEndedWhileItWasOpened() {
        var session = Ids.next();
        var ticket = tickets.issue(ada, session);
        tickets.ended.add(session);

        var browser = open("/ws?ticket=" + ticket, null);

        assertThat(browser.closed.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(1008);
    }

    @Test
    void tellsAUserAfterTheCommitOnly() {
        var browser = open(ada);
        var other = open(ben);

        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(status -> {
                    realtime.toUser(tenant, ada.user(), "notification", Map.of("id", "rolled back"));
                    status.setRollbackOnly();
                }));
        inTransaction(tenant, () -> realtime.toUser(tenant, ada.user(), "notification", Map.of("id", "kept")));

        await().atMost(Duration.ofSeconds(30)).until(() -> !browser.frames.isEmpty());
        assertThat(browser.frames).singleElement().satisfies(frame -> {
            assertThat(frame.at("/type").asString()).isEqualTo("notification");
            assertThat(frame.at("/channels/0").asString()).isEqualTo("user:" + ada.user());
            assertThat(frame.at("/data/id").asString()).isEqualTo("kept");
        });
        assertThat(other.frames).isEmpty();
    }

    @Test
    void tellsOfARecordOnlyWhoMayReadIt() {
        var stranger = new Actor(TenantId.next(), UserId.next());
        readers.mayRead(ada, lead);
        readers.mayRead(stranger, lead);
        var adas = open(ada);
        var bens = open(ben);
        var strangers = open(stranger);

        change(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> adas.frames.size() == 1);
        assertThat(adas.frames.getFirst().at("/data/version").asInt()).isEqualTo(1);

        readers.forget(ada);
        change(2);
        inTransaction(tenant, () -> realtime.toUser(tenant, ada.user(), "notification", Map.of()));
        await().until(() -> adas.frames.size() == 2);
        assertThat(adas.frames.getLast().at("/type").asString()).isEqualTo("notification");
        assertThat(bens.frames).isEmpty();
        assertThat(strangers.frames).isEmpty();
    }

    @Test
    void channelsAreTheServersDecision() {
        readers.mayRead(ada, lead);
        var browser = open(ada);

        browser.say("{\"type\":\"subscribe\",\"channel\":\"record:lead:" + lead + "\"}");
        await().until(() -> browser.types().equals(List.of("subscribed")));
        for (var foreign : List.of(
                "user:" + ben.user(),
                "organization:" + TenantId.next(),
                "record:lead:" + Ids.next(),
                "viewers:lead:" + Ids.next(),
                "record:x",
                "*")) {
            browser.say("{\"type\":\"subscribe\",\"channel\":\"" + foreign + "\"}");
        }
        browser.say("no json");
        browser.say("null");
        browser.say("{\"type\":\"ping\"}");

        await().until(() -> browser.types().size() == 10);
        assertThat(browser.types().subList(1, 9)).containsOnly("error");
        assertThat(browser.frames.get(1).at("/code").asString()).isEqualTo("CHANNEL_REFUSED");
        assertThat(browser.frames.get(7).at("/code").asString()).isEqualTo("MESSAGE_MALFORMED");
        assertThat(browser.types()).endsWith("pong");

        change(3);
        await().until(() -> browser.types().contains("lead.updated"));
        assertThat(browser.frames.getLast().at("/channels").toString())
                .contains("organization:" + tenant)
                .contains("record:lead:" + lead);
    }

    @Test
    void tellsWhoElseLooksAtARecord() {
        readers.mayRead(ada, lead);
        readers.mayRead(ben, lead);
        var adas = open(ada);
        var bens = open(ben);
        var look = "{\"type\":\"subscribe\",\"channel\":\"viewers:lead:" + lead + "\"}";

        adas.say(look);
        await().until(() -> adas.viewers().equals(Set.of(ada.user())));
        bens.say(look);
        await().until(() -> adas.viewers().equals(Set.of(ada.user(), ben.user())));
        await().until(() -> bens.viewers().equals(Set.of(ada.user(), ben.user())));

        var again = open(ben);
        again.say(look);
        await().until(() -> again.viewers().equals(Set.of(ada.user(), ben.user())));
        bens.say(look.replace("subscribe", "unsubscribe"));
        again.socket().abort();
        await().until(() -> adas.viewers().equals(Set.of(ada.user())));
    }

    @Test
    void tellsNothingOfWhoLooksThroughAnothersEyesNorToThoseWhoMayNoLongerRead() {
        readers.mayRead(ada, lead);
        readers.mayRead(ben, lead);
        var look = "{\"type\":\"subscribe\",\"channel\":\"viewers:lead:" + lead + "\"}";
        var adas = open(ada);
        adas.say(look);
        await().until(() -> adas.viewers().equals(Set.of(ada.user())));

        var throughBens = open("/ws?ticket=" + tickets.issueToViewer(ben), null);
        throughBens.say(look);
        await().until(() -> throughBens.viewers().equals(Set.of(ada.user())));

        readers.forget(ada);
        var bens = open(ben);
        bens.say(look);
        await().until(() -> bens.viewers().equals(Set.of(ada.user(), ben.user())));
        await().until(() -> throughBens.viewers().equals(Set.of(ada.user(), ben.user())));
        assertThat(adas.viewers()).containsExactly(ada.user());
    }

    @Test
    void tooManyOrTooLargeMessagesEndTheSocket() {
        var chatty = open(ada);
        for (var i = 0; i < 45; i++) {
            chatty.say("{\"type\":\"ping\"}");
        }
        assertThat(chatty.closed.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(1008);

        var verbose = open(ada);
        verbose.say("{\"type\":\"" + "x".repeat(20_000) + "\"}");
        assertThat(verbose.closed.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(1009);
    }

    @Test
    void theEndOfASessionEndsItsSockets() {
        var session = Ids.next();
        var browser = open("/ws?ticket=" + tickets.issue(ada, session), null);
        var another = open(ada);

        inTransaction(tenant, () -> spring.publishEvent(new SessionEnded(tenant, session)));

        assertThat(browser.closed.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(1008);
        assertThat(browser.types()).containsExactly("session.ended");
        assertThat(another.closed).isNotDone();
    }

    private void change(int version) {
        inTransaction(
                tenant,
                () -> realtime.aboutRecord(
                        tenant, "lead.updated", "lead", lead, Map.of("id", lead, "version", version)));
    }

    private void inTransaction(TenantId of, Runnable work) {
        TenantScope.run(of, () -> transactions.executeWithoutResult(_ -> work.run()));
    }

    private Browser open(Actor actor) {
        return open("/ws?ticket=" + tickets.issue(actor, Ids.next()), null);
    }

    private Browser open(String path, @Nullable String origin) {
        var browser = new Browser();
        var builder = HTTP.newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        browser.socket = builder.buildAsync(URI.create("ws://localhost:" + port + path), browser)
                .join();
        return browser;
    }

    private int refusal(String path) {
        return refusal(path, null);
    }

    private int refusal(String path, @Nullable String origin) {
        try {
            open(path, origin);
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) requireNonNull(e.getCause()))
                    .getResponse()
                    .statusCode();
        }
    }

    private static final class Browser implements WebSocket.Listener {

        final List<JsonNode> frames = new CopyOnWriteArrayList<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        private @Nullable WebSocket socket;

        WebSocket socket() {
            return requireNonNull(socket);
        }

        void say(String text) {
            try {
                socket().sendText(text, true).join();
            } catch (CompletionException _) {
                // closed meanwhile, which the test asks for
            }
        }

        /// As told last; nobody before.
        Set<UserId> viewers() {
            return frames.stream()
                    .filter(frame -> frame.at("/type").asString().equals("viewers"))
                    .reduce((_, later) -> later)
                    .map(frame -> frame.at("/data/users")
                            .valueStream()
                            .map(id -> new UserId(UUID.fromString(id.asString())))
                            .collect(toSet()))
                    .orElse(Set.of());
        }

        List<String> types() {
            return frames.stream().map(frame -> frame.at("/type").asString()).toList();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                frames.add(JsonMapper.shared().readTree(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return CompletableFuture.completedFuture(null);
        }
    }

    @TestConfiguration
    @Import({Tickets.class, Readers.class})
    static class Doors {

        @Bean
        @Order(-100)
        SecurityFilterChain openSockets(HttpSecurity http) throws Exception {
            return http.securityMatcher("/ws")
                    .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .build();
        }
    }

    @Primary
    static class Tickets implements SocketAuthenticator {

        private final Map<String, Caller> issued = new ConcurrentHashMap<>();
        final Set<UUID> ended = ConcurrentHashMap.newKeySet();

        String issue(Actor actor, UUID session) {
            var ticket = UUID.randomUUID().toString();
            issued.put(ticket, new Caller(actor, session, true));
            return ticket;
        }

        /// For somebody who looks through the actor's eyes.
        String issueToViewer(Actor actor) {
            var ticket = UUID.randomUUID().toString();
            issued.put(ticket, new Caller(actor, Ids.next(), false));
            return ticket;
        }

        @Override
        public Optional<Caller> redeem(String ticket) {
            return Optional.ofNullable(issued.remove(ticket));
        }

        @Override
        public boolean isOpen(Caller caller) {
            return !ended.contains(caller.sessionId());
        }
    }

    @Primary
    static class Readers implements RecordAudience {

        private final Map<Actor, Set<UUID>> readable = new ConcurrentHashMap<>();

        void mayRead(Actor actor, UUID id) {
            readable.put(actor, Set.of(id));
        }

        void forget(Actor actor) {
            readable.remove(actor);
        }

        @Override
        public boolean mayRead(Actor actor, String object, UUID id) {
            return readable.getOrDefault(actor, Set.of()).contains(id);
        }
    }
}
