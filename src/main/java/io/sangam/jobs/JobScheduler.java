package io.sangam.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.sangam.kernel.Problems;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.TraceId;
import io.sangam.tenancy.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/// Hands schedules and jobs to [db-scheduler](https://github.com/kagkarlsson/db-scheduler), which lets one process
/// at a time run each of them and revives what a killed one had begun.
@Component
class JobScheduler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobScheduler.class);
    private static final String TABLE = "jobs.scheduled_task";
    private static final Duration LONGEST_BACKOFF = Duration.ofHours(1);
    private static final int MISSED_HEARTBEATS = 4;
    private static final int MOST_BEHIND = 10_000;
    private static final Duration OTHERS_FIRST = Duration.ofMillis(500);

    private final DataSource dataSource;
    private final ObjectProvider<Schedule> schedules;
    private final ObjectProvider<JobHandler<?>> handlers;
    private final DailyRuns dailyRuns;
    private final JobRepository repository;
    private final TransactionOperations transactions;
    private final JobsSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final SchedulerClient client;
    private final SingletonSupplier<List<String>> handlerNames;
    /// How many jobs run here, by tenant.
    private final Map<TenantId, Integer> running = new ConcurrentHashMap<>();
    private volatile @Nullable Scheduler scheduler;

    JobScheduler(
            DataSource dataSource,
            ObjectProvider<Schedule> schedules,
            ObjectProvider<JobHandler<?>> handlers,
            DailyRuns dailyRuns,
            JobRepository repository,
            TransactionOperations transactions,
            JobsSettings settings,
            JsonMapper json,
            Clock clock) {
        this.dataSource = new TransactionAwareDataSourceProxy(dataSource);
        this.schedules = schedules;
        this.handlers = handlers;
        this.dailyRuns = dailyRuns;
        this.repository = repository;
        this.transactions = transactions;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.handlerNames = SingletonSupplier.of(
                () -> handlers.stream().<String>map(JobHandler::name).toList());
        this.client = SchedulerClient.Builder.create(this.dataSource)
                .serializer(new JsonSerializer(json))
                .tableName(TABLE)
                .enablePriority()
                .build();
    }

    List<Schedule> schedules() {
        return schedules.stream().sorted(Comparator.comparing(Schedule::name)).toList();
    }

    /// Each further job of a tenant stands one step further back, so that whoever has few never waits for whoever
    /// has many.
    void enqueue(String name, QueuedJob job, Instant at) {
        var queued = repository.queued(job.tenant(), handlerNames.obtain(), MOST_BEHIND);
        client.scheduleIfNotExists(
                new TaskInstance.Builder<QueuedJob>(name, JobRepository.instance(job.tenant(), job.id()))
                        .data(job)
                        .priority(Priority.MEDIUM - queued)
                        .build(),
                at);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                var running = scheduler;
                if (running != null) {
                    running.triggerCheckForDueExecutions();
                }
            }
        });
    }

    @Override
    public void start() {
        if (settings.threads() == 0) {
            return;
        }
        var jobs = handlers.stream().<Task<?>>map(this::toTask).toList();
        var recurring =
                schedules().stream().<RecurringTask<Void>>map(this::toTask).toList();
        var fresh = Scheduler.create(dataSource, jobs)
                .startTasks(recurring)
                .serializer(new JsonSerializer(json))
                .tableName(TABLE)
                .threads(settings.threads())
                .pollingInterval(settings.poll())
                .pollUsingLockAndFetch(0.5, 1.0)
                .enablePriority()
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(20))
                .build();
        fresh.start();
        scheduler = fresh;
    }

    @Override
    public void stop() {
        var running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    private RecurringTask<Void> toTask(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Every(var name, var pause, var work) ->
                Tasks.recurring(name, FixedDelay.of(pause)).execute((_, _) -> run(name, work));
            case Schedule.Daily daily ->
                Tasks.recurring(daily.name(), FixedDelay.of(DailyRuns.GRAIN))
                        .execute((_, _) -> run(daily.name(), () -> dailyRuns.runDue(daily)));
        };
    }

    private void run(String name, Runnable work) {
        var trace = TraceId.fresh();
        try (var _ = MDC.putCloseable(Problems.TRACE_ID, trace)) {
            var began = clock.instant();
            @Nullable RuntimeException failure = null;
            try {
                work.run();
            } catch (RuntimeException e) {
                log.error("{} failed", name, e);
                failure = e;
            }
            var error = failure == null ? null : failure.getClass().getSimpleName();
            var took = Duration.between(began, clock.instant()).toMillis();
            var run = new JobRun(name, began, took, error, failure == null ? null : began, trace);
            transactions.executeWithoutResult(_ -> repository.noteRun(run));
        }
    }

    private <T> CustomTask<QueuedJob> toTask(JobHandler<T> handler) {
        return Tasks.custom(handler.name(), QueuedJob.class)
                .onFailure(
                        (outcome, operations) -> onFailure(outcome, operations, handler.attempts(settings.attempts())))
                .onDeadExecutionRevive()
                .execute((instance, _) -> {
                    var job = instance.getData();
                    try {
                        if (running.merge(job.tenant(), 1, Integer::sum) > share()) {
                            return (outcome, operations) -> operations.reschedule(
                                    outcome, clock.instant().plus(OTHERS_FIRST));
                        }
                        run(handler, job);
                        return new CompletionHandler.OnCompleteRemove<>();
                    } catch (NotYet e) {
                        log.debug("{} {} waits: {}", handler.name(), job.id(), e.getMessage());
                        return (outcome, operations) ->
                                operations.reschedule(outcome, clock.instant().plus(backoff(1)));
                    } finally {
                        running.computeIfPresent(job.tenant(), (_, count) -> count == 1 ? null : count - 1);
                    }
                });
    }

    /// One thread is always left for the other tenants.
    private int share() {
        return Math.max(1, settings.threads() - 1);
    }

    private <T> void run(JobHandler<T> handler, QueuedJob job) {
        try (var _ = MDC.putCloseable(Problems.TRACE_ID, job.traceId())) {
            TenantScope.run(
                    job.tenant(), () -> handler.run(job.tenant(), json.treeToValue(job.data(), handler.data())));
        }
    }

    private void onFailure(ExecutionComplete outcome, ExecutionOperations<QueuedJob> operations, int attempts) {
        var execution = outcome.getExecution();
        var attempt = execution.consecutiveFailures + 1;
        var hopeless = outcome.getCause().filter(Hopeless.class::isInstance).isPresent();
        if (attempt < attempts && !hopeless) {
            operations.reschedule(outcome, clock.instant().plus(backoff(attempt)));
            return;
        }
        var job = (QueuedJob) execution.taskInstance.getData();
        var reason = outcome.getCause().map(Throwable::toString).orElse("The process that ran it died");
        log.error("The job {} {} is dead: {}", execution.getTaskName(), job.id(), reason);
        TenantScope.run(
                job.tenant(),
                () -> transactions.executeWithoutResult(_ -> {
                    repository.insertDead(
                            job.tenant(),
                            new Jobs.DeadJob(
                                    job.id(),
                                    execution.getTaskName(),
                                    job.data(),
                                    reason.substring(0, Math.min(reason.length(), 1_000)),
                                    clock.instant()));
                    operations.remove();
                }));
    }

    private Duration backoff(int attempt) {
        var exponential = settings.backoff().multipliedBy(1L << Math.min(attempt - 1, 20));
        var capped = exponential.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : exponential;
        return Duration.ofMillis(
                (long) (capped.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
