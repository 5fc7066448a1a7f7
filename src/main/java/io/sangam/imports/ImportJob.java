package io.sangam.imports;

import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.imports.Import.OnDuplicate;
import io.sangam.imports.Import.Status;
import io.sangam.imports.Import.Verdict;
import io.sangam.jobs.JobHandler;
import io.sangam.jobs.Jobs;
import io.sangam.jobs.Schedule;
import io.sangam.kernel.Actor;
import io.sangam.kernel.ErrorCode;
import io.sangam.kernel.Failures;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.notifications.Notifications;
import io.sangam.records.ChangeSet;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordWriter;
import io.sangam.records.Undo;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.JsonNodeFactory;

/// Works through a file: checks it, writes it or takes it back, as its status says. Rows are written one transaction
/// each, with the mark that they are: a killed process goes on with the next one.
@Component
class ImportJob implements JobHandler<ImportJob.Order> {

    record Order(UUID id) {}

    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int CHECKED_AT_ONCE = 200;
    private static final Set<String> TO_WRITE = Set.of("new", "update");
    private static final Set<String> WRITTEN = Set.of("created", "updated");

    private final ImportRepository repository;
    private final ObjectTypes types;
    private final Targets targets;
    private final RecordWriter writer;
    private final Undo undo;
    private final Users users;
    private final Tenants tenants;
    private final Notifications notifications;
    private final Jobs jobs;
    private final TransactionOperations transactions;
    private final Clock clock;

    ImportJob(
            ImportRepository repository,
            ObjectTypes types,
            Targets targets,
            RecordWriter writer,
            Undo undo,
            Users users,
            Tenants tenants,
            Notifications notifications,
            Jobs jobs,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.types = types;
        this.targets = targets;
        this.writer = writer;
        this.undo = undo;
        this.users = users;
        this.tenants = tenants;
        this.notifications = notifications;
        this.jobs = jobs;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public Class<Order> data() {
        return Order.class;
    }

    @Override
    public void run(TenantId tenant, Order order) {
        var run = transactions.<@Nullable Run>execute(_ -> repository
                .find(tenant, order.id())
                .map(file -> new Run(tenant, file))
                .orElse(null));
        if (run == null) {
            return;
        }
        var until = clock.instant().plus(SLICE);
        var more = true;
        while (more && clock.instant().isBefore(until)) {
            more = run.step();
        }
        if (more) {
            transactions.executeWithoutResult(_ -> jobs.enqueue(tenant, this, order));
        } else {
            transactions.executeWithoutResult(_ -> run.end());
        }
    }

    /// One slice of one import.
    private final class Run {

        private final TenantId tenant;
        private final Import file;
        private final Actor actor;
        private final ImportTarget target;
        private final Cells cells;
        private final boolean abandoned;

        private Run(TenantId tenant, Import file) {
            this.tenant = tenant;
            this.file = file;
            actor = new Actor(tenant, file.by());
            target = targets.of(types.get(file.object()));
            abandoned = users.find(tenant, file.by()).filter(User::active).isEmpty();
            var people = new HashMap<String, UserId>();
            users.all(tenant).stream().filter(User::active).forEach(user -> {
                people.put(user.name().toLowerCase(Locale.ROOT), user.id());
                people.put(user.email().toLowerCase(Locale.ROOT), user.id());
            });
            cells = new Cells(tenants.get(tenant).timeZone(), people);
        }

        /// False when nothing is left to do.
        private boolean step() {
            if (abandoned) {
                return false;
            }
            return switch (file.status()) {
                case CHECKING -> checkSome();
                case RUNNING -> one(TO_WRITE, false, this::write);
                case UNDOING -> one(WRITTEN, true, this::takeBack);
                case UPLOADED, READY, DONE, CANCELED, UNDONE -> false;
            };
        }

        private boolean checkSome() {
            return Boolean.TRUE.equals(transactions.execute(_ -> {
                var rows =
                        repository.next(tenant, file.id(), Status.CHECKING, Set.of("waiting"), false, CHECKED_AT_ONCE);
                rows.forEach(row -> repository.settle(tenant, file.id(), judged(row)));
                return !rows.isEmpty();
            }));
        }

        private Verdict judged(Import.Row row) {
            try {
                var keys = target.keys(actor, values(row));
                if (repository.isRepeated(tenant, file.id(), row.position(), keys)) {
                    return new Verdict(
                            row.position(),
                            "duplicate",
                            "ROW_REPEATED",
                            null,
                            "An earlier row is the same",
                            null,
                            null);
                }
                var known = target.existing(actor, keys);
                return known.isEmpty() || file.options().onDuplicate() == OnDuplicate.CREATE
                        ? Verdict.of(row.position(), "new")
                        : file.options().onDuplicate() == OnDuplicate.SKIP
                                ? new Verdict(
                                        row.position(),
                                        "duplicate",
                                        "RECORD_EXISTS",
                                        null,
                                        "There is such a record already",
                                        null,
                                        null)
                                : Verdict.of(row.position(), "update");
            } catch (SangamException refusal) {
                return refused(row, "error", refusal);
            }
        }

        private Map<String, @Nullable Object> values(Import.Row row) {
            var json = JsonNodeFactory.instance.objectNode();
            for (var column = 0; column < file.mapping().size(); column++) {
                var field = file.mapping().get(column);
                var cell = row.cells().get(column);
                if (field != null && !cell.isBlank()) {
                    json.set(field, cells.value(target.type().get(field), cell));
                }
            }
            return new LinkedHashMap<String, @Nullable Object>(writer.parse(actor, target.type(), json));
        }

        private interface Work {
            Verdict of(Import.Row row);
        }

        private boolean one(Set<String> statuses, boolean lastFirst, Work work) {
            var current = new AtomicReference<Import.@Nullable Row>();
            try {
                transactions.executeWithoutResult(_ -> repository
                        .next(tenant, file.id(), file.status(), statuses, lastFirst, 1)
                        .forEach(row -> {
                            current.set(row);
                            repository.settle(tenant, file.id(), work.of(row));
                        }));
            } catch (RuntimeException e) {
                var row = current.get();
                var refusal = Failures.refusal(e, "import of " + file.object());
                if (row == null || refusal.code().kind() == ErrorCode.Kind.UNAVAILABLE) {
                    throw e; // the job is tried again later, from this row on
                }
                var verdict = refused(row, file.status() == Status.UNDOING ? "kept" : "failed", refusal);
                transactions.executeWithoutResult(_ -> repository.settle(tenant, file.id(), verdict));
            }
            return current.get() != null;
        }

        /// What was found when it was checked may have changed: it is asked again.
        private Verdict write(Import.Row row) {
            var values = values(row);
            var policy = file.options().onDuplicate();
            var known = target.existing(actor, target.keys(actor, values));
            var changes = new ChangeSet(Ids.next(), file.id());
            var done = new AtomicReference<@Nullable Verdict>();
            changes.run(() -> {
                if (known.isPresent() && policy == OnDuplicate.SKIP) {
                    done.set(new Verdict(
                            row.position(),
                            "skipped",
                            "RECORD_EXISTS",
                            null,
                            "There is such a record already",
                            null,
                            null));
                } else if (known.isPresent() && policy == OnDuplicate.UPDATE) {
                    var before = known.get();
                    var after = writer.update(actor, target.type(), before.id(), before.version(), values);
                    done.set(written(row, "updated", after.id(), changes));
                } else {
                    var after =
                            target.take(actor, values, file.options().automations(), policy == OnDuplicate.RESUBMIT);
                    var status = known.isPresent() && policy == OnDuplicate.RESUBMIT ? "updated" : "created";
                    done.set(written(row, status, after.id(), changes));
                }
            });
            return Objects.requireNonNull(done.get());
        }

        private static Verdict written(Import.Row row, String status, UUID record, ChangeSet changes) {
            return new Verdict(row.position(), status, null, null, null, record, changes.id());
        }

        private Verdict takeBack(Import.Row row) {
            new ChangeSet(Ids.next(), file.id()).run(() -> undo.undo(actor, Objects.requireNonNull(row.undoes())));
            return new Verdict(row.position(), "undone", null, null, null, row.record(), row.undoes());
        }

        private Verdict refused(Import.Row row, String status, SangamException refusal) {
            var error = refusal.errors().isEmpty() ? null : refusal.errors().getFirst();
            return new Verdict(
                    row.position(),
                    status,
                    error == null ? refusal.code().name() : error.code(),
                    error == null ? null : error.pointer().replaceFirst("^/", ""),
                    error == null ? refusal.getMessage() : error.message(),
                    row.record(),
                    row.undoes());
        }

        private void end() {
            var now = clock.instant();
            if (abandoned) {
                repository.move(
                        tenant,
                        file.id(),
                        Set.of(Status.CHECKING, Status.RUNNING, Status.UNDOING),
                        Status.CANCELED,
                        now);
                return;
            }
            var ended = switch (file.status()) {
                case CHECKING -> repository.move(tenant, file.id(), Set.of(Status.CHECKING), Status.READY, null);
                case RUNNING -> repository.move(tenant, file.id(), Set.of(Status.RUNNING), Status.DONE, now);
                case UNDOING -> repository.move(tenant, file.id(), Set.of(Status.UNDOING), Status.UNDONE, now);
                case UPLOADED, READY, DONE, CANCELED, UNDONE -> false;
            };
            if (ended && file.status() == Status.RUNNING) {
                tell();
            }
        }

        private void tell() {
            var counts = repository.find(tenant, file.id()).orElseThrow().counts();
            notifications.tell(
                    Actor.system(tenant),
                    List.of(file.by()),
                    "import",
                    "import",
                    file.id(),
                    file.fileName(),
                    Map.of(
                            "done",
                            counts.getOrDefault("created", 0) + counts.getOrDefault("updated", 0),
                            "failed",
                            counts.getOrDefault("failed", 0) + counts.getOrDefault("error", 0)),
                    "import:" + file.id());
        }
    }

    /// Forgets files when nobody can want them any more: they hold people's data.
    @Component
    static class Purge {

        private static final int BATCH = 5;

        @Bean
        Schedule purgeImports(ImportRepository repository, Clock clock) {
            return new Schedule.Daily("imports.purge", LocalTime.of(2, 50), tenant -> {
                var before = clock.instant().minus(KEPT);
                while (repository.forget(tenant.id(), before, BATCH) == BATCH) {
                    // a few at a time: each takes its rows along
                }
            });
        }
    }
}
