package io.sangam.tasks;

import io.sangam.jobs.DueRounds;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.tasks.ReminderQueue.Held;
import io.sangam.tasks.ReminderQueue.Taken;
import io.sangam.tasks.ReminderQueue.Waiting;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Reminds people of their tasks (R12), each rule once per due time. What is to come lies in a queue across tenants, so
/// a round costs what is due, however many tenants and tasks there are.
@Service
class Reminders implements NoticeSource {

    private static final NoticeKind OVERDUE =
            NoticeKind.of("overdue", Group.TIME).digested();

    private final ReminderQueue queue;
    private final Notifications notifications;
    private final Responsible responsible;
    private final Tenants tenants;
    private final DueRounds rounds;
    private final Clock clock;

    Reminders(
            ReminderQueue queue,
            Notifications notifications,
            Responsible responsible,
            Tenants tenants,
            DueRounds rounds,
            Clock clock) {
        this.queue = queue;
        this.notifications = notifications;
        this.responsible = responsible;
        this.tenants = tenants;
        this.rounds = rounds;
        this.clock = clock;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(NoticeKind.REMINDER, OVERDUE);
    }

    /// Plans the reminders of a task anew, in the transaction that changes it.
    void rearm(TenantId tenant, UUID id, Task task) {
        queue.clear(tenant, id);
        arm(tenant, id, task);
    }

    /// The same for one that has none yet.
    void arm(TenantId tenant, UUID id, Task task) {
        if (task.isOpen()) {
            queue.add(tenant, id, task.dueAt(), plan(tenant, task));
        }
    }

    /// The same for one that has just been made.
    void begin(TenantId tenant, UUID id, Task task) {
        if (task.isOpen()) {
            queue.begin(tenant, id, task.dueAt(), plan(tenant, task));
        }
    }

    private List<ReminderPlan.Reminder> plan(TenantId tenant, Task task) {
        return ReminderPlan.of(task.dueAt(), task.remindAt(), rules(tenant), clock.instant());
    }

    /// One round: reminds of everything due by `now`. Safe to run anywhere, at any time, also twice at once. A task
    /// that fails keeps its reminder for the next round and holds up no other.
    ///
    /// @return how many notifications were made
    int send(Instant now) {
        return rounds.work(
                (Optional<Waiting> after, Integer limit) -> queue.waiting(now, after, limit),
                waiting -> remindOnce(waiting.tenant(), waiting.subject(), now));
    }

    private boolean remindOnce(TenantId tenant, UUID task, Instant now) {
        return queue.hold(tenant, task)
                .map(held -> remind(tenant, task, held, now))
                .orElse(false);
    }

    /// After an outage several rules may be due together: all count as sent, and the last of them is told.
    private boolean remind(TenantId tenant, UUID id, Held task, Instant now) {
        var due = queue.take(tenant, id, now);
        if (!task.isOpen()) {
            return false;
        }
        var last = due.stream()
                .filter(reminder -> reminder.dueAt().equals(task.dueAt()))
                .filter(reminder -> queue.markSent(tenant, id, reminder, now))
                .max(Comparator.comparing(Taken::rule));
        last.ifPresent(reminder -> {
            tell(tenant, id, task, reminder);
            if (!queue.hasOverdueToCome(tenant, id)) {
                ReminderPlan.daily(task.dueAt(), rules(tenant), now)
                        .ifPresent(next -> queue.add(tenant, id, task.dueAt(), List.of(next)));
            }
        });
        return last.isPresent();
    }

    private void tell(TenantId tenant, UUID id, Held task, Taken reminder) {
        if (responsible.isActive(tenant, task.assignee())) {
            var data = new LinkedHashMap<String, Object>(Map.of("dueAt", task.dueAt()));
            if (task.parentObject() != null && task.parentId() != null) {
                data.put("parent", Map.of("object", task.parentObject(), "id", task.parentId()));
            }
            notifications.tell(
                    Actor.system(tenant),
                    List.of(task.assignee()),
                    reminder.rule() > 0 ? OVERDUE : NoticeKind.REMINDER,
                    TaskObject.KEY,
                    id,
                    task.title(),
                    data,
                    "task:" + id + ":" + reminder.rule() + ":" + reminder.dueAt());
        }
    }

    private List<Integer> rules(TenantId tenant) {
        return tenants.get(tenant).settings().reminders();
    }
}
