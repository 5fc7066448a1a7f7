package io.sangam.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Actor;
import io.sangam.kernel.ErrorCode;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.records.FieldKind;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordError;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tenancy.Preset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest
@Import(TransitionsIT.Desk.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class TransitionsIT {

    @TestConfiguration
    static class Desk {

        @Bean
        @Primary
        NotedTasks notedTasks() {
            return new NotedTasks();
        }
    }

    private final TestTenants tenants;
    private final Transitions transitions;
    private final Pipelines pipelines;
    private final Expiries expiries;
    private final RecordWriter writer;
    private final Records records;
    private final NotedTasks tasks;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final JsonMapper json;
    private final Clock clock;
    private final ObjectType leadType;

    TransitionsIT(
            TestTenants tenants,
            Transitions transitions,
            Pipelines pipelines,
            Expiries expiries,
            RecordWriter writer,
            Records records,
            NotedTasks tasks,
            DSLContext db,
            TransactionOperations transactions,
            JsonMapper json,
            Clock clock,
            ObjectTypes types) {
        this.tenants = tenants;
        this.transitions = transitions;
        this.pipelines = pipelines;
        this.expiries = expiries;
        this.writer = writer;
        this.records = records;
        this.tasks = tasks;
        this.db = db;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
        this.leadType = types.get("lead");
    }

    @Test
    void aBrokersLeadGivesWhatEachStatusAsksFor() {
        var globex = tenants.create(Preset.BROKER_OFFICE);
        var manager = globex.actor("MANAGER");
        var lead = leadOf(globex, manager);

        assertThat(lead.status()).isEqualTo("new");
        assertThatRefused(globex, manager, lead, "follow_up_scheduled", PipelineError.CONDITIONS_NOT_MET);
        var dueAt = clock.instant().plus(Duration.ofDays(1));
        move(globex, manager, lead, "follow_up_scheduled", null, null, followUp(dueAt));
        assertThat(tasks.openOf(lead.id()))
                .containsExactly(new TaskDesk.NewTask("Ask for the documents", "follow_up", dueAt, null));

        assertThat(asksOf(globex, manager, lead, "follow_up_complete"))
                .containsExactly(new TransitionOption.Ask.CloseTasks("follow_up"));
        globex.in(() -> transitions.move(
                manager,
                leadType,
                lead.id(),
                new TransitionRequest(
                        version(globex, lead), "follow_up_complete", null, null, null, true, null, null)));
        assertThat(tasks.openOf(lead.id())).isEmpty();

        move(globex, manager, lead, "documents_collected", null, null, null);
        assertThatRefused(globex, manager, lead, "sent_to_ho", PipelineError.CONDITIONS_NOT_MET);
        move(globex, manager, lead, "sent_to_ho", null, fields("podId", "POD-77"), null);
        move(globex, manager, lead, "documents_verified", null, null, null);

        assertThatRefused(globex, manager, lead, "account_opened", PipelineError.CONDITIONS_NOT_MET);
        var opened = move(globex, manager, lead, "account_opened", null, fields("clientId", "C-1001"), null);
        assertThat(opened.value("accountOpenedAt")).isInstanceOf(Instant.class);

        // the client id was given before, and that is enough
        var activated = move(globex, manager, lead, "account_activated", null, null, null);
        assertThat(activated.value("accountActivatedAt")).isInstanceOf(Instant.class);
        assertThat(activated.value("clientId")).isEqualTo("C-1001");
    }

    @Test
    void aSellerGivesAClientIdHeSeesMaskedButReplacesNone() {
        var globex = tenants.create(Preset.BROKER_OFFICE);
        var sales = globex.actor("SALES");
        var lead = leadOf(globex, sales);

        var opened = move(globex, sales, lead, "account_opened", null, fields("clientId", "C-4711"), null);
        move(globex, sales, lead, "documents_verified", null, null, null);

        assertThat(opened.value("clientId")).isEqualTo("C-4711");
        assertThat(asksOf(globex, sales, lead, "account_opened"))
                .isEqualTo(List.of(new TransitionOption.Ask.Fields(List.of(new TransitionOption.AskedField(
                        "clientId", "Client id", FieldKind.TEXT, false, 200, List.of(), "••••4711")))));
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> move(globex, sales, lead, "account_opened", null, fields("clientId", "C-1"), null))
                .returns(KernelError.VALIDATION_FAILED, SangamException::code)
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(SangamException.FieldError::pointer)
                        .containsExactly("/fields/clientId"));
    }

    @Test
    void tellsTheRolesAStatusWantsTold() {
        var acme = tenants.create(Preset.PARTNER_SALES);
        var sales = acme.actor("SALES");
        var lead = leadOf(acme, sales);
        for (var to : List.of("demo_scheduled", "demo_given", "proposal_sent", "won")) {
            move(acme, sales, lead, to, null, null, null);
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(toldOf(acme, lead))
                        .containsExactly(acme.actor("SUCCESS").user().value()));
    }

    @Test
    void stampsAnOpeningOnce() {
        var globex = tenants.create(Preset.BROKER_OFFICE);
        var manager = globex.actor("MANAGER");
        var lead = leadOf(globex, manager);

        var first = move(globex, manager, lead, "account_opened", null, fields("clientId", "C-2"), null);
        move(globex, manager, lead, "documents_verified", null, null, null);
        var again = move(globex, manager, lead, "account_opened", null, null, null);

        assertThat(again.value("accountOpenedAt")).isEqualTo(first.value("accountOpenedAt"));
    }

    @Test
    void aRejectionExplainsItselfAndLeadsBackToWorkOnly() {
        var globex = tenants.create(Preset.BROKER_OFFICE);
        var manager = globex.actor("MANAGER");
        var lead = leadOf(globex, manager);

        assertThatRefused(globex, manager, lead, "rejected", PipelineError.CONDITIONS_NOT_MET);
        var rejected = move(globex, manager, lead, "rejected", "The signature is missing", null, null);

        assertThat(rejected.value("rejectionReason")).isEqualTo("The signature is missing");
        assertThatRefused(globex, manager, lead, "documents_verified", PipelineError.TRANSITION_NOT_ALLOWED);
        assertThat(move(globex, manager, lead, "documents_collected", null, null, null)
                        .status())
                .isEqualTo("documents_collected");
    }

    @Test
    void tellsWhatIsMissingAndChangesNothing() {
        var globex = tenants.create(Preset.BROKER_OFFICE);
        var manager = globex.actor("MANAGER");
        var lead = leadOf(globex, manager);

        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> move(globex, manager, lead, "account_opened", null, null, null))
                .satisfies(refusal -> assertThat(refusal.details())
                        .extracting("conditions", InstanceOfAssertFactories.array(Condition[].class))
                        .containsExactly(new Condition.RequiredField(List.of("clientId"))));

        assertThat(load(globex, lead)).isEqualTo(lead);
        assertThat(globex.in(() -> transitions.history(manager, leadType, lead.id())))
                .isEmpty();
    }

    @Test
    void namesTheMovesThatAreAllowedInstead() {
        var acme = tenants.create(Preset.PARTNER_SALES);
        var sales = acme.actor("SALES");
        var lead = leadOf(acme, sales);

        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> move(acme, sales, lead, "won", null, null, null))
                .returns(PipelineError.TRANSITION_NOT_ALLOWED, SangamException::code)
                .satisfies(refusal -> assertThat(refusal.details())
                        .containsEntry("allowed", List.of("connected", "demo_scheduled", "rs_unanswered")));
    }

    @Test
    void aLossNamesItsReasonFromTheListByValueOrLabel() {
        var acme = tenants.create(Preset.PARTNER_SALES);
        var sales = acme.actor("SALES");
        var lead = leadOf(acme, sales);
        move(acme, sales, lead, "connected", null, null, null);

        assertThatRefused(acme, sales, lead, "lost", PipelineError.CONDITIONS_NOT_MET);
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> move(acme, sales, lead, "lost", "bad weather", null, null))
                .returns(PipelineError.CONDITIONS_NOT_MET, SangamException::code);
        var lost = move(acme, sales, lead, "lost", "Feature gaps", null, null);

        assertThat(lost.value("lostReason")).isEqualTo("feature_gaps");
    }

    @Test
    void onlyAManagerTakesALeadOutOfAResult() {
        var acme = tenants.create(Preset.PARTNER_SALES);
        var lead = leadOf(acme, acme.actor("SALES"));
        move(acme, acme.actor("SALES"), lead, "connected", null, null, null);
        move(acme, acme.actor("SALES"), lead, "lost", "price", null, null);

        assertThatRefused(acme, acme.actor("SALES"), lead, "open", KernelError.FORBIDDEN);
        assertThat(move(acme, acme.actor("ADMIN"), lead, "open", "They called again", null, null)
                        .status())
                .isEqualTo("open");
    }

    @Test
    void aCallerKeepsToTheStatusesOfHisRole() {
        var acme = tenants.create(Preset.PARTNER_SALES);
        var caller = acme.actor("CALLER");
        var lead = leadOf(acme, caller);

        move(acme, caller, lead, "connected", null, null, null);

        assertThatRefused(acme, caller, lead, "on_hold", KernelError.FORBIDDEN);
    }

    @Test
    void aReaderMovesNothing() {
        var acme = tenants.create(Preset.PARTNER_SALES);
        var lead = leadOf(acme, acme.actor("SALES"));

        assertThatRefused(acme, acme.actor("VIEWER"), lead, "connected", RecordError.RECORD_NOT_WRITABLE);
    }

    @Test
    void leadsOfAnotherCompanyDoNotExist() {
        var acme = tenants.create(Preset.PARTNER_SALES);
        var globex = tenants.create(Preset.PARTNER_SALES);
        var lead = leadOf(acme, acme.actor("SALES"));
        var stranger = globex.actor("ADMIN");

        assertThatRefused(globex, stranger, lead, "connected", KernelError.NOT_FOUND);
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> globex.in(() -> transitions.options(stranger, leadType, lead.id())))
                .returns(KernelError.NOT_FOUND, SangamException::code);
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> globex.in(() -> transitions.history(stranger, leadType, lead.id())))
                .returns(KernelError.NOT_FOUND, SangamException::code);
    }

    @Test
    void refusesAMoveOfAnOldVersionWithTheCurrentRecord() {
        var acme = tenants.create(Preset.PARTNER_SALES);
        var sales = acme.actor("SALES");
        var lead = leadOf(acme, sales);
        move(acme, sales, lead, "connected", null, null, null);

        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> acme.in(() -> transitions.move(
                        sales, leadType, lead.id(), TransitionRequest.to("demo_scheduled", lead.version(), "late"))))
                .returns(KernelError.VERSION_CONFLICT, SangamException::code)
                .satisfies(refusal -> assertThat(refusal.details()).containsKey("current"));
    }

    @Test
    void ofManyMovesAtOnceExactlyOneWins() throws Exception {
        var acme = tenants.create(Preset.PARTNER_SALES);
        var sales = acme.actor("SALES");
        var lead = leadOf(acme, sales);
        var start = new CountDownLatch(1);

        List<Future<Boolean>> moves;
        try (var threads = Executors.newFixedThreadPool(8)) {
            moves = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return wins(acme, sales, lead);
                    }))
                    .toList();
            start.countDown();
        }

        assertThat(moves).extracting(Future::resultNow).containsOnlyOnce(true);
        assertThat(acme.in(() -> transitions.history(sales, leadType, lead.id())))
                .hasSize(1);
        assertThat(load(acme, lead).version()).isEqualTo(lead.version() + 1);
    }

    @Test
    void remembersWhoMovedItWhyAndHowLongItStayed() {
        var acme = tenants.create(Preset.PARTNER_SALES);
        var sales = acme.actor("SALES");
        var lead = leadOf(acme, sales);

        move(acme, sales, lead, "connected", "Reached on the second call", null, null);
        move(acme, sales, lead, "demo_scheduled", null, null, null);

        assertThat(acme.in(() -> transitions.history(sales, leadType, lead.id())))
                .extracting(StatusHistory::from, StatusHistory::to, StatusHistory::reason)
                .containsExactly(
                        tuple("connected", "demo_scheduled", null),
                        tuple("open", "connected", "Reached on the second call"));
        assertThat(acme.in(() -> transitions.history(sales, leadType, lead.id())))
                .allSatisfy(step -> {
                    assertThat(step.by().name()).isEqualTo("Sales");
                    assertThat(step.secondsInFrom()).isBetween(0L, 60L);
                });
    }

    @Test
    void offersEveryOtherStatusWithWhyNot() {
        var acme = tenants.create(Preset.PARTNER_SALES);
        var sales = acme.actor("SALES");
        var lead = leadOf(acme, sales);

        var options = acme.in(() -> transitions.options(sales, leadType, lead.id()));

        assertThat(options).hasSize(17);
        assertThat(options)
                .filteredOn(TransitionOption::allowed)
                .extracting(TransitionOption::to)
                .containsExactly("connected", "demo_scheduled", "rs_unanswered");
        assertThat(options)
                .filteredOn(option -> option.to().equals("form_resubmitted"))
                .extracting(TransitionOption::reasonCode)
                .containsExactly("NOT_YOUR_STATUS");
    }

    @Test
    void expiresWhatNobodyFinishedAndOnlyOnce() {
        var globex = tenants.create(Preset.BROKER_OFFICE);
        var manager = globex.actor("MANAGER");
        var stale = leadOf(globex, manager);
        var fresh = leadOf(globex, manager);
        var opened = leadOf(globex, manager);
        move(globex, manager, opened, "account_opened", null, fields("clientId", "C-3"), null);
        age(globex, stale, "created_at", 61);
        age(globex, fresh, "created_at", 59);
        age(globex, opened, "created_at", 90);
        age(globex, opened, "account_opened_at", 31);

        assertThat(globex.in(() -> expiries.run(globex.id()))).isEqualTo(2);
        assertThat(globex.in(() -> expiries.run(globex.id()))).isZero();

        assertThat(load(globex, stale).status()).isEqualTo("lead_expired");
        assertThat(load(globex, fresh).status()).isEqualTo("new");
        assertThat(load(globex, opened).status()).isEqualTo("lead_expired_account_opened");
        assertThat(globex.in(() -> transitions.history(manager, leadType, stale.id())))
                .extracting(StatusHistory::reason)
                .containsExactly("expired");
    }

    @Test
    void leavesAloneWhatSomebodyRevived() {
        var globex = tenants.create(Preset.BROKER_OFFICE);
        var manager = globex.actor("MANAGER");
        var lead = leadOf(globex, manager);
        age(globex, lead, "created_at", 61);
        globex.in(() -> expiries.run(globex.id()));

        move(globex, manager, lead, "documents_collected", "She came back", null, null);

        assertThat(globex.in(() -> expiries.run(globex.id()))).isZero();
        assertThat(load(globex, lead).status()).isEqualTo("documents_collected");
    }

    private RecordState leadOf(TestTenant tenant, Actor owner) {
        return tenant.in(() -> {
            var start = pipelines.initial(tenant.id(), "lead");
            var values = new LinkedHashMap<String, @Nullable Object>(Map.of(
                    "title",
                    "Asha Rao",
                    "source",
                    "website",
                    "phone",
                    "+919999900123",
                    "pipeline",
                    start.pipeline(),
                    "status",
                    start.status(),
                    "statusSince",
                    clock.instant(),
                    "qualified",
                    false,
                    "resubmittedCount",
                    0,
                    "owner",
                    owner.user()));
            return writer.create(tenant.system(), leadType, values);
        });
    }

    private RecordState load(TestTenant tenant, RecordState lead) {
        return tenant.in(() -> records.load(tenant.system(), leadType, lead.id()));
    }

    private int version(TestTenant tenant, RecordState lead) {
        return load(tenant, lead).version();
    }

    private RecordState move(
            TestTenant tenant,
            Actor actor,
            RecordState lead,
            String to,
            @Nullable String reason,
            @Nullable JsonNode fields,
            TransitionRequest.@Nullable FollowUp task) {
        var request = new TransitionRequest(version(tenant, lead), to, reason, fields, task, null, null, null);
        return tenant.in(() -> transitions.move(actor, leadType, lead.id(), request));
    }

    private boolean wins(TestTenant tenant, Actor actor, RecordState lead) {
        try {
            tenant.in(() -> transitions.move(
                    actor, leadType, lead.id(), TransitionRequest.to("connected", lead.version(), "first")));
            return true;
        } catch (SangamException refusal) {
            assertThat(refusal.code()).isEqualTo(KernelError.VERSION_CONFLICT);
            return false;
        }
    }

    private void assertThatRefused(TestTenant tenant, Actor actor, RecordState lead, String to, ErrorCode code) {
        var version = code == KernelError.NOT_FOUND ? lead.version() : version(tenant, lead);
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> tenant.in(() -> transitions.move(
                        actor,
                        leadType,
                        lead.id(),
                        new TransitionRequest(version, to, null, null, null, null, null, null))))
                .returns(code, SangamException::code);
    }

    private List<TransitionOption.Ask> asksOf(TestTenant tenant, Actor actor, RecordState lead, String to) {
        return tenant.in(() -> transitions.options(actor, leadType, lead.id())).stream()
                .filter(option -> option.to().equals(to))
                .findFirst()
                .orElseThrow()
                .asks();
    }

    private JsonNode fields(String key, String value) {
        return json.createObjectNode().put(key, value);
    }

    private static TransitionRequest.FollowUp followUp(Instant dueAt) {
        return new TransitionRequest.FollowUp("Ask for the documents", dueAt, null);
    }

    private List<UUID> toldOf(TestTenant tenant, RecordState lead) {
        return tenant.in(() ->
                Objects.requireNonNull(transactions.execute(_ -> db.select(DSL.field(DSL.name("user_id"), UUID.class))
                        .from(DSL.table(DSL.name("notifications", "notification")))
                        .where(DSL.field(DSL.name("tenant_id"), UUID.class)
                                .eq(tenant.id().value()))
                        .and(DSL.field(DSL.name("record_id"), UUID.class).eq(lead.id()))
                        .and(DSL.field(DSL.name("kind"), String.class).eq("statusChanged"))
                        .fetch(0, UUID.class))));
    }

    private void age(TestTenant tenant, RecordState lead, String column, int days) {
        tenant.run(() -> transactions.executeWithoutResult(_ -> db.update(DSL.table(DSL.name("leads", "lead")))
                .set(DSL.field(DSL.name(column), Instant.class), clock.instant().minus(Duration.ofDays(days)))
                .where(DSL.field(DSL.name("tenant_id"), UUID.class)
                        .eq(tenant.id().value()))
                .and(DSL.field(DSL.name("id"), UUID.class).eq(lead.id()))
                .execute()));
    }
}
