package io.sangam.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.events.DomainEvent;
import io.sangam.events.Events;
import io.sangam.events.Subscriber;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.TenantScope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// A server that freezes is the worst kind of dead: nothing is refused, nothing is answered.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"sangam.test.own-database=true", "sangam.database.durable=false"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
@Tag("alone")
class OutageIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path DIR = temporary();

    @LocalServerPort
    private int port;

    private final Events events;
    private final Diary diary;
    private final TransactionOperations transactions;
    private final Clockwork clockwork;

    OutageIT(Events events, Diary diary, TransactionOperations transactions, Clockwork clockwork) {
        this.events = events;
        this.diary = diary;
        this.transactions = transactions;
        this.clockwork = clockwork;
    }

    @DynamicPropertySource
    static void ownServer(DynamicPropertyRegistry properties) {
        properties.add("sangam.database.dir", DIR::toString);
        System.setProperty(
                "sangam.postgres.cache",
                Path.of("target/postgres-binaries").toAbsolutePath().toString());
    }

    @Test
    void aFrozenDatabaseIsA503WithinFiveSecondsAndRecoveryNeedsNobody() throws Exception {
        assertThat(status("/api/test/now")).isEqualTo(200);
        assertThat(status("/health/ready")).isEqualTo(200);
        var before = Ids.next();
        publish(before);
        await().until(() -> diary.told.contains(before));
        Thread.sleep(600); // the pool trusts a connection that answered in the last half second

        var underWay = CompletableFuture.supplyAsync(() -> status("/api/test/slow"));
        await().until(() -> clockwork.asleep());

        signal("STOP");
        try {
            var frozen = System.nanoTime();
            assertThat(underWay.get(20, TimeUnit.SECONDS)).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isLessThan(Duration.ofSeconds(5));
            var began = System.nanoTime();
            assertThat(status("/api/test/now")).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(status("/health/ready")).isEqualTo(503);
            assertThat(status("/health/live")).isEqualTo(200);
        } finally {
            signal("CONT");
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> status("/api/test/now") == 200);
        await().until(() -> status("/health/ready") == 200);
        var after = Ids.next();
        publish(after);
        await().atMost(Duration.ofSeconds(30)).until(() -> diary.told.contains(after));
    }

    private void publish(UUID subject) {
        var tenant = TenantId.next();
        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(_ -> events.publish(new Noted(Actor.system(tenant), subject))));
    }

    private int status(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// To the server and to each of its workers.
    private static void signal(String name) throws IOException, InterruptedException {
        var postmaster = Long.parseLong(Files.readAllLines(DIR.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
        var pids = ProcessHandle.of(postmaster).stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .map(process -> String.valueOf(process.pid()));
        new ProcessBuilder(Stream.concat(Stream.of("kill", "-" + name), pids).toList())
                .start()
                .waitFor();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory(
                    "sangam-outage",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    record Noted(Actor actor, UUID subject) implements DomainEvent {}

    static class Diary implements Subscriber<Noted> {

        final List<UUID> told = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "test.diary";
        }

        @Override
        public Class<Noted> events() {
            return Noted.class;
        }

        @Override
        public void handle(Noted event) {
            told.add(event.subject());
        }
    }

    @TestConfiguration
    @Import({Diary.class, Clockwork.class})
    static class Opened {

        @Bean
        @Order(-100)
        SecurityFilterChain openToAll(HttpSecurity http) throws Exception {
            return http.securityMatcher("/api/test/**", "/health/**")
                    .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .build();
        }
    }

    @RestController
    static class Clockwork {

        private final DSLContext db;

        Clockwork(DSLContext db) {
            this.db = db;
        }

        @GetMapping("/api/test/now")
        Answer<String> now() {
            return Answer.of(String.valueOf(db.fetchValue("select now()")));
        }

        /// A statement that is under way when the server freezes.
        @GetMapping("/api/test/slow")
        Answer<String> slow() {
            return Answer.of(String.valueOf(db.fetchValue("select now() from pg_sleep(30)")));
        }

        boolean asleep() {
            return db.fetchExists(DSL.selectOne()
                    .from("pg_stat_activity")
                    .where("query like '%pg_sleep%' and wait_event = 'PgSleep'"));
        }
    }
}
