package io.sangam.records;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.sangam.TestTenants;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.Pipelines;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

    /// Each comparison of each kind of field, most of them so that it holds and so that it does not.
    private static final String JUDGEMENTS = """
            {"field":"title","op":"contains","value":"LOTUS"}
            {"field":"title","op":"startsWith","value":"traders"}
            {"field":"company","op":"empty"}
            {"field":"company","op":"notEmpty"}
            {"field":"company","op":"neq","value":"Lotus"}
            {"field":"city","op":"neq","value":"Goa"}
            {"field":"source","op":"eq","value":"website"}
            {"field":"source","op":"in","value":["website","referral"]}
            {"field":"source","op":"in","value":["referral"]}
            {"field":"source","op":"notIn","value":["website"]}
            {"field":"status","op":"group","value":"open"}
            {"field":"status","op":"group","value":["won","lost"]}
            {"field":"phone","op":"eq","value":"+1 256 555 0143"}
            {"field":"phone","op":"endsWith","value":"0143"}
            {"field":"phone","op":"endsWith","value":"0144"}
            {"field":"email","op":"eq","value":"lotus@example.com"}
            {"field":"email","op":"contains","value":"EXAMPLE"}
            {"field":"email","op":"empty"}
            {"field":"expectedValue","op":"gte","value":{"amount":"1250.50","currency":"INR"}}
            {"field":"expectedValue","op":"lt","value":{"amount":"1250.50","currency":"INR"}}
            {"field":"expectedValue","op":"between","value":[{"amount":"1","currency":"INR"},{"amount":"2000","currency":"INR"}]}
            {"field":"probability","op":"gt","value":39}
            {"field":"probability","op":"neq","value":40}
            {"field":"expectedClose","op":"on","value":"2027-03-01"}
            {"field":"expectedClose","op":"before","value":"2027-03-01"}
            {"field":"expectedClose","op":"between","value":["2027-01-01","2027-12-31"]}
            {"field":"statusSince","op":"on","value":"2026-11-28"}
            {"field":"statusSince","op":"after","value":"2026-11-28T01:02:03.123456Z"}
            {"field":"createdAt","op":"within","value":"past"}
            {"field":"createdAt","op":"within","value":"today"}
            {"field":"nextStep","op":"within","value":"future"}
            {"field":"tags","op":"hasAny","value":["vip","south"]}
            {"field":"tags","op":"hasAny","value":["south"]}
            {"field":"tags","op":"hasAll","value":["vip","north, east"]}
            {"field":"tags","op":"hasAll","value":["vip","south"]}
            {"field":"owner","op":"notEmpty"}
            {"field":"owner","op":"in","value":["me"]}
            {"field":"account","op":"empty"}
            {"field":"mine","op":"eq","value":true}
            {"field":"favourite","op":"eq","value":false}
            {"or":[{"field":"city","op":"eq","value":"Goa"},{"and":[{"field":"source","op":"eq","value":"website"},{"field":"deal","op":"empty"}]}]}""";

    private final RecordWriter writer;
    private final Records records;
    private final NextSteps nextSteps;
    private final Pipelines pipelines;
    private final ObjectType leadType;
    private final ObjectType taskType;
    private final FilterParser parser;
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
            FilterParser parser,
            DSLContext db,
            PlatformTransactionManager transactions) {
        this.writer = writer;
        this.records = records;
        this.nextSteps = nextSteps;
        this.pipelines = pipelines;
        this.leadType = leadType;
        this.taskType = taskType;
        this.parser = parser;
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
    void isJudgedByItsValuesAsTheTableJudgesIt() {
        var filters = JUDGEMENTS.lines().map(parser::parse).toList();
        onceNothingElseIsRead(() -> {
            var before = counted();
            var lead = lead(Map.of(
                    "email",
                    "Lotus@Example.com",
                    "expectedValue",
                    new Money(new BigDecimal("1250.50"), "INR"),
                    "tags",
                    List.of("vip", "north, east"),
                    "expectedClose",
                    LocalDate.parse("2027-03-01"),
                    "probability",
                    40,
                    "owner",
                    owner));
            var judged = records.passed(system, leadType, lead.id(), filters);
            writer.update(system, lead, Map.of("city", "Pune"), "updated", Map.of());
            assertThat(written(before)).containsExactly(1L, 0L);

            db.execute("update leads.lead set city = null where id = ?", lead.id());
            assertThat(judged)
                    .isEqualTo(records.passed(system, leadType, lead.id(), filters))
                    .contains(true, false);
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
        return lead(Map.of());
    }

    private RecordState lead(Map<String, Object> more) {
        var start = pipelines.initial(system.tenant(), "lead");
        var values = new HashMap<String, @Nullable Object>();
        values.put("title", "Lotus Traders");
        values.put("source", "website");
        values.put("phone", "+12565550143");
        values.put("pipeline", start.pipeline());
        values.put("status", start.status());
        values.put("statusSince", Instant.parse("2026-11-28T01:02:03.123456Z"));
        values.putAll(more);
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
