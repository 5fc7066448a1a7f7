package io.sangam.tasks;

import static io.sangam.tasks.db.Tables.REMINDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.tenancy.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

/// Rounds are run for times to come, so that the schedule of the running application has nothing to do with them.
@SpringBootTest
@Import(Office.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RemindersIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Reminders reminders;
    private final Tasks tasks;
    private final RecordWriter writer;
    private final ObjectType taskType;
    private final DSLContext db;
    private final Office office;
    private final Instant now;
    private final Instant due;
    private final TenantId company;
    private final Actor ada;

    RemindersIT(
            Reminders reminders,
            Tasks tasks,
            RecordWriter writer,
            ObjectType taskType,
            DSLContext db,
            Office office,
            Clock clock) {
        this.reminders = reminders;
        this.tasks = tasks;
        this.writer = writer;
        this.taskType = taskType;
        this.db = db;
        this.office = office;
        this.now = clock.instant();
        this.due = now.plus(Duration.ofDays(1));
        this.company = office.company();
        this.ada = office.person(company, "Ada", "SALES");
    }

    @Test
    void remindsByTheTenantsRulesAndThenDaily() {
        var task = dueTask();

        reminders.send(due.minus(MINUTE.multipliedBy(61)));
        assertThat(told(task)).isEmpty();
        reminders.send(due.minus(MINUTE.multipliedBy(60)));
        assertThat(told(task)).containsExactly("reminder");
        reminders.send(due);
        assertThat(told(task)).containsExactly("reminder", "reminder");
        reminders.send(due.plus(MINUTE.multipliedBy(60)));
        assertThat(told(task)).containsExactly("reminder", "reminder", "overdue");
        reminders.send(due.plus(Duration.ofHours(24)));
        assertThat(told(task)).hasSize(3);
        reminders.send(due.plus(Duration.ofHours(25)));
        reminders.send(due.plus(Duration.ofHours(25)));
        assertThat(told(task)).hasSize(4).endsWith("overdue");
    }

    @Test
    void remindsOnceHoweverManyWorkersThereAre() throws Exception {
        var open = new ArrayList<RecordState>();
        for (var i = 0; i < 30; i++) {
            open.add(dueTask());
        }

        var together = new CyclicBarrier(4);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 4; i++) {
                workers.submit(() -> {
                    together.await();
                    return reminders.send(due);
                });
            }
        }
        reminders.send(due);

        assertThat(open).allSatisfy(task -> assertThat(told(task)).containsExactly("reminder"));
    }

    @Test
    void afterAnOutageTheLastWordIsEnough() {
        var task = dueTask();

        reminders.send(due.plus(Duration.ofHours(2)));

        assertThat(told(task)).containsExactly("overdue");
        assertThat(office.inTransaction(company, () -> db.fetchCount(REMINDER, REMINDER.TASK_ID.eq(task.id()))))
                .isEqualTo(3);
    }

    @Test
    void postponingStartsOver() {
        var task = dueTask();
        reminders.send(due);
        var later = due.plus(Duration.ofDays(1));

        in(() -> tasks.postpone(ada, task.id(), task.version(), later, null, null));
        reminders.send(due.plus(Duration.ofHours(3)));
        assertThat(told(task)).containsExactly("reminder");
        reminders.send(later);
        assertThat(told(task)).containsExactly("reminder", "reminder");
    }

    @Test
    void aDueTimeMovedAwayAndBackIsNotToldAgain() {
        var task = dueTask();
        reminders.send(due);

        var moved = edit(task, Map.of("dueAt", due.plus(Duration.ofDays(3))));
        edit(moved, Map.of("dueAt", due));
        reminders.send(due);

        assertThat(told(task)).containsExactly("reminder");
    }

    @Test
    void whatIsFinishedOrInTheTrashIsNotRemindedOf() {
        var done = dueTask();
        var canceled = dueTask();
        var deleted = dueTask();
        in(() -> tasks.complete(ada, done.id(), done.version(), null, null));
        in(() -> tasks.cancel(ada, canceled.id(), canceled.version()));
        TenantScope.run(company, () -> writer.delete(ada, taskType, deleted.id(), deleted.version()));

        reminders.send(due.plus(Duration.ofHours(2)));

        assertThat(List.of(done, canceled, deleted))
                .allSatisfy(task -> assertThat(told(task)).isEmpty());
    }

    @Test
    void aReopenedTaskIsRemindedOfAgain() {
        var task = dueTask();
        var done = in(() -> tasks.complete(ada, task.id(), task.version(), null, null));
        in(() -> tasks.reopen(ada, task.id(), done.version()));

        reminders.send(due);

        assertThat(told(task)).containsExactly("reminder");
    }

    @Test
    void remindsWhoeverHasTheTaskNow() {
        var ben = office.person(company, "Ben", "COSALES");
        var task = dueTask();
        edit(task, Map.of("assignee", ben.user()));

        reminders.send(due);

        assertThat(told(task)).isEmpty();
        assertThat(told(task.id(), ben)).contains("reminder");
    }

    @Test
    void aTimeOfItsOwnComesOnTop() {
        var asked = now.plus(Duration.ofHours(5));
        var task = created(Map.of("remindAt", asked));

        reminders.send(asked.minus(MINUTE));
        assertThat(told(task)).isEmpty();
        reminders.send(asked);
        assertThat(told(task)).containsExactly("reminder");
    }

    private RecordState dueTask() {
        return created(Map.of());
    }

    private RecordState created(Map<String, Object> values) {
        var all = new HashMap<String, Object>(Map.of("title", "Send the offer", "dueAt", due));
        all.putAll(values);
        return in(() -> tasks.create(ada, new HashMap<>(all)));
    }

    private RecordState edit(RecordState task, Map<String, Object> values) {
        return in(() -> writer.update(ada, taskType, task.id(), task.version(), new HashMap<>(values)));
    }

    private List<String> told(RecordState task) {
        return told(task.id(), ada);
    }

    private List<String> told(UUID task, Actor who) {
        return office.inTransaction(
                company,
                () -> db
                        .fetchValues(
                                "select kind from notifications.notification where record_id = ? and user_id = ? order by id",
                                task,
                                who.user().value())
                        .stream()
                        .map(String.class::cast)
                        .toList());
    }

    private <T> T in(Supplier<T> work) {
        return TenantScope.call(company, work::get);
    }
}
