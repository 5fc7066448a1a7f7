package io.sangam.tasks;

import io.sangam.kernel.SangamException;
import io.sangam.records.RecordState;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the course of a task is decided on: to do, in progress, done; postponed and canceled on the way, and reopened.
///
/// @param completedAt there exactly while it is done
record Task(
        TaskStatus status,
        Instant dueAt,
        @Nullable Instant remindAt,
        @Nullable Instant completedAt,
        int postponedCount) {

    static Task of(RecordState state) {
        return new Task(
                TaskStatus.of(state.status()),
                Objects.requireNonNull((Instant) state.value("dueAt")),
                (Instant) state.value("remindAt"),
                (Instant) state.value("completedAt"),
                Objects.requireNonNull((Integer) state.value("postponedCount")));
    }

    boolean isOpen() {
        return status.isOpen();
    }

    Task start() {
        requireOpen();
        if (status == TaskStatus.IN_PROGRESS) {
            throw new SangamException(TaskError.TASK_ALREADY_STARTED, "Somebody is working on this task already");
        }
        return with(TaskStatus.IN_PROGRESS, null);
    }

    Task complete(Instant now) {
        requireOpen();
        return with(TaskStatus.DONE, now);
    }

    Task cancel() {
        requireOpen();
        return with(TaskStatus.CANCELED, null);
    }

    /// @param later when it is due now; a reminder asked for the old time is dropped unless given anew
    Task postpone(Instant later, @Nullable Instant remind, Instant now) {
        requireOpen();
        if (!later.isAfter(now)) {
            throw SangamException.invalid("dueAt", "VALUE_OUT_OF_RANGE", "A task is postponed to a time to come");
        }
        return new Task(TaskStatus.TODO, later, remind, null, postponedCount + 1);
    }

    Task reopen() {
        if (isOpen()) {
            throw new SangamException(TaskError.TASK_STILL_OPEN, "The task is still open");
        }
        return with(TaskStatus.TODO, null);
    }

    void requireOpen() {
        if (!isOpen()) {
            throw new SangamException(
                    TaskError.TASK_NOT_OPEN,
                    status == TaskStatus.DONE ? "The task is done already" : "The task is canceled");
        }
    }

    private Task with(TaskStatus next, @Nullable Instant completed) {
        return new Task(next, dueAt, remindAt, completed, postponedCount);
    }
}
