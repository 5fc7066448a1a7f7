package io.sangam.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.sangam.access.AccessError;
import io.sangam.access.Share;
import io.sangam.access.Shares;
import io.sangam.kernel.Actor;
import io.sangam.kernel.ErrorCode;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.pipelines.TaskDesk;
import io.sangam.records.Filter;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordError;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.WorkCalendar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest
@Import(Office.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class TasksIT {

    private final Tasks tasks;
    private final TaskDesk desk;
    private final RecordWriter writer;
    private final Records records;
    private final ObjectType taskType;
    private final ObjectType leadType;
    private final Shares shares;
    private final JsonMapper json;
    private final DSLContext db;
    private final Office office;
    private final Instant now;
    private final TenantId company;
    private final Actor ada;
    private final Actor ben;

    TasksIT(
            Tasks tasks,
            TaskDesk desk,
            RecordWriter writer,
            Records records,
            ObjectType taskType,
            ObjectType leadType,
            Shares shares,
            JsonMapper json,
            DSLContext db,
            Office office,
            Clock clock) {
        this.tasks = tasks;
        this.desk = desk;
        this.writer = writer;
        this.records = records;
        this.taskType = taskType;
        this.leadType = leadType;
        this.shares = shares;
        this.json = json;
        this.db = db;
        this.office = office;
        this.now = clock.instant();
        this.company = office.company();
        this.ada = office.person(company, "Ada", "SALES");
        this.ben = office.person(company, "Ben", "COSALES");
    }

    @Test
    void isMadeForTheActorUnlessSomebodyIsNamed() {
        var own = created(ada, Map.of());
        var given = created(ada, Map.of("assignee", ben.user()));

        assertThat(own.user("assignee")).isEqualTo(ada.user());
        assertThat(own.text("kind")).isEqualTo("todo");
        assertThat(own.text("priority")).isEqualTo("medium");
        assertThat(own.status()).isEqualTo("todo");
        assertThat(given.user("assignee")).isEqualTo(ben.user());
    }

    @Test
    void onARecordItNeedsTheRightToWriteThatRecord() {
        var lead = office.leadOf(ada);

        assertThat(created(ada, Map.of("parent", lead)).value("parent")).isEqualTo(lead);
        refused(KernelError.NOT_FOUND, () -> created(ben, Map.of("parent", lead)));
        in(() -> {
            shares.add(ada, "lead", lead.id(), ben.user(), null, Share.Right.READ, null);
            return lead;
        });
        refused(RecordError.RECORD_NOT_WRITABLE, () -> created(ben, Map.of("parent", lead)));
        assertThat(office.inTransaction(company, () -> db.fetchCount(io.sangam.tasks.db.Tables.TASK)))
                .isEqualTo(1);
    }

    @Test
    void aStrangersParentLooksLikeNone() {
        var elsewhere = office.person(office.company(), "Eve", "ADMIN");
        var theirs = office.leadOf(elsewhere);

        assertThat(refusal(() -> parsed(theirs))).isEqualTo(refusal(() -> parsed(new RecordRef("lead", Ids.next()))));
        refused(KernelError.NOT_FOUND, () -> created(ada, Map.of("parent", theirs)));
    }

    @Test
    void isCompletedOnce() {
        var task = created(ada, Map.of());

        var done = in(() -> tasks.complete(ada, task.id(), task.version(), " Wants a demo ", null));

        assertThat(done.status()).isEqualTo("done");
        assertThat(done.text("outcome")).isEqualTo("Wants a demo");
        assertThat(done.value("completedAt")).isNotNull();
        refused(TaskError.TASK_NOT_OPEN, () -> tasks.complete(ada, task.id(), done.version(), null, null));
        refused(TaskError.TASK_NOT_OPEN, () -> edit(ada, done, Map.of("dueAt", now)));
        assertThat(edit(ada, done, Map.of("comment", "He called back")).text("comment"))
                .isEqualTo("He called back");
    }

    @Test
    void postponingKeepsCountAndTellsTheParent() {
        var task = created(ada, Map.of("parent", office.leadOf(ada)));
        var later = now.plus(Duration.ofDays(2));

        var postponed = in(() -> tasks.postpone(ada, task.id(), task.version(), later, null, "On holiday"));

        assertThat(postponed.value("dueAt")).isEqualTo(later);
        assertThat(postponed.value("postponedCount")).isEqualTo(1);
        assertThat(postponed.status()).isEqualTo("todo");
        assertThat(verbs(task)).containsExactly("taskCreated", "taskPostponed");
    }

    @Test
    void theTimelineOfTheParentTellsTheCourse() {
        var task = created(ada, Map.of("parent", office.leadOf(ada)));

        var started = in(() -> tasks.start(ada, task.id(), task.version()));
        var done = in(() -> tasks.complete(ada, task.id(), started.version(), null, null));
        var reopened = in(() -> tasks.reopen(ada, task.id(), done.version()));
        in(() -> tasks.cancel(ada, task.id(), reopened.version()));

        assertThat(verbs(task)).containsExactly("taskCreated", "taskCompleted", "taskReopened", "taskCanceled");
    }

    @Test
    void aChangeOnAnOldVersionIsRefusedWithTheCurrentOne() {
        var task = created(ada, Map.of());
        in(() -> tasks.start(ada, task.id(), task.version()));

        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> in(() -> tasks.complete(ada, task.id(), task.version(), null, null)))
                .returns(KernelError.VERSION_CONFLICT, SangamException::code)
                .satisfies(conflict -> assertThat(conflict.details()).containsKey("current"));
    }

    @Test
    void overdueMeansDueAndStillOpen() {
        var late = created(ada, Map.of("dueAt", now.minus(Duration.ofHours(1))));
        var lateButDone = created(ada, Map.of("dueAt", now.minus(Duration.ofHours(2))));
        in(() -> tasks.complete(ada, lateButDone.id(), lateButDone.version(), null, null));
        var lateButCanceled = created(ada, Map.of("dueAt", now.minus(Duration.ofHours(3))));
        in(() -> tasks.cancel(ada, lateButCanceled.id(), lateButCanceled.version()));
        created(ada, Map.of());

        var overdue = in(() -> records.ids(ada, taskType, test("overdue", "eq", true), 10));

        assertThat(overdue).containsExactly(late.id());
    }

    @Test
    void openTasksAreFoundByGroup() {
        var open = created(ada, Map.of());
        var done = created(ada, Map.of());
        in(() -> tasks.complete(ada, done.id(), done.version(), null, null));

        var found = in(() -> records.ids(ada, taskType, test("status", "group", List.of("open", "progress")), 10));

        assertThat(found).containsExactly(open.id());
    }

    @Test
    void givingATaskAwayNeedsItsRightAndIsCounted() {
        var task = created(ben, Map.of());
        refused(AccessError.RIGHT_MISSING, () -> edit(ben, task, Map.of("assignee", ada.user())));
        var boss = office.person(company, "Mira", "ADMIN");

        var given = edit(boss, task, Map.of("assignee", ada.user()));

        assertThat(given.user("assignee")).isEqualTo(ada.user());
        assertThat(given.value("reassignCount")).isEqualTo(1);
        await().untilAsserted(() -> assertThat(toldOf(task.id(), ada)).containsExactly("assignment"));
        assertThat(toldOf(task.id(), ben)).isEmpty();
    }

    @Test
    void strangersSeeAndMoveNothing() {
        var task = created(ada, Map.of());
        var elsewhere = office.person(office.company(), "Eve", "ADMIN");

        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() ->
                        TenantScope.call(elsewhere.tenant(), () -> tasks.start(elsewhere, task.id(), task.version())))
                .returns(KernelError.NOT_FOUND, SangamException::code);
        refused(KernelError.NOT_FOUND, () -> tasks.start(ben, task.id(), task.version()));
    }

    @Test
    void aRecordGivenToSomebodyGetsOneFirstTask() {
        var lead = office.leadOf(ben);

        in(() -> {
            var record = records.load(Actor.system(ada.tenant()), leadType, lead.id());
            tasks.ensureFirstTask(ada, record, ben.user(), false);
            tasks.ensureFirstTask(ada, record, ben.user(), false);
            return lead;
        });

        var made = in(
                () -> records.ids(ben, taskType, test("parent", "eq", lead.id().toString()), 10));
        assertThat(made).singleElement().satisfies(id -> {
            var task = in(() -> records.load(ben, taskType, id));
            assertThat(task.title()).isEqualTo("Follow-up: Kiran Traders");
            assertThat(task.text("kind")).isEqualTo("follow_up");
            assertThat(task.user("assignee")).isEqualTo(ben.user());
            // R6: two hours of office time, which may be days
            assertThat((Instant) task.value("dueAt")).isBetween(inOffice(now), inOffice(now.plus(Duration.ofHours(1))));
        });
    }

    private static Instant inOffice(Instant start) {
        return WorkCalendar.DEFAULT.after(start, Duration.ofHours(2), ZoneId.of("Asia/Kolkata"));
    }

    @Test
    void aMoveOfTheParentMakesAndClosesTasks() {
        var lead = office.leadOf(ada);
        var bens = created(
                office.person(company, "Mira", "ADMIN"),
                Map.of("parent", lead, "kind", "follow_up", "assignee", ben.user()));

        in(() -> {
            desk.create(ada, "lead", lead.id(), new TaskDesk.NewTask("Call back", "call", now, null));
            return lead;
        });

        assertThat(office.inTransaction(company, () -> desk.hasOpen(company, "lead", lead.id(), "call")))
                .isTrue();
        assertThat(office.inTransaction(company, () -> desk.closeOpen(ada, "lead", lead.id(), "follow_up")))
                .isEqualTo(1);
        assertThat(office.inTransaction(company, () -> desk.hasOpen(company, "lead", lead.id(), "follow_up")))
                .isFalse();
        assertThat(in(() -> records.load(ben, taskType, bens.id())).status()).isEqualTo("done");
    }

    private RecordState created(Actor actor, Map<String, Object> values) {
        return in(() -> {
            var all = new HashMap<String, @Nullable Object>(
                    Map.of("title", "Send the offer", "dueAt", now.plus(Duration.ofDays(1))));
            all.putAll(values);
            return tasks.create(actor, all);
        });
    }

    private RecordState edit(Actor actor, RecordState task, Map<String, Object> values) {
        return in(() -> writer.update(actor, taskType, task.id(), task.version(), new HashMap<>(values)));
    }

    private Object parsed(RecordRef parent) {
        var body = json.valueToTree(Map.of("title", "Visit", "dueAt", now.toString(), "parent", parent));
        return in(() -> writer.parse(ada, taskType, body));
    }

    private Filter test(String field, String op, Object value) {
        return new Filter.Test(field, op, json.valueToTree(value));
    }

    private List<String> verbs(RecordState task) {
        var parent = (RecordRef) Objects.requireNonNull(task.value("parent"));
        return office.inTransaction(
                company,
                () ->
                        db
                                .fetchValues(
                                        "select verb from records.activity where record_id = ? order by id",
                                        parent.id())
                                .stream()
                                .map(String.class::cast)
                                .toList());
    }

    private List<String> toldOf(UUID task, Actor who) {
        return office.inTransaction(
                company,
                () -> db
                        .fetchValues(
                                "select kind from notifications.notification where record_id = ? and user_id = ?",
                                task,
                                who.user().value())
                        .stream()
                        .map(String.class::cast)
                        .toList());
    }

    private <T> T in(Supplier<T> work) {
        return TenantScope.call(company, work::get);
    }

    private void refused(ErrorCode code, Supplier<?> work) {
        assertThat(refusal(work).code()).isEqualTo(code);
    }

    private record Refusal(ErrorCode code, String message, List<SangamException.FieldError> errors) {}

    private Refusal refusal(Supplier<?> work) {
        try {
            in(work);
        } catch (SangamException e) {
            return new Refusal(e.code(), String.valueOf(e.getMessage()), e.errors());
        }
        throw new AssertionError("was not refused");
    }
}
