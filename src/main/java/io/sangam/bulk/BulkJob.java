package io.sangam.bulk;

import static java.util.stream.Collectors.toMap;

import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.jobs.JobHandler;
import io.sangam.jobs.Jobs;
import io.sangam.jobs.Schedule;
import io.sangam.kernel.Actor;
import io.sangam.kernel.ErrorCode;
import io.sangam.kernel.Failures;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.records.ChangeSet;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.Undo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.function.SingletonSupplier;

/// Works through an operation, a transaction for each record: its change and the mark that it is done are one.
///
/// A few seconds at a time, then it queues up again behind others' jobs.
@Component
class BulkJob implements JobHandler<BulkJob.Order>, NoticeSource {

    private static final NoticeKind BULK = NoticeKind.of("bulk", Group.SYSTEM);

    record Order(UUID operation) {}

    private static final int START = 0;
    private static final Duration SLICE = Duration.ofSeconds(5);
    /// Who waited for less was there to see it end.
    private static final Duration WORTH_TELLING = Duration.ofSeconds(10);

    private final BulkRepository repository;
    private final ObjectTypes types;
    /// Late: an action may well ask for jobs itself.
    private final Supplier<Map<String, BulkAction>> actions;
    private final Undo undo;
    private final Users users;
    private final Notifications notifications;
    private final Jobs jobs;
    private final TransactionOperations transactions;
    private final Clock clock;

    BulkJob(
            BulkRepository repository,
            ObjectTypes types,
            ObjectProvider<BulkAction> actions,
            Undo undo,
            Users users,
            Notifications notifications,
            Jobs jobs,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.types = types;
        this.actions =
                SingletonSupplier.of(() -> actions.stream().collect(toMap(BulkAction::name, Function.identity())));
        this.undo = undo;
        this.users = users;
        this.notifications = notifications;
        this.jobs = jobs;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(BULK);
    }

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public Class<Order> data() {
        return Order.class;
    }

    @Override
    public void run(TenantId tenant, Order order) {
        var operation = inTransaction(() -> repository
                .find(tenant, order.operation())
                .filter(_ -> repository.begin(tenant, order.operation()))
                .orElse(null));
        if (operation == null) {
            return;
        }
        if (!isStillHere(tenant, operation)) {
            transactions.executeWithoutResult(
                    _ -> repository.end(tenant, operation.id(), BulkOperation.Status.CANCELED, clock.instant()));
            return;
        }
        var until = clock.instant().plus(SLICE);
        var from = START;
        var more = true;
        while (more && clock.instant().isBefore(until)) {
            var changed = changeNext(tenant, operation, from);
            // at the end, what another process held is looked at once more
            more = changed.isPresent() || from != START;
            from = changed.isPresent() ? changed.getAsInt() + 1 : START;
        }
        if (more) {
            transactions.executeWithoutResult(_ -> jobs.enqueue(tenant, this, order));
        } else {
            transactions.executeWithoutResult(_ -> end(tenant, operation));
        }
    }

    /// Who is gone changes nothing more.
    private boolean isStillHere(TenantId tenant, BulkOperation operation) {
        return inTransaction(() ->
                        users.find(tenant, operation.by()).filter(User::active).orElse(null))
                != null;
    }

    /// The position it was at; empty when there was none left.
    private OptionalInt changeNext(TenantId tenant, BulkOperation operation, int from) {
        var type = types.get(operation.object());
        var actor = new Actor(tenant, operation.by());
        var current = new AtomicReference<BulkOperation.@Nullable Item>();
        try {
            transactions.executeWithoutResult(_ -> repository
                    .next(tenant, operation.id(), from)
                    .ifPresent(item -> {
                        current.set(item);
                        var changes = new ChangeSet(Ids.next(), operation.id());
                        changes.run(() -> apply(actor, type, operation, item));
                        repository.markDone(tenant, operation.id(), item.position(), changes.id());
                    }));
        } catch (RuntimeException e) {
            var item = current.get();
            var refusal = Failures.refusal(e, "bulk " + operation.action() + " of " + operation.object());
            if (item == null || refusal.code().kind() == ErrorCode.Kind.UNAVAILABLE) {
                throw e; // the job is tried again later, from this record on
            }
            transactions.executeWithoutResult(_ -> fail(tenant, operation, item, refusal));
        }
        var item = current.get();
        return item == null ? OptionalInt.empty() : OptionalInt.of(item.position());
    }

    private void apply(Actor actor, ObjectType type, BulkOperation operation, BulkOperation.Item item) {
        if (operation.action().equals(BulkOperation.UNDO)) {
            var changeSet = Objects.requireNonNull(item.undoes());
            if (!undo.isNothing(actor.tenant(), changeSet)) {
                undo.undo(actor, changeSet);
            }
        } else {
            Objects.requireNonNull(actions.get().get(operation.action()))
                    .apply(actor, type, item.record(), item.version(), operation.input());
        }
    }

    private void fail(TenantId tenant, BulkOperation operation, BulkOperation.Item item, SangamException refusal) {
        repository.markFailed(
                tenant,
                operation.id(),
                item.position(),
                refusal.code().name(),
                Objects.requireNonNullElse(refusal.getMessage(), ""));
    }

    private void end(TenantId tenant, BulkOperation operation) {
        var now = clock.instant();
        if (repository.end(tenant, operation.id(), BulkOperation.Status.DONE, now) && isWorthTelling(operation, now)) {
            var ended = repository.find(tenant, operation.id()).orElseThrow();
            notifications.tell(
                    Actor.system(tenant),
                    List.of(operation.by()),
                    BULK,
                    "bulk",
                    operation.id(),
                    operation.action(),
                    Map.of("action", ended.action(), "done", ended.done(), "failed", ended.failed()),
                    "bulk:" + operation.id());
        }
    }

    private static boolean isWorthTelling(BulkOperation operation, Instant now) {
        return Duration.between(operation.at(), now).compareTo(WORTH_TELLING) > 0;
    }

    private <T> @Nullable T inTransaction(Supplier<@Nullable T> work) {
        return transactions.<@Nullable T>execute(_ -> work.get());
    }

    /// Forgets operations when they can't be undone any more.
    @Component
    static class Purge {

        private static final int BATCH = 20;

        @Bean
        Schedule purgeBulkOperations(BulkRepository repository, Clock clock) {
            return new Schedule.Daily("bulk.purge", LocalTime.of(2, 45), tenant -> {
                var before = clock.instant().minus(Undo.WITHIN);
                while (repository.forget(tenant.id(), before, BATCH) == BATCH) {
                    // batch by batch: each takes its items along
                }
            });
        }
    }
}
