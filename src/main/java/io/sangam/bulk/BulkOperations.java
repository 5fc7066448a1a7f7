package io.sangam.bulk;

import static java.util.stream.Collectors.toMap;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.identity.SecurityEvents;
import io.sangam.jobs.Jobs;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.records.Filter;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordError;
import io.sangam.records.Records;
import io.sangam.records.Undo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Starts, shows, cancels and undoes bulk operations. Everybody has only his own.
@Service
@Transactional
class BulkOperations {

    static final int MOST = 100_000;
    private static final int PAGE = 100;

    /// Which records: those named, or all that pass a filter and lie in the actor's scope.
    sealed interface Choice {

        record Named(List<Chosen> records) implements Choice {}

        record Matching(Filter filter) implements Choice {}
    }

    /// @param version what its reader saw, so that a newer one is not overwritten unseen
    record Chosen(UUID id, @Nullable Integer version) {}

    private final BulkRepository repository;
    private final ObjectTypes types;
    private final Records records;
    private final Access access;
    private final Map<String, BulkAction> actions;
    private final Jobs jobs;
    private final BulkJob job;
    private final SecurityEvents security;
    private final Clock clock;

    BulkOperations(
            BulkRepository repository,
            ObjectTypes types,
            Records records,
            Access access,
            List<BulkAction> actions,
            Jobs jobs,
            BulkJob job,
            SecurityEvents security,
            Clock clock) {
        this.repository = repository;
        this.types = types;
        this.records = records;
        this.access = access;
        this.actions = actions.stream().collect(toMap(BulkAction::name, Function.identity()));
        this.jobs = jobs;
        this.job = job;
        this.security = security;
        this.clock = clock;
    }

    /// How many records the operation would work on.
    @Transactional(readOnly = true)
    int count(Actor actor, String object, String action, Choice choice, JsonNode input) {
        var type = types.get(object);
        var todo = checked(actor, type, action, input);
        return switch (choice) {
            case Choice.Named(var chosen) ->
                records.readable(actor, type, chosen.stream().map(Chosen::id).toList(), todo.onTrash())
                        .size();
            case Choice.Matching(var filter) -> records.countTo(actor, type, filter, todo.onTrash(), MOST + 1);
        };
    }

    BulkOperation start(Actor actor, String object, String action, Choice choice, JsonNode input) {
        var type = types.get(object);
        var todo = checked(actor, type, action, input);
        var chosen = switch (choice) {
            case Choice.Named(var named) -> named;
            case Choice.Matching(var filter) ->
                records.ids(actor, type, filter, todo.onTrash(), MOST + 1).stream()
                        .map(id -> new Chosen(id, null))
                        .toList();
        };
        if (chosen.size() > MOST) {
            throw new SangamException(BulkError.BULK_TOO_MANY, "One operation changes up to " + MOST + " records");
        }
        var items = new ArrayList<BulkOperation.Item>(chosen.size());
        for (var each : chosen.stream().distinct().toList()) {
            items.add(new BulkOperation.Item(items.size(), each.id(), each.version(), null));
        }
        return start(actor, type, action, input, items, null);
    }

    private BulkAction checked(Actor actor, ObjectType type, String action, JsonNode input) {
        access.require(actor, type.plural(), Level.WRITE);
        var todo = Optional.ofNullable(actions.get(action))
                .filter(each -> each.serves(type))
                .orElseThrow(() -> new SangamException(
                        BulkError.BULK_ACTION_UNKNOWN, "There is no bulk action " + action + " for " + type.plural()));
        todo.check(actor, type, input);
        return todo;
    }

    private BulkOperation start(
            Actor actor,
            ObjectType type,
            String action,
            JsonNode input,
            List<BulkOperation.Item> items,
            @Nullable UUID undoes) {
        if (items.isEmpty()) {
            throw new SangamException(BulkError.BULK_NOTHING_CHOSEN, "No record is chosen");
        }
        var operation = new BulkOperation(
                Ids.next(),
                type.key(),
                action,
                input,
                BulkOperation.Status.WAITING,
                items.size(),
                0,
                0,
                undoes,
                null,
                actor.user(),
                clock.instant(),
                null);
        repository.insert(actor.tenant(), operation, items);
        security.record(
                actor,
                "bulk",
                Map.of("object", type.key(), "action", action, "records", items.size(), "operation", operation.id()));
        jobs.enqueue(actor.tenant(), job, new BulkJob.Order(operation.id()));
        return operation;
    }

    @Transactional(readOnly = true)
    BulkOperation get(Actor actor, UUID id) {
        return repository
                .find(actor.tenant(), id)
                .filter(operation -> operation.by().equals(actor.user()))
                .orElseThrow(SangamException::notFound);
    }

    @Transactional(readOnly = true)
    List<BulkOperation> list(Actor actor, Optional<UUID> before, int limit) {
        return repository.of(actor, before.orElse(null), limit);
    }

    /// Up to 100 after a position, in the order they were worked through.
    @Transactional(readOnly = true)
    List<BulkOperation.BulkFailure> failures(Actor actor, UUID id, int after) {
        var operation = get(actor, id);
        var failures = repository.failures(actor.tenant(), id, after, PAGE);
        var titles = records.titles(
                actor,
                types.get(operation.object()),
                failures.stream().map(BulkOperation.BulkFailure::record).toList());
        return failures.stream()
                .map(each -> new BulkOperation.BulkFailure(
                        each.position(), each.record(), each.code(), each.message(), titles.get(each.record())))
                .toList();
    }

    /// What is done stays done; the rest is left alone.
    BulkOperation cancel(Actor actor, UUID id) {
        get(actor, id);
        if (!repository.end(actor.tenant(), id, BulkOperation.Status.CANCELED, clock.instant())) {
            throw new SangamException(BulkError.BULK_FINISHED, "The operation has already ended");
        }
        return get(actor, id);
    }

    /// Another operation, which takes back each record's change where nothing newer stands on it.
    BulkOperation undo(Actor actor, UUID id) {
        var operation = get(actor, id);
        if (!operation.status().isOver()) {
            throw new SangamException(BulkError.BULK_NOT_FINISHED, "Cancel the operation before you undo it");
        }
        if (operation.at().isBefore(clock.instant().minus(Undo.WITHIN))) {
            throw new SangamException(RecordError.UNDO_TOO_LATE, "What is older than 30 days can't be undone");
        }
        var undo = start(
                actor,
                types.get(operation.object()),
                BulkOperation.UNDO,
                JsonNodeFactory.instance.objectNode(),
                repository.undoable(actor.tenant(), id),
                id);
        if (!repository.markUndone(actor.tenant(), id, undo.id())) {
            throw new SangamException(BulkError.BULK_ALREADY_UNDONE, "The operation was undone before");
        }
        return undo;
    }
}
