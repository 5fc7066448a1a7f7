package io.sangam.imports;

import static java.util.stream.Collectors.toSet;

import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.imports.Import.OnDuplicate;
import io.sangam.imports.Import.Status;
import io.sangam.imports.Import.Verdict;
import io.sangam.imports.ImportRepository.Wanted;
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
import io.sangam.records.NewRecord;
import io.sangam.records.RecordWriter;
import io.sangam.records.Undo;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Works through a file: checks it, writes it or takes it back, as its status says.
///
/// What nobody knows yet is written some hundreds at a time, all else, and what the others of its transaction spoiled,
/// one row each. The mark that a row is written is part of its transaction: a killed process goes on behind it.
@Component
class ImportJob implements JobHandler<ImportJob.Order>, NoticeSource {

    private static final NoticeKind IMPORT = NoticeKind.of("import", Group.SYSTEM);

    record Order(UUID id) {}

    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int CHECKED_AT_ONCE = 1_000;
    private static final int WRITTEN_AT_ONCE = 500;
    private static final int START = 0;
    private static final Set<String> TO_WRITE = Set.of("new", "update");
    private static final Set<String> WRITTEN = Set.of("created", "updated");

    private final ImportRepository repository;
    private final Checks checks;
    private final RecordWriter writer;
    private final Undo undo;
    private final Users users;
    private final Notifications notifications;
    private final Jobs jobs;
    private final TransactionOperations transactions;
    private final Clock clock;

    ImportJob(
            ImportRepository repository,
            Checks checks,
            RecordWriter writer,
            Undo undo,
            Users users,
            Notifications notifications,
            Jobs jobs,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.checks = checks;
        this.writer = writer;
        this.undo = undo;
        this.users = users;
        this.notifications = notifications;
        this.jobs = jobs;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(IMPORT);
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
        private final Checks.Check check;
        private final boolean abandoned;
        /// Where the next rows begin.
        private int from;

        private Run(TenantId tenant, Import file) {
            this.tenant = tenant;
            this.file = file;
            from = begin();
            actor = new Actor(tenant, file.by());
            abandoned = users.find(tenant, file.by()).filter(User::active).isEmpty();
            check = checks.of(actor, file);
            target = check.target();
        }

        /// False when nothing is left to do.
        private boolean step() {
            if (abandoned) {
                return false;
            }
            return switch (file.status()) {
                case CHECKING -> checkSome();
                case RUNNING -> writeSome();
                case UNDOING -> takeBackOne();
                case UPLOADED, READY, DONE, CANCELED, UNDONE -> false;
            };
        }

        private int begin() {
            return file.status() == Status.UNDOING ? Integer.MAX_VALUE : START;
        }

        /// Whether there was anything; else what another process held is looked at once more.
        private boolean passed(List<Import.Row> rows) {
            if (rows.isEmpty()) {
                var passed = from != begin();
                from = begin();
                return passed;
            }
            from = rows.getLast().position() + (file.status() == Status.UNDOING ? -1 : 1);
            return true;
        }

        private boolean checkSome() {
            var rows = new ArrayList<Import.Row>();
            transactions.executeWithoutResult(_ -> {
                rows.addAll(repository.next(
                        tenant,
                        file.id(),
                        new Wanted(Status.CHECKING, Set.of("waiting"), from, false, CHECKED_AT_ONCE)));
                repository.settle(tenant, file.id(), check.judged(rows));
            });
            return passed(rows);
        }

        /// Together what can be, the rest of the same rows one by one.
        private boolean writeSome() {
            var rows = new ArrayList<Import.Row>();
            var written = new HashSet<Integer>();
            try {
                transactions.executeWithoutResult(_ -> {
                    rows.addAll(repository.next(
                            tenant, file.id(), new Wanted(Status.RUNNING, TO_WRITE, from, false, WRITTEN_AT_ONCE)));
                    written.addAll(writeTogether(rows));
                });
            } catch (RuntimeException e) {
                requireOurs(e);
                written.clear(); // one of them spoiled it for all: each by itself shows which
            }
            for (var row : rows) {
                if (!written.contains(row.position())) {
                    one(wanted -> repository.only(tenant, file.id(), wanted, row.position()), TO_WRITE, this::write);
                }
            }
            return passed(rows);
        }

        /// The positions of those it wrote.
        private Set<Integer> writeTogether(List<Import.Row> rows) {
            if (file.options().automations()) {
                return Set.of();
            }
            var taken = new HashSet<String>();
            var together = new ArrayList<Import.Row>();
            var fresh = new ArrayList<NewRecord>();
            for (var row : rows) {
                try {
                    var values = check.values(row);
                    var keys = check.keys(values);
                    if (keys.stream().noneMatch(taken::contains)) {
                        together.add(row);
                        fresh.add(new NewRecord(values, new ChangeSet(Ids.next(), file.id())));
                    }
                    taken.addAll(keys);
                } catch (SangamException _) {
                    // by itself it says why
                }
            }
            var verdicts = new ArrayList<Verdict>();
            target.takeNew(actor, fresh)
                    .forEach((place, record) -> verdicts.add(written(
                            together.get(place),
                            "created",
                            record.id(),
                            fresh.get(place).changes())));
            repository.settle(tenant, file.id(), verdicts);
            return verdicts.stream().map(Verdict::position).collect(toSet());
        }

        private boolean takeBackOne() {
            return passed(one(wanted -> repository.next(tenant, file.id(), wanted), WRITTEN, this::takeBack));
        }

        /// The row it was, if there was one.
        private List<Import.Row> one(
                Function<Wanted, List<Import.Row>> rows, Set<String> statuses, Function<Import.Row, Verdict> work) {
            var current = new AtomicReference<Import.@Nullable Row>();
            try {
                transactions.executeWithoutResult(_ -> rows.apply(
                                new Wanted(file.status(), statuses, from, file.status() == Status.UNDOING, 1))
                        .forEach(row -> {
                            current.set(row);
                            repository.settle(tenant, file.id(), List.of(work.apply(row)));
                        }));
            } catch (RuntimeException e) {
                var row = current.get();
                var refusal = requireOurs(e);
                if (row == null) {
                    throw e;
                }
                var verdict = check.refused(row, file.status() == Status.UNDOING ? "kept" : "failed", refusal);
                transactions.executeWithoutResult(_ -> repository.settle(tenant, file.id(), List.of(verdict)));
            }
            var row = current.get();
            return row == null ? List.of() : List.of(row);
        }

        /// A database that is away is no row's fault: the job is tried again later, from there on.
        private SangamException requireOurs(RuntimeException e) {
            var refusal = Failures.refusal(e, "import of " + file.object());
            if (refusal.code().kind() == ErrorCode.Kind.UNAVAILABLE) {
                throw e;
            }
            return refusal;
        }

        /// What was found when it was checked may have changed: it is asked again.
        private Verdict write(Import.Row row) {
            var values = check.values(row);
            var policy = file.options().onDuplicate();
            var known = target.existing(actor, check.keys(values));
            var changes = new ChangeSet(Ids.next(), file.id());
            var done = new AtomicReference<@Nullable Verdict>();
            changes.run(() -> {
                if (known.isPresent() && policy == OnDuplicate.SKIP) {
                    done.set(Verdict.because(
                            row.position(), "skipped", Checks.RECORD_EXISTS, Checks.RECORD_EXISTS_TEXT));
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
            return new Verdict(row.position(), status, List.of(), null, record, changes.id());
        }

        private Verdict takeBack(Import.Row row) {
            new ChangeSet(Ids.next(), file.id()).run(() -> undo.undo(actor, Objects.requireNonNull(row.undoes())));
            return new Verdict(row.position(), "undone", List.of(), null, row.record(), row.undoes());
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
                    IMPORT,
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
