package io.sangam.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sangam.kernel.Actor;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.TenantSettings.PassingOn;
import io.sangam.tenancy.Tenants;
import io.sangam.tenancy.WorkCalendar;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

/// Rounds are run for times to come, so that the schedule of the running application has nothing to do with them.
@SpringBootTest
@Import(Office.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LateWorkIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LATE = MINUTE.multipliedBy(31);

    private final LateWork late;
    private final Tasks tasks;
    private final Records records;
    private final ObjectTypes types;
    private final ObjectType taskType;
    private final Tenants tenants;
    private final DSLContext db;
    private final Office office;
    private final TenantId company;
    private final Actor admin;
    private final Actor ada;
    private final Actor ben;
    private final Instant due;

    LateWorkIT(
            LateWork late,
            Tasks tasks,
            Records records,
            ObjectTypes types,
            ObjectType taskType,
            Tenants tenants,
            DSLContext db,
            Office office,
            Clock clock) {
        this.late = late;
        this.tasks = tasks;
        this.records = records;
        this.types = types;
        this.taskType = taskType;
        this.tenants = tenants;
        this.db = db;
        this.office = office;
        this.company = office.company();
        this.admin = office.person(company, "Mira", "ADMIN");
        this.ada = office.person(company, "Ada", "SALES");
        this.ben = office.person(company, "Ben", "SALES");
        // a Tuesday to come, at eleven
        this.due = clock.instant()
                .atZone(ZoneId.of("Asia/Kolkata"))
                .plusDays(1)
                .with(TemporalAdjusters.next(DayOfWeek.TUESDAY))
                .with(LocalTime.of(11, 0))
                .toInstant();
        wants(new PassingOn(true, 30, 1), WorkCalendar.DEFAULT);
    }

    @Test
    void goesToTheNextWhoNeverHadTheRecordAndBothAreTold() {
        var lead = office.leadOf(ada);
        var task = dueTask(lead);

        late.passOn(due.plus(MINUTE.multipliedBy(30)));
        assertThat(now(task).user("assignee")).isEqualTo(ada.user());

        late.passOn(due.plus(LATE));
        late.passOn(due.plus(LATE));

        assertThat(now(task).user("assignee")).isEqualTo(ben.user());
        assertThat(now(task).value("dueAt")).isEqualTo(due.plus(LATE).plus(Duration.ofDays(1)));
        assertThat(now(task).value("reassignCount")).isEqualTo(1);
        assertThat(owner(lead)).isEqualTo(ben.user());
        assertThat(verbs(lead)).containsOnlyOnce("passedOn");
        assertThat(told(ada.user())).containsExactly("passedOn");
        await().untilAsserted(() -> assertThat(told(ben.user())).containsExactly("assignment"));
        assertThat(told(admin.user())).isEmpty();
    }

    @Test
    void whenNobodyIsLeftItSaysSoOnce() {
        var lead = office.leadOf(ada);
        var task = dueTask(lead);
        var second = due.plus(LATE).plus(Duration.ofDays(1)).plus(LATE);

        late.passOn(due.plus(LATE));
        late.passOn(second);
        late.passOn(second);
        late.passOn(second.plus(Duration.ofDays(2)));

        assertThat(now(task).user("assignee")).isEqualTo(ben.user());
        assertThat(now(task).value("finalOverdue")).isEqualTo(true);
        assertThat(state(lead).value("finalOverdue")).isEqualTo(true);
        assertThat(verbs(lead)).containsOnlyOnce("nobodyLeft");
        assertThat(told(admin.user())).containsExactly("nobodyLeft");

        var flagged = now(task);
        in(() -> tasks.complete(ben, flagged.id(), flagged.version(), null, null));
        assertThat(now(task).value("finalOverdue")).isEqualTo(false);
        await().untilAsserted(
                        () -> assertThat(state(lead).value("finalOverdue")).isEqualTo(false));
    }

    @Test
    void takesAlongWhatElseItsOwnerHadToDoThere() {
        var lead = office.leadOf(ada);
        var first = dueTask(lead);
        var second = dueTask(lead);
        var future = task(lead, due.plus(Duration.ofDays(9)));

        late.passOn(due.plus(LATE));

        assertThat(List.of(first, second, future))
                .allSatisfy(task -> assertThat(now(task).user("assignee")).isEqualTo(ben.user()));
        assertThat(now(second).value("dueAt")).isEqualTo(due.plus(LATE).plus(Duration.ofDays(1)));
        assertThat(now(future).value("dueAt")).isEqualTo(due.plus(Duration.ofDays(9)));
        assertThat(verbs(lead)).containsOnlyOnce("passedOn");
    }

    @Test
    void staysWhereItIsOutsideOfficeHoursAndWhereNobodyWantsIt() {
        var task = dueTask(office.leadOf(ada));

        late.passOn(due.plus(Duration.ofHours(9)));
        assertThat(now(task).user("assignee")).isEqualTo(ada.user());

        wants(PassingOn.DEFAULTS, WorkCalendar.DEFAULT);
        late.passOn(due.plus(LATE));
        assertThat(now(task).user("assignee")).isEqualTo(ada.user());
    }

    @Test
    void afterDaysWithoutARoundItIsGivenOnOnce() {
        var lead = office.leadOf(ada);
        var task = dueTask(lead);
        var later = due.plus(Duration.ofDays(2));

        late.passOn(later);
        late.passOn(later.plus(MINUTE));

        assertThat(now(task).value("reassignCount")).isEqualTo(1);
        assertThat(now(task).value("dueAt")).isEqualTo(later.plus(Duration.ofDays(1)));
        assertThat(verbs(lead)).containsOnlyOnce("passedOn");
    }

    @Test
    void leavesAloneWhatIsOfNoRecordOrFinishedOrInTheTrash() {
        var loose = task(null, due);
        var lead = office.leadOf(ada);
        var orphan = dueTask(lead);
        in(() -> db.execute("update leads.lead set deleted_at = now() where id = ?", lead.id()));

        late.passOn(due.plus(LATE));

        assertThat(now(loose).user("assignee")).isEqualTo(ada.user());
        assertThat(now(orphan).user("assignee")).isEqualTo(ada.user());
    }

    @Test
    void twoWorkersGiveItOnOnce() throws Exception {
        var cy = office.person(company, "Cy", "SALES");
        var leads = new ArrayList<RecordRef>();
        for (var i = 0; i < 12; i++) {
            var lead = office.leadOf(ada);
            leads.add(lead);
            dueTask(lead);
            dueTask(lead);
        }

        together(() -> late.passOn(due.plus(LATE)), () -> late.passOn(due.plus(LATE)));
        late.passOn(due.plus(LATE));

        assertThat(leads).allSatisfy(lead -> {
            assertThat(verbs(lead)).containsOnlyOnce("passedOn");
            assertThat(owner(lead)).isIn(ben.user(), cy.user());
        });
    }

    @Test
    void aTicketGoesToTheNextOfItsOwnPool() {
        var uma = office.person(company, "Uma", "SUPPORT");
        var sue = office.person(company, "Sue", "SUPPORT");
        var ticket = office.ticketOf(uma);
        var task = taskOf(uma, ticket);
        var second = due.plus(LATE).plus(Duration.ofDays(1)).plus(LATE);

        late.passOn(due.plus(LATE));
        assertThat(owner(ticket)).isEqualTo(sue.user());
        assertThat(now(task).user("assignee")).isEqualTo(sue.user());
        assertThat(told(uma.user())).containsExactly("passedOn");

        late.passOn(second);
        late.passOn(second);
        assertThat(owner(ticket)).isEqualTo(sue.user());
        assertThat(state(ticket).value("finalOverdue")).isEqualTo(true);
        assertThat(verbs(ticket)).containsOnlyOnce("passedOn", "nobodyLeft");
        assertThat(told(admin.user())).containsExactly("nobodyLeft");
    }

    @Test
    void aWorkerThatDiesHalfWayHasDoneNothingAndTheNextDoesItOnce() throws Exception {
        var uma = office.person(company, "Uma", "SUPPORT");
        var sue = office.person(company, "Sue", "SUPPORT");
        var ticket = office.ticketOf(uma);
        var task = taskOf(uma, ticket);
        var locked = taskOf(uma, ticket);

        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            in(() -> {
                // it has given on the ticket when it comes to this row
                db.execute("select 1 from tasks.task where id = ? for update", locked.id());
                var worker = workers.submit(() -> late.passOn(due.plus(LATE)));
                await().pollInSameThread().until(() -> !waitingForMe().isEmpty());
                waitingForMe().forEach(each -> db.execute("select pg_terminate_backend(?)", each));
                assertThatThrownBy(worker::get).isInstanceOf(ExecutionException.class);
                return true;
            });
        }
        assertThat(verbs(ticket)).doesNotContain("passedOn");
        assertThat(owner(ticket)).isEqualTo(uma.user());
        assertThat(now(task).user("assignee")).isEqualTo(uma.user());

        var later = due.plus(LATE).plus(MINUTE.multipliedBy(15));
        together(() -> late.passOn(later), () -> late.passOn(later));
        late.passOn(later);

        assertThat(verbs(ticket)).containsOnlyOnce("passedOn");
        assertThat(owner(ticket)).isEqualTo(sue.user());
        assertThat(told(uma.user())).containsExactly("passedOn");
        assertThat(List.of(task, locked))
                .allSatisfy(each -> assertThat(now(each).value("reassignCount")).isEqualTo(1));
    }

    /// The workers that wait for a row of this transaction.
    private List<Integer> waitingForMe() {
        return db.resultQuery("""
                        select distinct pid from pg_locks
                        where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))
                        """).fetch(row -> Objects.requireNonNull(row.get(0, Integer.class)));
    }

    @Test
    void whoCompletesItMeanwhileAndTheRoundDoNotBothWin() throws Exception {
        for (var i = 0; i < 8; i++) {
            var lead = office.leadOf(ada);
            var task = dueTask(lead);
            var refused = new ArrayList<Object>();

            together(() -> late.passOn(due.plus(LATE)), () -> {
                try {
                    return in(() -> tasks.complete(ada, task.id(), task.version(), "Called", null));
                } catch (SangamException e) {
                    refused.add(e.code());
                    return task;
                }
            });

            if (refused.isEmpty()) {
                assertThat(now(task).status()).isEqualTo("done");
                assertThat(now(task).user("assignee")).isEqualTo(ada.user());
                assertThat(owner(lead)).isEqualTo(ada.user());
                assertThat(verbs(lead)).doesNotContain("passedOn");
            } else {
                // his own task no more: another version, or out of his sight
                assertThat(refused).hasSize(1).isSubsetOf(List.of(KernelError.VERSION_CONFLICT, KernelError.NOT_FOUND));
                assertThat(now(task).status()).isEqualTo("todo");
                assertThat(now(task).user("assignee")).isEqualTo(ben.user());
            }
        }
    }

    private static void together(Callable<?>... jobs) throws Exception {
        var start = new CyclicBarrier(jobs.length);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = List.of(jobs).stream()
                    .map(job -> workers.submit(() -> {
                        start.await();
                        return job.call();
                    }))
                    .toList();
            for (var each : running) {
                each.get();
            }
        }
    }

    private void wants(PassingOn reassignment, WorkCalendar calendar) {
        TenantScope.run(company, () -> {
            var version = tenants.current(company).version();
            tenants.change(
                    company,
                    version,
                    tenant -> new Tenant(
                            tenant.id(),
                            tenant.slug(),
                            tenant.name(),
                            tenant.timeZone(),
                            tenant.currency(),
                            tenant.defaultCountry(),
                            tenant.locale(),
                            tenant.preset(),
                            Offices.with(tenant.settings(), reassignment, calendar),
                            tenant.version()));
        });
    }

    private RecordState dueTask(RecordRef lead) {
        return task(lead, due);
    }

    private RecordState task(@Nullable RecordRef lead, Instant at) {
        return task(ada, lead, at);
    }

    private RecordState taskOf(Actor who, RecordRef ticket) {
        return task(who, ticket, due);
    }

    private RecordState task(Actor who, @Nullable RecordRef parent, Instant at) {
        var values = new HashMap<String, @Nullable Object>(Map.of("title", "Call back", "dueAt", at));
        if (parent != null) {
            values.put("parent", parent);
        }
        return in(() -> tasks.create(who, values));
    }

    private RecordState now(RecordState task) {
        return in(() -> records.load(Actor.system(company), taskType, task.id()));
    }

    private RecordState state(RecordRef record) {
        return in(() -> records.load(Actor.system(company), types.get(record.object()), record.id()));
    }

    private @Nullable UserId owner(RecordRef record) {
        return state(record).user("owner");
    }

    private List<String> verbs(RecordRef lead) {
        return in(() -> db.resultQuery("select verb from records.activity where record_id = ? order by id", lead.id())
                .fetch(row -> Objects.requireNonNull(row.get(0, String.class))));
    }

    private List<String> told(UserId user) {
        return in(() -> db.resultQuery("select kind from notifications.notification where user_id = ?", user.value())
                .fetch(row -> Objects.requireNonNull(row.get(0, String.class))));
    }

    private <T> T in(java.util.function.Supplier<T> work) {
        return office.inTransaction(company, work);
    }
}
