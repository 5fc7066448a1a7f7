package io.sangam.tasks;

import io.sangam.access.Access;
import io.sangam.assignment.Passing;
import io.sangam.assignment.Responsibility;
import io.sangam.events.Subscriber;
import io.sangam.kernel.Actor;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tasks.LateTaskRepository.Held;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Gives late work on leads and tickets to the next colleague who never had the record (R7), in office hours, where the
/// company wants it. With the record goes what else its late owner had to do there. When nobody is left, the task and
/// its record are flagged and the administrators told, once.
///
/// Safe to run anywhere, at any time, also twice at once: a task is held, found to be late still, and given on in one
/// transaction, after which it is not late any more.
@Service
class LateWork implements NoticeSource {

    private static final NoticeKind PASSED_ON = NoticeKind.of("passedOn", Group.TIME);
    private static final NoticeKind NOBODY_LEFT =
            NoticeKind.of("nobodyLeft", Group.TIME).mailed().staying();

    private static final Logger log = LoggerFactory.getLogger(LateWork.class);
    private static final String ADMINISTRATORS = "ADMIN";

    /// Of one company in one round: the rest is as well a minute later, and no other company waits for it.
    private static final int MOST = 200;

    /// Records are reopened now and then.
    private static final Duration CLOSED = Duration.ofDays(1);

    private static final Duration FAILED = Duration.ofMinutes(10);

    private final LateTaskRepository late;
    private final TaskRepository tasks;
    private final Tenants tenants;
    private final Responsibility responsibility;
    private final Responsible responsible;
    private final ObjectTypes types;
    private final ObjectType taskType;
    private final Records records;
    private final RecordWriter writer;
    private final Access access;
    private final Notifications notifications;
    private final TransactionOperations transaction;

    LateWork(
            LateTaskRepository late,
            TaskRepository tasks,
            Tenants tenants,
            Responsibility responsibility,
            Responsible responsible,
            ObjectTypes types,
            ObjectType taskType,
            Records records,
            RecordWriter writer,
            Access access,
            Notifications notifications,
            TransactionOperations transaction) {
        this.late = late;
        this.tasks = tasks;
        this.tenants = tenants;
        this.responsibility = responsibility;
        this.responsible = responsible;
        this.types = types;
        this.taskType = taskType;
        this.records = records;
        this.writer = writer;
        this.access = access;
        this.notifications = notifications;
        this.transaction = transaction;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(PASSED_ON, NOBODY_LEFT);
    }

    /// One round, as one company sees it.
    private record Round(TenantId tenant, LateRule rule, Instant now) {

        Instant limit() {
            return rule.limit(now);
        }
    }

    /// One round over all companies. What fails is looked at again later and holds up no other.
    ///
    /// @return how many records changed hands or were flagged
    int passOn(Instant now) {
        var done = 0;
        @Nullable RuntimeException failure = null;
        for (var tenant : tenants.active()) {
            var rule = LateRule.of(TenantScope.call(tenant, () -> tenants.get(tenant)));
            if (rule.appliesAt(now)) {
                var round = new Round(tenant, rule, now);
                var ids = in(round, () -> late.late(tenant, round.limit(), now, MOST));
                for (var id : ids) {
                    try {
                        done += in(round, () -> passOn(round, id)) ? 1 : 0;
                    } catch (RuntimeException e) {
                        failure = failure == null ? later(round, id, e) : failure;
                    }
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return done;
    }

    /// Somebody is working on it right now: the next minute will do.
    private @Nullable RuntimeException later(Round round, UUID id, RuntimeException failure) {
        if (failure instanceof SangamException refusal && refusal.code() == KernelError.VERSION_CONFLICT) {
            return null;
        }
        log.atError().addKeyValue("task", id).setCause(failure).log("Late work was not passed on");
        in(round, () -> {
            late.lookAgain(round.tenant(), id, round.now().plus(FAILED));
            return true;
        });
        return failure;
    }

    private <T> T in(Round round, Supplier<T> work) {
        return TenantScope.call(round.tenant(), () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private boolean passOn(Round round, UUID id) {
        return late.hold(round.tenant(), id, round.limit(), round.now())
                .map(task -> passOn(round, id, task))
                .orElse(false);
    }

    private boolean passOn(Round round, UUID id, Held task) {
        var why = Map.of("taskId", id, "title", task.title(), "dueAt", task.dueAt());
        var passing =
                responsibility.passOn(round.tenant(), types.get(task.object()), task.record(), task.assignee(), why);
        return switch (passing) {
            case Passing.To(var heir, var title, var had) -> {
                had.stream()
                        .flatMap(user -> tasks.openOf(round.tenant(), task.object(), task.record(), user).stream())
                        .forEach(open -> give(round, open, heir));
                var people = new HashSet<>(had);
                people.removeIf(user -> !responsible.isActive(round.tenant(), user));
                tell(round, id, task, people, PASSED_ON, title, Map.of("to", heir));
                yield true;
            }
            case Passing.NobodyLeft(var title) -> {
                var system = Actor.system(round.tenant());
                var before = records.load(system, taskType, id);
                writer.update(system, before, Map.of(TaskRules.FINAL_OVERDUE, true), "nobodyLeft", Map.of());
                tell(
                        round,
                        id,
                        task,
                        new HashSet<>(access.usersWithRole(round.tenant(), ADMINISTRATORS)),
                        NOBODY_LEFT,
                        title,
                        Map.of());
                yield true;
            }
            case Passing.Closed() -> {
                late.lookAgain(round.tenant(), id, round.now().plus(CLOSED));
                yield false;
            }
        };
    }

    /// What is late begins anew, in other hands and with time to do it; what is not keeps its time.
    private void give(Round round, UUID id, UserId heir) {
        var system = Actor.system(round.tenant());
        var before = records.load(system, taskType, id);
        var values = new HashMap<String, @Nullable Object>(Map.of("assignee", heir));
        if (Task.of(before).dueAt().isBefore(round.limit())) {
            values.put("dueAt", round.rule().due(round.now()));
            values.put("remindAt", null);
            values.put("status", TaskStatus.TODO.key());
        }
        writer.update(system, before, values, "reassigned", told(before, heir));
    }

    private static Map<String, @Nullable Object> told(RecordState before, UserId heir) {
        var data = new HashMap<String, @Nullable Object>();
        data.put("how", "overdue");
        data.put("from", before.user("assignee"));
        data.put("to", heir);
        return data;
    }

    private void tell(
            Round round,
            UUID id,
            Held task,
            HashSet<UserId> people,
            NoticeKind kind,
            String title,
            Map<String, ?> more) {
        var data = new HashMap<String, @Nullable Object>(more);
        data.put("task", task.title());
        data.put("dueAt", task.dueAt());
        notifications.tell(
                Actor.system(round.tenant()),
                people,
                kind,
                task.object(),
                task.record(),
                title,
                data,
                kind.key() + ":" + id + ":" + task.dueAt());
    }

    /// Takes the flag from a record when no work waits for nobody there any more.
    @Component
    static class Flags implements Subscriber<TaskEvent> {

        private final LateTaskRepository late;
        private final Responsibility responsibility;
        private final ObjectTypes types;

        Flags(LateTaskRepository late, Responsibility responsibility, ObjectTypes types) {
            this.late = late;
            this.responsibility = responsibility;
            this.types = types;
        }

        @Override
        public String name() {
            return "late-work-flags";
        }

        @Override
        public Class<TaskEvent> events() {
            return TaskEvent.class;
        }

        @Override
        public void handle(TaskEvent event) {
            switch (event) {
                case TaskEvent.Assigned _ -> {}
                case TaskEvent.TakenCareOf(var actor, var _, var object, var record) -> {
                    if (!late.isFlagged(actor.tenant(), new RecordRef(object, record))) {
                        types.find(object).ifPresent(type -> responsibility.lowerFlag(actor.tenant(), type, record));
                    }
                }
            }
        }
    }
}
