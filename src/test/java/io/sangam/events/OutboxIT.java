package io.sangam.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.sangam.database.TestDatabase;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.TenantScope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(properties = {"sangam.events.backoff=20ms", "sangam.events.poll=100ms"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class OutboxIT {

    sealed interface ParcelEvent extends DomainEvent {

        record Sent(Actor actor, UUID subject, int number) implements ParcelEvent {}

        record Lost(Actor actor, UUID subject, String canary) implements ParcelEvent {}
    }

    private final Events events;
    private final Postman postman;
    private final DeadLetters deadLetters;
    private final DeliveryRepository deliveries;
    private final OutboxWorker worker;
    private final Subscriptions subscriptions;
    private final PlatformTransactionManager transactions;
    private final JsonMapper json;
    private final TenantId tenant = TenantId.next();
    private final UUID subject = Ids.next();

    OutboxIT(
            Events events,
            Postman postman,
            DeadLetters deadLetters,
            DeliveryRepository deliveries,
            OutboxWorker worker,
            Subscriptions subscriptions,
            PlatformTransactionManager transactions,
            JsonMapper json) {
        this.events = events;
        this.postman = postman;
        this.deadLetters = deadLetters;
        this.deliveries = deliveries;
        this.worker = worker;
        this.subscriptions = subscriptions;
        this.transactions = transactions;
        this.json = json;
    }

    @Test
    void deliversSoonAfterTheCommit() {
        inTransaction(() -> send(subject, 1));
        var committed = System.nanoTime();

        await().pollInterval(Duration.ofMillis(2))
                .until(() -> postman.received(subject).size() == 1);
        assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aRollbackTakesTheEventAlong() {
        TenantScope.run(
                tenant,
                () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                    send(subject, 1);
                    status.setRollbackOnly();
                }));
        inTransaction(() -> send(subject, 2));

        await().until(() -> !postman.received(subject).isEmpty());
        assertThat(postman.received(subject)).containsExactly(2);
    }

    @Test
    void refusesToPublishOutsideATransaction() {
        assertThatIllegalStateException().isThrownBy(() -> send(subject, 1));
    }

    @Test
    void keepsTheOrderOfASubject() {
        for (var number = 0; number < 40; number++) {
            var next = number;
            inTransaction(() -> send(subject, next));
        }

        await().until(() -> postman.received(subject).size() == 40);
        assertThat(postman.received(subject))
                .isEqualTo(IntStream.range(0, 40).boxed().toList());
    }

    @Test
    void aPoisonousEventEndsDeadAndBlocksNobody() {
        var other = Ids.next();
        inTransaction(() -> events.publish(new ParcelEvent.Lost(Actor.system(tenant), subject, "poison")));
        inTransaction(() -> send(subject, 2));
        inTransaction(() -> send(other, 3));

        await().until(() -> postman.received(other).size() == 1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> postman.received(subject).size() == 1);
        var dead = TenantScope.call(tenant, () -> deadLetters.list(tenant));
        assertThat(dead).singleElement().satisfies(letter -> {
            assertThat(letter.event()).isEqualTo("ParcelEvent.Lost");
            assertThat(letter.attempts()).isEqualTo(8);
            assertThat(letter.reason()).contains("torn");
        });

        postman.cured.add(subject);
        TenantScope.run(tenant, () -> deadLetters.replay(tenant, dead.getFirst().id()));
        await().until(() -> postman.received(subject).equals(List.of(2, -1)));
        assertThat(TenantScope.call(tenant, () -> deadLetters.list(tenant))).isEmpty();
    }

    @Test
    void takesOverWhatADeadWorkerHadClaimed() {
        worker.stop();
        inTransaction(() -> send(subject, 1));
        var claimed = TenantScope.callSystem(() -> new TransactionTemplate(transactions)
                .execute(_ -> deliveries.claim(
                        "killed", subscriptions.names(), List.of(tenant), 10, Duration.ofMillis(700))));
        assertThat(claimed).isNotEmpty();

        worker.start();

        await().during(Duration.ofMillis(300))
                .until(() -> postman.received(subject).isEmpty());
        await().until(() -> postman.received(subject).equals(List.of(1)));
    }

    /// The queue as PostgreSQL takes it for when it was vacuumed while nothing was in it.
    @Test
    void tenThousandEventsOfOneTenantDoNotDelayAnothers() throws SQLException {
        var nobody = List.of("test.nobody-" + Ids.next());
        var quiet = TenantId.next();
        onTheQueue("""
                select pg_restore_relation_stats('schemaname', 'events', 'relname', 'delivery',
                    'relpages', 100::int, 'reltuples', 0::real, 'relallvisible', 0::int)
                """);
        deliverTo(nobody, tenant, 10_000);
        deliverTo(nobody, quiet, 2);

        var first = claimed(nobody, DeliveryRepository.FIRST, 3);

        assertThat(first).filteredOn(quiet::equals).as("of three, by turns").hasSizeBetween(1, 2);
        var last = first.getLast();
        assertThat(claimed(nobody, last.value(), 1))
                .as("whose turn it is next")
                .containsExactly(last.equals(quiet) ? tenant : quiet);
        onTheQueue("delete from events.delivery where subscriber = '" + nobody.getFirst() + "'");
        onTheQueue("analyze events.delivery");
    }

    private static void onTheQueue(String sql) throws SQLException {
        try (var superuser = TestDatabase.superuser(TestDatabase.owner()).connect();
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    private void deliverTo(List<String> subscribers, TenantId to, int count) {
        TenantScope.run(
                to,
                () -> new TransactionTemplate(transactions)
                        .executeWithoutResult(_ -> deliveries.insert(IntStream.range(0, count)
                                .mapToObj(_ -> new DeliveryRepository.NewEvent(
                                        Ids.next(), to, Ids.next(), "ParcelEvent.Sent", "{}", "trace", 0, subscribers))
                                .toList())));
    }

    private List<TenantId> claimed(List<String> subscribers, UUID last, int limit) {
        return TenantScope.callSystem(() -> new TransactionTemplate(transactions).execute(_ -> {
            var turns = deliveries.waiting(last, subscribers, 64);
            return deliveries.claim("test", subscribers, turns, limit, Duration.ofMinutes(1)).stream()
                    .map(Delivery::tenant)
                    .sorted(Comparator.comparing(turns::indexOf))
                    .toList();
        }));
    }

    @Test
    void twoWorkersShareTheWorkAndDoubleNothing() {
        var second = new OutboxWorker(
                subscriptions,
                deliveries,
                transactions,
                new EventsSettings(
                        4,
                        Duration.ofMillis(20),
                        Duration.ofMillis(500),
                        8,
                        Duration.ofMillis(20),
                        Duration.ofDays(30)),
                json);
        second.start();
        var subjects = IntStream.range(0, 20).mapToObj(_ -> Ids.next()).toList();

        inTransaction(() -> {
            for (var number = 0; number < 5; number++) {
                for (var each : subjects) {
                    send(each, number);
                }
            }
        });

        await().atMost(Duration.ofSeconds(30))
                .until(() -> subjects.stream()
                        .allMatch(each -> postman.received(each).size() == 5));
        second.stop();
        assertThat(subjects)
                .allSatisfy(each -> assertThat(postman.received(each)).containsExactly(0, 1, 2, 3, 4));
        assertThat(postman.overlaps).hasValue(0);
    }

    private void send(UUID about, int number) {
        events.publish(new ParcelEvent.Sent(Actor.system(tenant), about, number));
    }

    private void inTransaction(Runnable work) {
        TenantScope.run(tenant, () -> new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run()));
    }

    @TestConfiguration
    @Import(Postman.class)
    static class Post {}

    static class Postman implements Subscriber<ParcelEvent> {

        final AtomicInteger overlaps = new AtomicInteger();
        final List<UUID> cured = new CopyOnWriteArrayList<>();
        private final Map<UUID, List<Integer>> received = new ConcurrentHashMap<>();
        private final Map<UUID, Boolean> busy = new ConcurrentHashMap<>();

        List<Integer> received(UUID about) {
            return received.getOrDefault(about, List.of());
        }

        @Override
        public String name() {
            return "test.postman";
        }

        @Override
        public Class<ParcelEvent> events() {
            return ParcelEvent.class;
        }

        @Override
        public void handle(ParcelEvent event) {
            if (busy.put(event.subject(), true) != null) {
                overlaps.incrementAndGet();
            }
            try {
                Thread.sleep(2);
                received.computeIfAbsent(event.subject(), _ -> new CopyOnWriteArrayList<>())
                        .add(read(event));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                busy.remove(event.subject());
            }
        }

        private int read(ParcelEvent event) {
            return switch (event) {
                case ParcelEvent.Sent sent -> sent.number();
                case ParcelEvent.Lost lost -> {
                    if (!cured.contains(lost.subject())) {
                        throw new IllegalStateException("The address is torn");
                    }
                    yield -1;
                }
            };
        }
    }
}
