package io.sangam.tasks;

import io.sangam.access.Access;
import io.sangam.events.Events;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.Activities;
import io.sangam.records.NextSteps;
import io.sangam.records.ObjectRules;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordError;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What holds for every write of a task, by whichever way it comes: rights on the parent, the parent's timeline,
/// reminders.
@Component
class TaskRules implements ObjectRules {

    /// What only makes sense while there is something left to do.
    private static final List<String> OPEN_ONLY = List.of("dueAt", "remindAt", "assignee");

    static final String FINAL_OVERDUE = "finalOverdue";

    private final ObjectType type;
    private final ObjectTypes types;
    private final Records records;
    private final Activities activities;
    private final Access access;
    private final Reminders reminders;
    private final NextSteps nextSteps;
    private final TaskRepository tasks;
    private final Events events;

    TaskRules(
            ObjectType taskType,
            ObjectTypes types,
            Records records,
            Activities activities,
            Access access,
            Reminders reminders,
            NextSteps nextSteps,
            TaskRepository tasks,
            Events events) {
        this.type = taskType;
        this.types = types;
        this.records = records;
        this.activities = activities;
        this.access = access;
        this.reminders = reminders;
        this.nextSteps = nextSteps;
        this.tasks = tasks;
        this.events = events;
    }

    @Override
    public ObjectType type() {
        return type;
    }

    @Override
    public void beforeWrite(Actor actor, @Nullable RecordState before, Map<String, @Nullable Object> values) {
        if (before == null) {
            values.putIfAbsent("kind", "todo");
            values.putIfAbsent("priority", "medium");
            values.putIfAbsent("status", TaskStatus.TODO.key());
            values.putIfAbsent("assignee", actor.user());
        } else {
            if (OPEN_ONLY.stream().anyMatch(field -> changes(before, values, field))) {
                requireOpen(before, values);
            }
            if (Boolean.TRUE.equals(before.value(FINAL_OVERDUE)) && isTakenCareOf(before, values)) {
                values.put(FINAL_OVERDUE, false);
            }
            if (changes(before, values, "assignee")) {
                access.require(actor, type.plural(), "assign");
                values.put("reassignCount", (Integer) Objects.requireNonNull(before.value("reassignCount")) + 1);
            }
        }
        if (values.get("parent") instanceof RecordRef parent && (before == null || changes(before, values, "parent"))) {
            requireWritable(actor, before, parent);
        }
    }

    /// Whoever has it now, has other time for it, or has ended it.
    private static boolean isTakenCareOf(RecordState before, Map<String, @Nullable Object> values) {
        return changes(before, values, "assignee")
                || changes(before, values, "dueAt")
                || (values.get("status") instanceof String next
                        && !TaskStatus.of(next).isOpen());
    }

    /// A move that ends or reopens the task answers for itself.
    private static void requireOpen(RecordState before, Map<String, @Nullable Object> values) {
        if (!values.containsKey("status")) {
            Task.of(before).requireOpen();
        }
    }

    /// Whoever gives a record something to do must be allowed to change that record (spec, section 7).
    private void requireWritable(Actor actor, @Nullable RecordState task, RecordRef parent) {
        if (task != null && task.id().equals(parent.id())) {
            throw SangamException.invalid("parent", "RECORD_UNKNOWN", "A task does not belong to itself");
        }
        // a rule writes what it has just read
        if (!actor.isSystem()
                && !records.load(actor, types.get(parent.object()), parent.id()).writable()) {
            throw new SangamException(RecordError.RECORD_NOT_WRITABLE, "You may read the record, not add a task to it");
        }
    }

    @Override
    public void afterWrite(Actor actor, @Nullable RecordState before, RecordState after) {
        if (before == null) {
            begun(actor.tenant(), after);
        } else {
            if (needsOtherReminders(before, after)) {
                reminders.rearm(actor.tenant(), after.id(), Task.of(after));
            }
            if (plansOtherwise(before, after)) {
                Stream.of(before, after)
                        .flatMap(task -> parent(task).stream())
                        .distinct()
                        .forEach(parent -> planned(actor.tenant(), parent));
            }
        }
        newsForParent(before, after).ifPresent(verb -> tellParent(actor, after, verb));
        if (before != null
                && Boolean.TRUE.equals(before.value(FINAL_OVERDUE))
                && !Boolean.TRUE.equals(after.value(FINAL_OVERDUE))) {
            parent(after)
                    .ifPresent(record ->
                            events.publish(new TaskEvent.TakenCareOf(actor, after.id(), record.object(), record.id())));
        }
        if (isGivenToSomebody(actor, before, after)) {
            events.publish(new TaskEvent.Assigned(
                    actor, after.id(), Objects.requireNonNull(after.user("assignee")), after.version()));
        }
    }

    private void begun(TenantId tenant, RecordState task) {
        reminders.begin(tenant, task.id(), Task.of(task));
        if (Task.of(task).isOpen()) {
            parent(task)
                    .ifPresent(parent -> nextSteps.load(
                            tenant,
                            parent.object(),
                            Map.of(parent.id(), Task.of(task).dueAt())));
        }
    }

    @Override
    public void afterLoad(TenantId tenant, List<RecordState> loaded) {
        loaded.forEach(task -> reminders.arm(tenant, task.id(), Task.of(task)));
        var due = new HashMap<String, Map<UUID, Instant>>();
        loaded.stream()
                .filter(task -> Task.of(task).isOpen())
                .forEach(task -> parent(task)
                        .ifPresent(parent -> due.computeIfAbsent(parent.object(), _ -> new HashMap<>())
                                .merge(parent.id(), Task.of(task).dueAt(), TaskRules::earlier)));
        due.forEach((object, steps) -> nextSteps.load(tenant, object, steps));
    }

    @Override
    public void afterTrash(Actor actor, UUID id, boolean deleted) {
        tasks.parent(actor.tenant(), id).ifPresent(parent -> planned(actor.tenant(), parent));
    }

    @Override
    public void afterMove(Actor actor, List<UUID> moved, RecordRef from, RecordRef to) {
        planned(actor.tenant(), from);
        planned(actor.tenant(), to);
    }

    private void planned(TenantId tenant, RecordRef parent) {
        nextSteps.refresh(tenant, parent, () -> tasks.nextDue(tenant, parent).orElse(null));
    }

    private static Optional<RecordRef> parent(RecordState task) {
        return Optional.ofNullable((RecordRef) task.value("parent"));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static boolean plansOtherwise(RecordState before, RecordState after) {
        var was = Task.of(before);
        var is = Task.of(after);
        return was.isOpen() != is.isOpen()
                || !was.dueAt().equals(is.dueAt())
                || !Objects.equals(before.value("parent"), after.value("parent"));
    }

    private static boolean needsOtherReminders(RecordState before, RecordState after) {
        var was = Task.of(before);
        var is = Task.of(after);
        return was.isOpen() != is.isOpen()
                || !was.dueAt().equals(is.dueAt())
                || !Objects.equals(was.remindAt(), is.remindAt());
    }

    private static Optional<String> newsForParent(@Nullable RecordState before, RecordState after) {
        if (before == null) {
            return Optional.of("taskCreated");
        }
        var was = Task.of(before);
        var is = Task.of(after);
        if (is.postponedCount() > was.postponedCount()) {
            return Optional.of("taskPostponed");
        }
        if (is.status() == was.status()) {
            return Optional.empty();
        }
        return switch (is.status()) {
            case DONE -> Optional.of("taskCompleted");
            case CANCELED -> Optional.of("taskCanceled");
            case TODO -> was.isOpen() ? Optional.empty() : Optional.of("taskReopened");
            case IN_PROGRESS, POSTPONED -> Optional.empty();
        };
    }

    private void tellParent(Actor actor, RecordState task, String verb) {
        if (task.value("parent") instanceof RecordRef(var object, var id)) {
            var data = new LinkedHashMap<String, Object>();
            data.put("taskId", task.id());
            for (var field : List.of("title", "kind", "dueAt", "outcome")) {
                if (task.value(field) instanceof Object value) {
                    data.put(field, value);
                }
            }
            types.find(object).ifPresent(parent -> activities.record(actor, parent, id, verb, data));
        }
    }

    /// A rule that makes a task for a record tells of the record itself; of nothing else is anybody told twice.
    private static boolean isGivenToSomebody(Actor actor, @Nullable RecordState before, RecordState after) {
        UserId assignee = after.user("assignee");
        return before == null
                ? !actor.isSystem() && !actor.user().equals(assignee)
                : !Objects.equals(before.user("assignee"), assignee);
    }

    private static boolean changes(RecordState before, Map<String, @Nullable Object> values, String field) {
        return values.containsKey(field) && !Objects.equals(before.value(field), values.get(field));
    }
}
