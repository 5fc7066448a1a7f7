package io.sangam.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sangam.kernel.ErrorCode;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant DUE = NOON.plus(Duration.ofHours(3));

    private final Task task = new Task(TaskStatus.TODO, DUE, DUE.minusSeconds(600), null, 0);

    @Test
    void goesFromToDoThroughInProgressToDone() {
        var started = task.start();
        var done = started.complete(NOON);

        assertThat(started.status()).isEqualTo(TaskStatus.IN_PROGRESS);
        assertThat(done.status()).isEqualTo(TaskStatus.DONE);
        assertThat(done.completedAt()).isEqualTo(NOON);
    }

    @Test
    void isCompletedWithoutBeingStarted() {
        assertThat(task.complete(NOON).status()).isEqualTo(TaskStatus.DONE);
    }

    @Test
    void isStartedOnce() {
        refused(TaskError.TASK_ALREADY_STARTED, () -> task.start().start());
    }

    @Test
    void postponedIsToDoAgainAndCounted() {
        var tomorrow = DUE.plus(Duration.ofDays(1));

        var postponed = task.start().postpone(tomorrow, null, NOON).postpone(tomorrow.plusSeconds(1), null, NOON);

        assertThat(postponed).isEqualTo(new Task(TaskStatus.TODO, tomorrow.plusSeconds(1), null, null, 2));
    }

    @Test
    void isPostponedToATimeToComeOnly() {
        refused(KernelError.VALIDATION_FAILED, () -> task.postpone(NOON, null, NOON));
    }

    @Test
    void whatIsDoneIsFinished() {
        refusesEveryMoveButReopening(task.complete(NOON));
    }

    @Test
    void whatIsCanceledIsFinished() {
        refusesEveryMoveButReopening(task.cancel());
    }

    private static void refusesEveryMoveButReopening(Task finished) {
        refused(TaskError.TASK_NOT_OPEN, finished::start);
        refused(TaskError.TASK_NOT_OPEN, () -> finished.complete(NOON));
        refused(TaskError.TASK_NOT_OPEN, finished::cancel);
        refused(TaskError.TASK_NOT_OPEN, () -> finished.postpone(DUE, null, NOON));
        assertThat(finished.reopen()).returns(TaskStatus.TODO, Task::status).returns(null, Task::completedAt);
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskStatus.class,
            names = {"TODO", "IN_PROGRESS", "POSTPONED"})
    void anOpenTaskIsNotReopened(TaskStatus open) {
        refused(TaskError.TASK_STILL_OPEN, () -> new Task(open, DUE, null, null, 0).reopen());
    }

    private static void refused(ErrorCode code, ThrowingCallable move) {
        assertThatExceptionOfType(SangamException.class).isThrownBy(move).returns(code, SangamException::code);
    }
}
