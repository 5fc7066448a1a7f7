package io.sangam.tasks;

import io.sangam.access.Access;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordError;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes tasks and moves them through their course. Fields are edited through the spine; [TaskRules] watches both.
@Service
@Transactional
public class Tasks {

    static final int OUTCOME_LENGTH = 2_000;
    static final int COMMENT_LENGTH = 10_000;
    private static final int TITLE_LENGTH = 200;
    private static final Instant LAST_DUE = Instant.parse("2200-12-31T23:59:59Z");

    private final RecordWriter writer;
    private final Records records;
    private final ObjectType type;
    private final TaskRepository repository;
    private final Responsible responsible;
    private final Access access;
    private final Tenants tenants;
    private final Clock clock;

    Tasks(
            RecordWriter writer,
            Records records,
            ObjectType taskType,
            TaskRepository repository,
            Responsible responsible,
            Access access,
            Tenants tenants,
            Clock clock) {
        this.writer = writer;
        this.records = records;
        this.type = taskType;
        this.repository = repository;
        this.responsible = responsible;
        this.access = access;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// Needs the right to make tasks, and to write the parent if one is named.
    ///
    /// @param values by field key, as [RecordWriter#parse] reads them; without more it is a to-do of
    /// medium priority for the actor himself. A due time in the past is kept: the task is overdue from the start
    public RecordState create(Actor actor, Map<String, @Nullable Object> values) {
        return writer.create(actor, type, values);
    }

    public RecordState start(Actor actor, UUID id, int version) {
        return move(actor, id, version, "started", Task::start, Map.of());
    }

    /// @param outcome what came of it; stays as it was when null, as does the comment
    public RecordState complete(Actor actor, UUID id, int version, @Nullable String outcome, @Nullable String comment) {
        return move(
                actor,
                id,
                version,
                "completed",
                task -> task.complete(clock.instant()),
                given("outcome", outcome, "comment", comment));
    }

    /// Puts the task off: it is to do again by `dueAt`, and its reminders start over.
    public RecordState postpone(
            Actor actor, UUID id, int version, Instant dueAt, @Nullable Instant remindAt, @Nullable String comment) {
        if (dueAt.isAfter(LAST_DUE) || (remindAt != null && remindAt.isAfter(LAST_DUE))) {
            throw SangamException.invalid("dueAt", "VALUE_OUT_OF_RANGE", "A task is due before the year 2201");
        }
        return move(
                actor,
                id,
                version,
                "postponed",
                task -> task.postpone(dueAt, remindAt, clock.instant()),
                given("comment", comment));
    }

    public RecordState cancel(Actor actor, UUID id, int version) {
        return move(actor, id, version, "canceled", Task::cancel, Map.of());
    }

    /// Takes a task back that is done or canceled.
    public RecordState reopen(Actor actor, UUID id, int version) {
        return move(actor, id, version, "reopened", Task::reopen, Map.of());
    }

    /// R6: a record that has just been given to somebody gets a first follow-up, unless an open task waits for it
    /// already. The rule makes it, not the actor: who gives a record away may have no right to it any more.
    ///
    /// @param fresh whether the record has just been made: then none waits
    public void ensureFirstTask(Actor actor, RecordState parent, UserId assignee, boolean fresh) {
        var tenant = actor.tenant();
        var object = parent.type().key();
        if (!fresh && repository.hasOpen(tenant, object, parent.id())) {
            return;
        }
        var company = tenants.get(tenant);
        var settings = company.settings();
        var dueAt = settings.calendar()
                .after(clock.instant(), Duration.ofHours(settings.firstTaskDueHours()), company.timeZone());
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("title", shortened("Follow-up: " + parent.title()));
        values.put("kind", "follow_up");
        values.put("dueAt", dueAt);
        values.put("assignee", assignee);
        values.put("parent", new RecordRef(object, parent.id()));
        create(Actor.system(tenant), values);
    }

    /// A task that comes with a move of its parent. The right to make it follows from the right to move the parent.
    void createWith(
            Actor actor, RecordRef parent, String title, String kind, Instant dueAt, @Nullable UserId assignee) {
        var by = access.rights(actor).can(type.plural(), "create") ? actor : Actor.system(actor.tenant());
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("title", shortened(title));
        values.put("kind", kind);
        values.put("dueAt", dueAt);
        values.put("assignee", assignee == null ? responsible.forRecord(actor, parent) : assignee);
        values.put("parent", parent);
        create(by, values);
    }

    @Transactional(readOnly = true)
    List<UUID> openOf(TenantId tenant, UserId assignee) {
        return repository.openOf(tenant, assignee);
    }

    /// The open tasks somebody leaves behind on a record that goes to another.
    public void handOver(TenantId tenant, String object, UUID record, UserId leaver, UserId heir) {
        repository.openOf(tenant, object, record, leaver).forEach(id -> handOver(tenant, id, leaver, heir));
    }

    /// The open tasks of somebody on a record he lets go.
    void cancelOf(TenantId tenant, String object, UUID record, UserId former) {
        var system = Actor.system(tenant);
        for (var id : repository.openOf(tenant, object, record, former)) {
            cancel(system, id, records.load(system, type, id).version());
        }
    }

    /// One open task somebody leaves behind.
    public void handOver(TenantId tenant, UUID id, UserId leaver, UserId heir) {
        var system = Actor.system(tenant);
        var task = records.load(system, type, id);
        if (leaver.equals(task.user("assignee")) && Task.of(task).isOpen()) {
            writer.update(
                    system,
                    type,
                    id,
                    task.version(),
                    Map.of("assignee", heir),
                    "reassigned",
                    Map.of("from", leaver, "to", heir, "how", "handedOver"));
        }
    }

    /// Completes the open tasks of a kind with a move of their parent, whosever they are.
    int completeWith(Actor actor, RecordRef parent, String kind) {
        var open = repository.open(actor.tenant(), parent.object(), parent.id(), kind);
        for (var id : open) {
            var by = mayWrite(actor, id) ? actor : Actor.system(actor.tenant());
            complete(by, id, records.load(by, type, id).version(), null, null);
        }
        return open.size();
    }

    private boolean mayWrite(Actor actor, UUID id) {
        return records.isReadable(actor, type, id)
                && records.load(actor, type, id).writable();
    }

    private RecordState move(
            Actor actor, UUID id, int version, String verb, UnaryOperator<Task> step, Map<String, String> besides) {
        var before = records.load(actor, type, id);
        if (!before.writable()) {
            throw new SangamException(RecordError.RECORD_NOT_WRITABLE, "You may read this task, not change it");
        }
        var moved = step.apply(Task.of(before));
        var values = new HashMap<String, @Nullable Object>(besides);
        values.put("status", moved.status().key());
        values.put("dueAt", moved.dueAt());
        values.put("remindAt", moved.remindAt());
        values.put("completedAt", moved.completedAt());
        values.put("postponedCount", moved.postponedCount());
        return writer.update(actor, type, id, version, values, verb, Map.of());
    }

    /// Names and texts in turn; those without a text are left out.
    private static Map<String, String> given(@Nullable String... pairs) {
        var given = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] instanceof String text && !text.isBlank()) {
                given.put(Objects.requireNonNull(pairs[i]), text.strip());
            }
        }
        return given;
    }

    private static String shortened(String title) {
        return title.length() <= TITLE_LENGTH ? title : title.substring(0, TITLE_LENGTH - 1) + "…";
    }
}
