package io.sangam.jobs;

import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.TraceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Puts work into the queue, and tells how the queue is doing.
@Service
@Transactional
public class Jobs {

    private final JobScheduler scheduler;
    private final JobRepository repository;
    private final JsonMapper json;
    private final Clock clock;

    Jobs(JobScheduler scheduler, JobRepository repository, JsonMapper json, Clock clock) {
        this.scheduler = scheduler;
        this.repository = repository;
        this.json = json;
        this.clock = clock;
    }

    /// @param nextRun absent while it runs
    public record ScheduleState(
            String name,
            String timing,
            @Nullable Instant lastRun,
            @Nullable Duration took,
            @Nullable Instant nextRun,
            @Nullable String lastError,
            @Nullable Instant lastErrorAt,
            @Nullable String traceId,
            Duration lag) {}

    public record DeadJob(UUID id, String name, JsonNode data, String reason, Instant diedAt) {}

    /// Runs the job as soon as the current transaction has committed; a rollback takes it along.
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> void enqueue(TenantId tenant, JobHandler<T> handler, T data) {
        enqueue(tenant, handler, data, clock.instant());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public <T> void enqueue(TenantId tenant, JobHandler<T> handler, T data, Instant at) {
        scheduler.enqueue(
                handler.name(),
                new QueuedJob(tenant, Ids.next(), json.valueToTree(data), TraceId.currentOrFresh()),
                at);
    }

    /// The newest 200.
    @Transactional(readOnly = true)
    public List<DeadJob> dead(TenantId tenant) {
        return repository.dead(tenant);
    }

    /// With all its attempts again.
    public void replay(TenantId tenant, UUID id) {
        var job = repository.takeDead(tenant, id).orElseThrow(SangamException::notFound);
        scheduler.enqueue(
                job.name(), new QueuedJob(tenant, Ids.next(), job.data(), TraceId.currentOrFresh()), clock.instant());
    }

    /// All schedules of the installation, by name.
    @Transactional(readOnly = true)
    public List<ScheduleState> schedules() {
        var now = clock.instant();
        var runs = repository.runs();
        Map<String, Instant> next = repository.nextRuns();
        return scheduler.schedules().stream()
                .map(schedule -> state(schedule, runs.get(schedule.name()), next.get(schedule.name()), now))
                .toList();
    }

    /// How long the most overdue schedule or job has been waiting.
    @Transactional(readOnly = true)
    public Duration lag() {
        return repository.oldestDue().map(due -> lag(due, clock.instant())).orElse(Duration.ZERO);
    }

    /// Dead jobs of all tenants.
    @Transactional(readOnly = true)
    public long deadCount() {
        return repository.deadCount();
    }

    private static ScheduleState state(Schedule schedule, @Nullable JobRun run, @Nullable Instant next, Instant now) {
        return new ScheduleState(
                schedule.name(),
                switch (schedule) {
                    case Schedule.Every every -> "every " + every.pause();
                    case Schedule.Daily daily -> "daily at " + daily.at() + " in each company's time zone";
                },
                run == null ? null : run.lastRunAt(),
                run == null ? null : Duration.ofMillis(run.tookMs()),
                next,
                run == null ? null : run.lastError(),
                run == null ? null : run.lastErrorAt(),
                run == null ? null : run.traceId(),
                next == null ? Duration.ZERO : lag(next, now));
    }

    private static Duration lag(Instant due, Instant now) {
        return due.isBefore(now) ? Duration.between(due, now) : Duration.ZERO;
    }

    static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity()));
    }
}
