package io.sangam.operations;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.jobs.Jobs;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "Operations")
class JobController {

    private final Jobs jobs;
    private final Access access;

    JobController(Jobs jobs, Access access) {
        this.jobs = jobs;
        this.access = access;
    }

    /// @param tookMilliseconds how long the last run took
    /// @param nextRun absent while it runs
    /// @param lastError the kind of failure; the log has the rest, under the trace id
    /// @param lagSeconds how long it has been overdue
    record ScheduleView(
            String name,
            String timing,
            @Nullable Instant lastRun,
            @Nullable Long tookMilliseconds,
            @Nullable Instant nextRun,
            @Nullable String lastError,
            @Nullable Instant lastErrorAt,
            @Nullable String traceId,
            long lagSeconds) {

        static ScheduleView of(Jobs.ScheduleState state) {
            @Nullable Duration took = state.took();
            return new ScheduleView(
                    state.name(),
                    state.timing(),
                    state.lastRun(),
                    took == null ? null : took.toMillis(),
                    state.nextRun(),
                    state.lastError(),
                    state.lastErrorAt(),
                    state.traceId(),
                    state.lag().toSeconds());
        }
    }

    @GetMapping
    @Operation(
            summary = "List the schedules of the installation",
            description = "Last and next run, the kind of the last failure, and how many seconds a run is overdue.")
    Answer<List<ScheduleView>> listJobs(Actor actor) {
        access.require(actor, "system", Level.READ);
        return Answer.of(jobs.schedules().stream().map(ScheduleView::of).toList());
    }

    @GetMapping("/dead")
    @Operation(
            summary = "List the company's dead jobs",
            description = "The newest 200 jobs that failed in all their attempts, with the last reason.")
    Answer<List<Jobs.DeadJob>> listDeadJobs(Actor actor) {
        access.require(actor, "system", Level.READ);
        return Answer.of(jobs.dead(actor.tenant()));
    }

    @PostMapping("/dead/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Run a dead job again", description = "With all its attempts. Errors: NOT_FOUND (404).")
    void replayDeadJob(Actor actor, @PathVariable UUID id) {
        access.require(actor, "system", Level.WRITE);
        jobs.replay(actor.tenant(), id);
    }
}
