package io.sangam.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionOperations;

@SpringBootTest(
        properties = {"sangam.jobs.backoff=10ms", "sangam.jobs.attempts=" + JobsIT.ATTEMPTS, "sangam.jobs.poll=100ms"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class JobsIT {

    static final int ATTEMPTS = 3;

    private final Jobs jobs;
    private final Errands errands;
    private final JobRepository repository;
    private final Tenants tenants;
    private final TransactionOperations transactions;
    private final DSLContext db;
    private final TenantId tenant = TenantId.next();
    private final UUID errand = Ids.next();

    JobsIT(
            Jobs jobs,
            Errands errands,
            JobRepository repository,
            Tenants tenants,
            TransactionOperations transactions,
            DSLContext db) {
        this.db = db;
        this.jobs = jobs;
        this.errands = errands;
        this.repository = repository;
        this.tenants = tenants;
        this.transactions = transactions;
    }

    @BeforeEach
    void itRains() {
        errands.sunny = false;
        errands.patient = false;
        errands.asked.set(0);
    }

    @Test
    void runsAJobAfterTheCommit() {
        inTransaction(() -> jobs.enqueue(tenant, errands, new Errands.Errand(errand, false)));

        await().until(() -> errands.done.contains(errand));
    }

    @Test
    void aRollbackTakesTheJobAlong() {
        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(status -> {
                    jobs.enqueue(tenant, errands, new Errands.Errand(errand, false));
                    status.setRollbackOnly();
                }));

        await().during(Duration.ofMillis(500)).until(() -> !errands.done.contains(errand));
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> jobs.enqueue(tenant, errands, new Errands.Errand(errand, false)));
    }

    @Test
    void aJobThatKeepsFailingEndsDeadAndCanBeReplayed() {
        inTransaction(() -> jobs.enqueue(tenant, errands, new Errands.Errand(errand, true)));

        await().until(() -> dead().size() == 1);
        assertThat(dead().getFirst().reason()).contains("rain");

        errands.sunny = true;
        TenantScope.run(tenant, () -> jobs.replay(tenant, dead().getFirst().id()));
        await().until(() -> errands.done.contains(errand));
        assertThat(dead()).isEmpty();
    }

    /// More often than a job may fail: it did not fail.
    @Test
    void aJobWhoseTurnHasNotComeIsAskedAgain() {
        errands.patient = true;
        inTransaction(() -> jobs.enqueue(tenant, errands, new Errands.Errand(errand, true)));

        await().until(() -> errands.asked.get() > 2 * ATTEMPTS);
        assertThat(dead()).isEmpty();

        errands.sunny = true;
        await().until(() -> errands.done.contains(errand));
    }

    @Test
    void whoHasFewJobsNeverWaitsForWhoHasMany() {
        var later = Instant.now(Clock.systemUTC()).plus(Duration.ofDays(1));
        var quiet = TenantId.next();
        for (var i = 0; i < 20; i++) {
            inTransaction(() -> jobs.enqueue(tenant, errands, new Errands.Errand(errand, false), later));
        }
        TenantScope.run(
                quiet,
                () -> transactions.executeWithoutResult(
                        _ -> jobs.enqueue(quiet, errands, new Errands.Errand(errand, false), later)));

        assertThat(ranks(tenant))
                .isEqualTo(IntStream.range(0, 20).map(i -> 50 - i).boxed().toList());
        assertThat(ranks(quiet)).containsExactly(50);
    }

    private List<Integer> ranks(TenantId of) {
        return db.fetch(
                        "select priority::int from jobs.scheduled_task where task_instance like ? order by priority desc",
                        of + "/%")
                .getValues(0, Integer.class);
    }

    @Test
    void tellsHowASchedulesLastRunWent() {
        await().until(() -> errands.rounds.get() > 1);

        await().untilAsserted(() -> assertThat(jobs.schedules())
                .filteredOn(state -> state.name().equals("test.failing"))
                .singleElement()
                .satisfies(state -> {
                    assertThat(state.lastRun()).isNotNull();
                    assertThat(state.lastError()).isEqualTo("IllegalStateException");
                }));
        assertThat(jobs.lag()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aDailyRunComesOnceADayInTheTenantsOwnZoneAndIsCaughtUpOnce() {
        var kolkata = company("Asia/Kolkata");
        var newYork = company("America/New_York");
        var runs = new CopyOnWriteArrayList<String>();
        var daily = new Schedule.Daily("test.daily-" + Ids.next(), LocalTime.of(10, 0), each -> {
            if (each.id().equals(kolkata) || each.id().equals(newYork)) {
                runs.add(each.timeZone().getId());
            }
        });

        // 05:00 UTC is 10:30 in Kolkata and 00:00 in New York.
        var first = Instant.parse("2026-03-02T05:00:00Z");
        at(first).runDue(daily);
        at(first).runDue(daily);
        assertThat(runs).containsExactly("Asia/Kolkata");

        at(first.plus(Duration.ofDays(3))).runDue(daily);
        assertThat(runs).containsExactly("Asia/Kolkata", "Asia/Kolkata");

        at(first.plus(Duration.ofDays(3)).plus(Duration.ofHours(11))).runDue(daily);
        assertThat(runs).containsExactly("Asia/Kolkata", "Asia/Kolkata", "America/New_York");
    }

    private DailyRuns at(Instant now) {
        return new DailyRuns(repository, tenants, transactions, Clock.fixed(now, ZoneOffset.UTC));
    }

    private TenantId company(String zone) {
        var id = TenantId.next();
        var order = new Tenants.NewTenant(
                "t" + id.toString().replace("-", "").substring(4),
                "A company",
                ZoneId.of(zone),
                "USD",
                "US",
                "en",
                Preset.SIMPLE);
        return TenantScope.call(id, () -> tenants.create(id, order)).id();
    }

    private List<Jobs.DeadJob> dead() {
        return TenantScope.call(tenant, () -> jobs.dead(tenant));
    }

    private void inTransaction(Runnable work) {
        TenantScope.run(tenant, () -> transactions.executeWithoutResult(_ -> work.run()));
    }

    @TestConfiguration
    @Import(Errands.class)
    static class Declared {

        @Bean
        Schedule failing(Errands errands) {
            return new Schedule.Every("test.failing", Duration.ofMillis(100), () -> {
                errands.rounds.incrementAndGet();
                throw new IllegalStateException("a secret of some tenant");
            });
        }
    }

    static class Errands implements JobHandler<Errands.Errand> {

        record Errand(UUID id, boolean outdoors) {}

        final List<UUID> done = new CopyOnWriteArrayList<>();
        final AtomicInteger rounds = new AtomicInteger();
        final AtomicInteger asked = new AtomicInteger();
        volatile boolean sunny;
        volatile boolean patient;

        @Override
        public String name() {
            return "test.errand";
        }

        @Override
        public Class<Errand> data() {
            return Errand.class;
        }

        @Override
        public void run(TenantId tenant, Errand errand) {
            asked.incrementAndGet();
            if (errand.outdoors() && !sunny && patient) {
                throw new NotYet("it rains");
            }
            if (errand.outdoors() && !sunny) {
                throw new IllegalStateException("It rains: rain");
            }
            done.add(errand.id());
        }
    }
}
