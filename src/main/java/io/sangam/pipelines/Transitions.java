package io.sangam.pipelines;

import io.sangam.access.Access;
import io.sangam.events.Events;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.records.Comments;
import io.sangam.records.FieldKind;
import io.sangam.records.FieldOption;
import io.sangam.records.FieldSpec;
import io.sangam.records.ObjectType;
import io.sangam.records.Person;
import io.sangam.records.RecordError;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Moves records through their pipeline. The only way a status changes: record, history, timeline and event are written
/// together or not at all.
@Service
@Transactional
public class Transitions {

    private static final String CREATED_AT = "createdAt";
    private static final String STATUS_SINCE = "statusSince";
    /// Whoever undoes a move that soon meant another one: no result was taken back.
    private static final Duration SLIP = Duration.ofMinutes(10);

    private final Pipelines pipelines;
    private final HistoryRepository history;
    private final Records records;
    private final RecordWriter writer;
    private final Comments comments;
    private final Access access;
    private final Users users;
    private final Tenants tenants;
    private final Events events;
    private final ObjectProvider<TaskDesk> tasks;
    private final ObjectProvider<ConsentDesk> consents;
    private final Clock clock;

    Transitions(
            Pipelines pipelines,
            HistoryRepository history,
            Records records,
            RecordWriter writer,
            Comments comments,
            Access access,
            Users users,
            Tenants tenants,
            Events events,
            ObjectProvider<TaskDesk> tasks,
            ObjectProvider<ConsentDesk> consents,
            Clock clock) {
        this.pipelines = pipelines;
        this.history = history;
        this.records = records;
        this.writer = writer;
        this.comments = comments;
        this.access = access;
        this.users = users;
        this.tenants = tenants;
        this.events = events;
        this.tasks = tasks;
        this.consents = consents;
        this.clock = clock;
    }

    /// @throws SangamException VERSION_CONFLICT, TRANSITION_NOT_ALLOWED with `allowed`, CONDITIONS_NOT_MET with
    /// `conditions`, STATUS_UNKNOWN, VALIDATION_FAILED, or FORBIDDEN when the move is closed to this person only
    public RecordState move(Actor actor, ObjectType type, UUID id, TransitionRequest request) {
        var before = records.load(actor, type, id);
        if (before.version() != request.version()) {
            throw new SangamException(
                            KernelError.VERSION_CONFLICT,
                            "Somebody changed this record meanwhile; look at it and try again")
                    .with("current", records.view(actor, type, id));
        }
        var pipeline = pipelines.locked(actor.tenant(), before);
        var target = pipeline.definition()
                .status(request.to())
                .map(status -> asking(actor, type, status))
                .orElseThrow(() -> SangamException.invalid(
                        "to", PipelineError.STATUS_UNKNOWN.name(), "The pipeline has no status " + request.to()));
        requireOpen(actor, before, pipeline, target);
        requireColleague(actor, request);
        var values = values(actor, before, target, request);
        requireMet(actor, before, target, values, request);
        applySetOnce(actor, before, target, values);
        pipelines.requireRoom(actor, type, pipeline, target, request.isForced());
        var brings = !given(request).isEmpty();
        var after = carryOut(actor, before, pipeline, target, values, request);
        if (brings) {
            requireConsent(actor, after, target);
        }
        return after;
    }

    /// What comes with the move must not be more than somebody consented to: what was written is rolled back then.
    private void requireConsent(Actor actor, RecordState after, Status target) {
        target.approval()
                .map(approval -> consent(actor, after, target, approval))
                .ifPresent(consent -> {
                    if (!consent.state().opens()) {
                        throw missing(target, List.of(new Condition.Approval(null)), consent);
                    }
                });
    }

    private ConsentDesk.Consent consent(Actor actor, RecordState record, Status target, Condition.Approval approval) {
        return consents.getObject().of(actor, record, target.key(), approval.isAlways());
    }

    /// Every other status of the record's pipeline: whether the actor may choose it, and what it asks for.
    @Transactional(readOnly = true)
    public List<TransitionOption> options(Actor actor, ObjectType type, UUID id) {
        var state = records.load(actor, type, id);
        var view = records.view(actor, type, id);
        var definition = pipelines.of(actor.tenant(), state).definition();
        var gate = gate(actor, state, definition);
        var asking = new Asking(
                access.rights(actor),
                state,
                view,
                kind -> hasOpenTask(actor, state, kind),
                (status, approval) -> consent(actor, state, status, approval));
        return definition.statuses().stream()
                .filter(status -> !status.key().equals(state.status()))
                .map(status -> option(asking(actor, type, status), gate.refusal(status), asking))
                .toList();
    }

    /// What the company's own fields ask for in a status is asked together with what the pipeline does. Nobody is there
    /// to answer when the system moves a record.
    private static Status asking(Actor actor, ObjectType type, Status status) {
        return actor.isSystem()
                ? status
                : status.asking(type.fields().stream()
                        .filter(field -> field.requiredIn().contains(status.key()))
                        .<String>map(FieldSpec::key)
                        .toList());
    }

    private static TransitionOption option(Status status, Optional<Gate.Refusal> refusal, Asking asking) {
        return new TransitionOption(
                status.key(),
                status.label(),
                status.group(),
                status.color(),
                refusal.isEmpty(),
                refusal.map(Gate.Refusal::explanation).orElse(null),
                refusal.map(Gate.Refusal::name).orElse(null),
                asking.asks(status));
    }

    /// The moves of a record, newest first.
    @Transactional(readOnly = true)
    public List<StatusHistory> history(Actor actor, ObjectType type, UUID id) {
        records.load(actor, type, id);
        var moves = history.of(actor.tenant(), type.key(), id);
        var names = users.names(
                actor.tenant(),
                moves.stream().map(HistoryRepository.Move::by).distinct().toList());
        return moves.stream()
                .map(move -> new StatusHistory(
                        move.from(),
                        move.to(),
                        new Person(move.by(), names.get(move.by())),
                        move.at(),
                        move.reason(),
                        move.secondsInFrom()))
                .toList();
    }

    /// Moves a record whose time is up (R13), unless it changed since the job looked, or somebody revived it.
    ///
    /// @return whether it moved
    boolean expire(Actor system, ObjectType type, UUID id, String from, Status.Expiry expiry) {
        var state = records.load(system, type, id);
        var revived = history.leftSince(
                system.tenant(), type.key(), id, expiry.to(), clock.instant().minus(Duration.ofDays(expiry.days())));
        if (revived || !state.status().equals(from)) {
            return false;
        }
        move(system, type, id, TransitionRequest.to(expiry.to(), state.version(), "expired"));
        return true;
    }

    private void requireOpen(Actor actor, RecordState before, Pipeline pipeline, Status target) {
        var gate = gate(actor, before, pipeline.definition());
        var refusal = gate.refusal(target);
        if (refusal.isPresent()) {
            var why = refusal.get();
            if (why == Gate.Refusal.READ_ONLY) {
                throw new SangamException(RecordError.RECORD_NOT_WRITABLE, why.explanation());
            }
            var allowed = pipeline.definition().after(before.status()).stream()
                    .filter(status -> gate.refusal(status).isEmpty())
                    .map(Status::key)
                    .toList();
            throw new SangamException(
                            why.concernsThePerson() ? KernelError.FORBIDDEN : PipelineError.TRANSITION_NOT_ALLOWED,
                            why.explanation())
                    .with("reasonCode", why.name())
                    .with("allowed", allowed);
        }
    }

    /// Whether a move may be undone: by who might choose that status, where the record is what the status asks for. No
    /// arrow has to lead back; what comes with a move, a reason or a task, came with the one that first led there.
    void requireWayBack(Actor actor, RecordState before, RecordState back) {
        var pipeline = pipelines.locked(actor.tenant(), back);
        var target = pipeline.definition()
                .status(back.status())
                .orElseThrow(() -> new SangamException(
                        RecordError.UNDO_IMPOSSIBLE, "The pipeline has no status " + back.status() + " any more"));
        gate(actor, before, pipeline.definition())
                .refusalOfPerson(target)
                .filter(why -> why != Gate.Refusal.NEEDS_MANAGER || !isSlip(actor, before))
                .ifPresent(why -> {
                    throw new SangamException(KernelError.FORBIDDEN, why.explanation()).with("reasonCode", why.name());
                });
        var consent = target.approval().map(approval -> consent(actor, back, target, approval));
        var unmet = entry(actor, back, Map.of(), false, consent).unmet(target).stream()
                .filter(condition -> switch (condition) {
                    case Condition.RequiredField _, Condition.Approval _ -> true;
                    case Condition.RequiredReason _, Condition.RequiredTask _, Condition.OfferCloseTasks _ -> false;
                })
                .toList();
        if (!unmet.isEmpty()) {
            throw missing(target, unmet, consent.orElse(null));
        }
        pipelines.requireRoom(actor, back.type(), pipeline, target, false);
    }

    private boolean isSlip(Actor actor, RecordState record) {
        return history.lastMove(actor.tenant(), record.type().key(), record.id())
                .filter(at -> at.isAfter(clock.instant().minus(SLIP)))
                .isPresent();
    }

    private void requireColleague(Actor actor, TransitionRequest request) {
        var task = request.task();
        if (task != null
                && task.assignee() != null
                && users.find(actor.tenant(), task.assignee())
                        .filter(User::active)
                        .isEmpty()) {
            throw SangamException.invalid("task/assignee", "USER_UNKNOWN", "The assignee is no active colleague");
        }
    }

    private Gate gate(Actor actor, RecordState state, Definition definition) {
        var rights = access.rights(actor);
        var mayReopen = rights.can(state.type().plural(), "reopen");
        var mover = new Gate.Mover(
                actor.isSystem(),
                rights.roles(),
                access.allowedStatuses(actor, state.type().key()),
                mayReopen);
        return new Gate(definition, state.status(), state.writable(), mover);
    }

    /// The fields given with the move; the reason fills the field of a required reason unless that was given itself.
    private Map<String, @Nullable Object> values(
            Actor actor, RecordState before, Status target, TransitionRequest request) {
        var type = before.type();
        var fields = given(request);
        if (request.reason() != null && !request.reason().isBlank()) {
            for (var condition : target.conditions()) {
                if (condition instanceof Condition.RequiredReason required && !fields.has(required.field())) {
                    asValue(type.get(required.field()), request.reason().strip())
                            .ifPresent(value -> fields.put(required.field(), value));
                }
            }
        }
        var rights = access.rights(actor);
        var blind = JsonNodeFactory.instance.objectNode();
        for (var asked : target.requiredFields()) {
            if (fields.has(asked) && Asking.fillsBlindly(rights, before, asked)) {
                blind.set(asked, fields.remove(asked));
            }
        }
        var values = new LinkedHashMap<String, @Nullable Object>(parse(actor, type, fields));
        values.putAll(parse(Actor.system(actor.tenant()), type, blind));
        return values;
    }

    private static ObjectNode given(TransitionRequest request) {
        return switch (request.fields()) {
            case null -> JsonNodeFactory.instance.objectNode();
            case ObjectNode fields -> fields.deepCopy();
            case JsonNode other when other.isNull() -> JsonNodeFactory.instance.objectNode();
            default -> throw SangamException.invalid("fields", "VALUE_TYPE", "The fields are an object");
        };
    }

    /// A reason may name a choice by its value or by its label.
    private static Optional<String> asValue(FieldSpec<?> field, String reason) {
        return field.kind() == FieldKind.CHOICE
                ? field.options().stream()
                        .filter(option ->
                                option.value().equals(reason) || option.label().equalsIgnoreCase(reason))
                        .map(FieldOption::value)
                        .findFirst()
                : Optional.of(reason);
    }

    /// Pointers of refused values lead into `fields`, where the caller wrote them.
    private Map<String, @Nullable Object> parse(Actor actor, ObjectType type, JsonNode fields) {
        try {
            return writer.parse(actor, type, fields);
        } catch (SangamException refusal) {
            throw new SangamException(
                    refusal.code(),
                    String.valueOf(refusal.getMessage()),
                    refusal.errors().stream()
                            .map(error -> new SangamException.FieldError(
                                    "/fields" + error.pointer(), error.code(), error.message()))
                            .toList());
        }
    }

    private void requireMet(
            Actor actor,
            RecordState before,
            Status target,
            Map<String, @Nullable Object> values,
            TransitionRequest request) {
        var consent = target.approval().map(approval -> consent(actor, before, target, approval));
        var unmet =
                entry(actor, before, values, request.task() != null, consent).unmet(target);
        if (!unmet.isEmpty()) {
            throw missing(target, unmet, consent.orElse(null));
        }
    }

    private Entry entry(
            Actor actor,
            RecordState record,
            Map<String, @Nullable Object> values,
            boolean bringsTask,
            Optional<ConsentDesk.Consent> consent) {
        return new Entry(
                record,
                values,
                bringsTask,
                kind -> hasOpenTask(actor, record, kind),
                _ -> consent.orElseThrow().state().opens());
    }

    private static SangamException missing(
            Status target, List<Condition> unmet, ConsentDesk.@Nullable Consent consent) {
        var refusal = new SangamException(
                        PipelineError.CONDITIONS_NOT_MET, target.label() + " asks for something that is missing")
                // an array keeps the type its elements are told apart by; a list in a problem would lose it
                .with("conditions", unmet.toArray(Condition[]::new));
        return consent == null || consent.state().opens() ? refusal : refusal.with("approval", consent);
    }

    private void applySetOnce(Actor actor, RecordState before, Status target, Map<String, @Nullable Object> values) {
        for (var effect : target.effects()) {
            if (effect instanceof Effect.SetOnce(var field, var value)
                    && before.isEmpty(field)
                    && values.get(field) == null) {
                values.put(field, resolve(actor, before.type(), field, value));
            }
        }
    }

    private Object resolve(Actor actor, ObjectType type, String field, String value) {
        var isDate = type.get(field).kind() == FieldKind.DATE;
        return switch (value) {
            case Effect.SetOnce.NOW -> isDate ? today(actor) : clock.instant();
            case Effect.SetOnce.TODAY -> today(actor);
            default -> value;
        };
    }

    private LocalDate today(Actor actor) {
        return LocalDate.ofInstant(clock.instant(), tenants.get(actor.tenant()).timeZone());
    }

    private RecordState carryOut(
            Actor actor,
            RecordState before,
            Pipeline pipeline,
            Status target,
            Map<String, @Nullable Object> values,
            TransitionRequest request) {
        var type = before.type();
        var from = before.status();
        var reason = reason(target, values, request);
        var now = clock.instant();
        Pipelines.entering(type, target, now).forEach(values::putIfAbsent);
        var told = new LinkedHashMap<String, Object>(Map.of(
                "from", from, "fromLabel", label(pipeline, from), "to", target.key(), "toLabel", target.label()));
        if (reason != null) {
            told.put("reason", reason);
        }
        target.approval()
                .ifPresent(approval -> consents.getObject().enters(actor, before, target, approval.isAlways()));
        var after = writer.update(actor, type, before.id(), before.version(), values, "transitioned", told);
        var move = new HistoryRepository.Move(
                Ids.next(), from, target.key(), actor.user(), now, reason, secondsSinceLastMove(actor, before, now));
        history.append(actor.tenant(), type.key(), before.id(), pipeline.id(), move);
        handleTasks(actor, before, target, request, now);
        if (request.comment() != null && !request.comment().isBlank()) {
            comments.add(actor, type, before.id(), request.comment().strip(), List.of());
        }
        events.publish(new PipelineEvent.Moved(
                actor,
                before.id(),
                move.id(),
                type.key(),
                pipeline.id(),
                from,
                target.key(),
                target.group(),
                wantsTold(target)));
        return after;
    }

    private static @Nullable String reason(
            Status target, Map<String, @Nullable Object> values, TransitionRequest request) {
        if (request.reason() != null && !request.reason().isBlank()) {
            return request.reason().strip();
        }
        return target.conditions().stream()
                .filter(Condition.RequiredReason.class::isInstance)
                .map(Condition.RequiredReason.class::cast)
                .map(required -> (String) values.get(required.field()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String label(Pipeline pipeline, String status) {
        return pipeline.definition().status(status).map(Status::label).orElse(status);
    }

    private static List<String> wantsTold(Status target) {
        return target.effects().stream()
                .filter(Effect.Notify.class::isInstance)
                .map(effect -> ((Effect.Notify) effect).role())
                .toList();
    }

    private long secondsSinceLastMove(Actor actor, RecordState before, Instant now) {
        var since = instant(before, STATUS_SINCE)
                .or(() -> history.lastMove(actor.tenant(), before.type().key(), before.id()))
                .or(() -> instant(before, CREATED_AT))
                .orElse(now);
        return Math.max(0, Duration.between(since, now).toSeconds());
    }

    private static Optional<Instant> instant(RecordState record, String key) {
        return record.type().field(key).map(_ -> (Instant) record.value(key));
    }

    private void handleTasks(Actor actor, RecordState before, Status target, TransitionRequest request, Instant now) {
        var object = before.type().key();
        // Closing comes first: the task that comes with the move is meant to stay open.
        if (request.closesTasks()) {
            for (var condition : target.conditions()) {
                if (condition instanceof Condition.OfferCloseTasks(var kind)) {
                    desk().closeOpen(actor, object, before.id(), kind);
                }
            }
        }
        var followUp = request.task();
        if (followUp != null) {
            desk().create(
                            actor,
                            object,
                            before.id(),
                            new TaskDesk.NewTask(
                                    followUp.title().strip(), taskKind(target), followUp.dueAt(), followUp.assignee()));
        }
        for (var effect : target.effects()) {
            if (effect instanceof Effect.CreateTask(var title, var kind, var hours)) {
                desk().create(
                                actor,
                                object,
                                before.id(),
                                new TaskDesk.NewTask(title, kind, now.plus(Duration.ofHours(hours)), null));
            }
        }
    }

    /// A task that comes with a move is of the kind the status requires.
    private static String taskKind(Status target) {
        return target.conditions().stream()
                .filter(Condition.RequiredTask.class::isInstance)
                .map(condition -> ((Condition.RequiredTask) condition).kind())
                .findFirst()
                .orElse(TaskDesk.FOLLOW_UP);
    }

    private boolean hasOpenTask(Actor actor, RecordState record, String kind) {
        return desk().hasOpen(actor.tenant(), record.type().key(), record.id(), kind);
    }

    /// Looked up late: tasks follow pipelines of their own one day, and so depend on this module.
    private TaskDesk desk() {
        return tasks.getObject();
    }
}
