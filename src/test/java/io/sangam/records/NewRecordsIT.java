package io.sangam.records;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.sangam.TestTenants;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.Pipelines;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// ADR 33: what becomes of a record in the transaction that makes it.
@SpringBootTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class NewRecordsIT {

    private static final Instant DUE = Instant.parse("2027-01-15T10:00:00Z");

    private final RecordWriter writer;
    private final Records records;
    private final NextSteps nextSteps;
    private final Pipelines pipelines;
    private final ObjectType leadType;
    private final ObjectType taskType;
    private final DSLContext db;
    private final PlatformTransactionManager transactions;
    private final Actor system;
    private final UserId owner;

    NewRecordsIT(
            TestTenants tenants,
            RecordWriter writer,
            Records records,
            NextSteps nextSteps,
            Pipelines pipelines,
            ObjectType leadType,
            ObjectType taskType,
            DSLContext db,
            PlatformTransactionManager transactions) {
        this.writer = writer;
        this.records = records;
        this.nextSteps = nextSteps;
        this.pipelines = pipelines;
        this.leadType = leadType;
        this.taskType = taskType;
        this.db = db;
        this.transactions = transactions;
        var company = tenants.create(Preset.SIMPLE);
        this.system = Actor.system(company.id());
        this.owner = company.actor("SALES").user();
    }

    @Test
    void isWrittenOnceHoweverOftenItChanges() {
        onceNothingElseIsRead(() -> {
            var before = counted();
            var lead = lead();
            var owned = writer.update(system, lead, Map.of("owner", owner), "assigned", Map.of());
            nextSteps.load(system.tenant(), "lead", Map.of(lead.id(), DUE));
            nextSteps.load(system.tenant(), "lead", Map.of(lead.id(), DUE.plusSeconds(60)));

            assertThat(written(before)).containsExactly(1L, 0L);
            var stored = records.load(system, leadType, lead.id());
            assertThat(stored.version()).isEqualTo(1);
            assertThat(stored.value("nextStep")).isEqualTo(DUE);
            assertThat(owned.with(Map.of("nextStep", DUE)).values()).isEqualTo(stored.values());
            return lead;
        });
    }

    @Test
    void isKnownAsTheDatabaseKeepsIt() {
        in(() -> {
            var lead = lead();
            assertThat(lead).isEqualTo(records.load(system, leadType, lead.id()));

            var task = writer.create(system, taskType, task(lead));
            assertThat(task).isEqualTo(records.load(system, taskType, task.id()));
            return lead;
        });
    }

    @Test
    void isUpdatedOnceAfterItWasRead() {
        onceNothingElseIsRead(() -> {
            var before = counted();
            var lead = lead();
            records.load(system, leadType, lead.id());
            var owned = writer.update(system, lead, Map.of("owner", owner), "assigned", Map.of());
            nextSteps.load(system.tenant(), "lead", Map.of(lead.id(), DUE));
            writer.update(system, owned, Map.of("temperature", "hot"), "updated", Map.of());

            assertThat(written(before)).containsExactly(1L, 1L);
            var stored = records.load(system, leadType, lead.id());
            assertThat(stored.version()).isEqualTo(2);
            assertThat(stored.value("owner")).isEqualTo(owner);
            assertThat(stored.value("temperature")).isEqualTo("hot");
            assertThat(stored.value("nextStep")).isEqualTo(DUE);
            return lead;
        });
    }

    @Test
    void isAskedForAgainOnceSomethingElseMayHaveChangedIt() {
        var lead = in(() -> {
            var made = lead();
            db.execute("update leads.lead set city = 'Pune' where id = ?", made.id());
            return writer.update(system, made, Map.of("owner", owner), "assigned", Map.of());
        });

        assertThat(lead.value("city")).isEqualTo("Pune");
        assertThat(lead.value("owner")).isEqualTo(owner);
    }

    @Test
    void isNoLongerAtAnEarlierVersion() {
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> in(() -> {
                    var lead = lead();
                    writer.update(system, lead, Map.of("city", "Goa"), "updated", Map.of());
                    return writer.update(system, lead, Map.of("city", "Pune"), "updated", Map.of());
                }));
    }

    @Test
    void isNobodyElsesBeforeTheCommit() {
        var beside = new TransactionTemplate(transactions);
        beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        in(() -> {
            var lead = lead();
            assertThat(beside.<Boolean>execute(_ -> records.isReadable(system, leadType, lead.id())))
                    .isFalse();
            assertThat(records.isReadable(system, leadType, lead.id())).isTrue();
            return lead;
        });
    }

    @Test
    void isGoneWithItsTransaction() {
        var lead = new UUID[1];
        TenantScope.run(
                system.tenant(),
                () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                    lead[0] = lead().id();
                    status.setRollbackOnly();
                }));

        assertThat(in(() -> records.isReadable(system, leadType, lead[0]))).isFalse();
        assertThat(in(() -> lead()).version()).isZero();
    }

    private RecordState lead() {
        var start = pipelines.initial(system.tenant(), "lead");
        var values = new HashMap<String, @Nullable Object>();
        values.put("title", "Lotus Traders");
        values.put("source", "website");
        values.put("phone", "+12565550143");
        values.put("pipeline", start.pipeline());
        values.put("status", start.status());
        values.put("statusSince", Instant.parse("2026-11-28T01:02:03.123456Z"));
        return writer.create(system, leadType, values);
    }

    private Map<String, @Nullable Object> task(RecordState lead) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("title", "Call back");
        values.put("dueAt", DUE);
        values.put("assignee", owner);
        values.put("parent", new RecordRef("lead", lead.id()));
        return values;
    }

    private List<Long> written(List<Long> before) {
        var now = counted();
        return List.of(now.get(0) - before.get(0), now.get(1) - before.get(1));
    }

    /// Leads put in and changed, as PostgreSQL counts for this connection.
    private List<Long> counted() {
        var counted = db.fetchSingle(
                "select n_tup_ins, n_tup_upd from pg_stat_xact_user_tables where schemaname = 'leads' and relname = 'lead'");
        return List.of(counted.get(0, Long.class), counted.get(1, Long.class));
    }

    /// What is cached of a company is read again now and then, and before it whatever was put in is said.
    private void onceNothingElseIsRead(Supplier<RecordState> work) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> in(work));
    }

    private <T> T in(Supplier<T> work) {
        return TenantScope.call(
                system.tenant(), () -> requireNonNull(new TransactionTemplate(transactions).execute(_ -> work.get())));
    }
}
