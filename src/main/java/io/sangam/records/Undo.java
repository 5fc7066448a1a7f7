package io.sangam.records;

import io.sangam.access.Visibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes back what was written together: fields get the values they had, what was made goes to the trash, what was
/// deleted comes back. All of it or nothing, with the rights the actor has now. Undoing an undo does it again.
@Service
@Transactional
public class Undo {

    /// As long as the trash keeps things.
    public static final Duration WITHIN = Duration.ofDays(30);

    /// Changes no field, and yet is not nothing.
    private static final Set<String> FINAL = Set.of(Merges.MERGED, Merges.SPLIT, Erasures.ERASED);

    private static final String MOVED = "transitioned";
    private static final int MOST = 500;

    private final ActivityRepository activities;
    private final ObjectTypes types;
    private final Records records;
    private final Readers readers;
    private final RecordWriter writer;
    private final List<UndoRules> rules;
    private final List<UndoWarrant> warrants;
    private final PastValues past;
    private final Merges merges;
    private final Clock clock;

    Undo(
            ActivityRepository activities,
            ObjectTypes types,
            Records records,
            Readers readers,
            RecordWriter writer,
            List<UndoRules> rules,
            List<UndoWarrant> warrants,
            PastValues past,
            Merges merges,
            Clock clock) {
        this.activities = activities;
        this.types = types;
        this.records = records;
        this.readers = readers;
        this.writer = writer;
        this.rules = rules;
        this.warrants = warrants;
        this.past = past;
        this.merges = merges;
        this.clock = clock;
    }

    /// What happened to one record in a change set, folded into one step.
    private static final class Step {

        private final ObjectType type;
        private final UUID record;
        private final Map<String, Change> fields = new LinkedHashMap<>();
        /// Those of the fields that a person wrote, not a rule.
        private final Set<String> written = new HashSet<>();
        private boolean made;
        private boolean existedBefore;
        private boolean existsAfter;

        private Step(ObjectType type, UUID record) {
            this.type = type;
            this.record = record;
        }

        private void add(ActivityRepository.Stored activity) {
            switch (activity.verb()) {
                case "created" -> {
                    made = true;
                    existsAfter = true;
                }
                case "deleted" -> {
                    existedBefore |= !made;
                    existsAfter = false;
                }
                case "restored" -> existsAfter = true;
                default -> {
                    for (var change : activity.changes()) {
                        fields.merge(
                                change.field(),
                                change,
                                (first, last) -> new Change(first.field(), first.before(), last.after()));
                        if (!activity.actor().equals(UserId.SYSTEM) && !isBlind(activity.verb(), change)) {
                            written.add(change.field());
                        }
                    }
                }
            }
        }

        /// A move lets people fill what they may not read, and may not write otherwise: that they may empty again.
        private static boolean isBlind(String verb, Change change) {
            return verb.equals(MOVED) && change.before() == null;
        }

        private boolean trashed() {
            return existedBefore && !existsAfter;
        }

        private boolean restored() {
            return !existedBefore && existsAfter && !made;
        }

        private boolean isNothing() {
            return !made && !trashed() && !restored() && fields.isEmpty();
        }
    }

    /// Whether it left everything as it was: of many records changed at once, some were so already.
    public boolean isNothing(TenantId tenant, UUID changeSet) {
        var done = activities.ofChangeSet(tenant, changeSet, MOST + 1);
        return steps(done).isEmpty()
                && done.stream().map(each -> each.activity().verb()).noneMatch(FINAL::contains);
    }

    /// @return what was changed back
    /// @throws SangamException not found, when the actor wrote none of it; UNDO_TOO_LATE after 30 days;
    /// UNDO_IMPOSSIBLE when it holds nothing that can be taken back; UNDO_CONTRADICTED, with `records`,
    /// when something newer stands on it
    public List<RecordRef> undo(Actor actor, UUID changeSet) {
        var done = activities.ofChangeSet(actor.tenant(), changeSet, MOST + 1);
        if (done.stream().noneMatch(each -> each.activity().actor().equals(actor.user()))) {
            throw SangamException.notFound();
        }
        if (done.getFirst().activity().at().isBefore(clock.instant().minus(WITHIN))) {
            throw new SangamException(RecordError.UNDO_TOO_LATE, "What is older than 30 days can't be undone");
        }
        var merge = done.stream()
                .filter(each -> each.activity().verb().equals(Merges.MERGED))
                .findFirst();
        if (merge.isPresent()) {
            return merges.undo(actor, Merges.mergeOf(merge.get().activity()));
        }
        if (done.stream().anyMatch(each -> each.activity().verb().equals(Merges.SPLIT))) {
            throw new SangamException(RecordError.UNDO_IMPOSSIBLE, "What was taken apart can be merged again");
        }
        if (done.stream().anyMatch(each -> each.activity().verb().equals(Erasures.ERASED))) {
            throw new SangamException(RecordError.UNDO_IMPOSSIBLE, "What was erased is gone for good");
        }
        var steps = steps(done);
        if (steps.isEmpty() || done.size() > MOST) {
            throw new SangamException(RecordError.UNDO_IMPOSSIBLE, "There is nothing here that can be undone");
        }
        var last = done.getLast().activity().id();
        var contradicted = steps.stream()
                .filter(step -> contradicts(actor, step, last))
                .map(step -> new RecordRef(step.type.key(), step.record))
                .toList();
        if (!contradicted.isEmpty()) {
            throw new SangamException(RecordError.UNDO_CONTRADICTED, "It was changed again since; nothing was undone")
                    .with("records", contradicted);
        }
        // what was made for a record goes before the record itself
        steps.reversed().forEach(step -> takeBack(actor, step));
        return steps.stream()
                .map(step -> new RecordRef(step.type.key(), step.record))
                .toList();
    }

    private List<Step> steps(List<ActivityRepository.Found> done) {
        var steps = new LinkedHashMap<UUID, Step>();
        for (var each : done) {
            types.find(each.object())
                    .ifPresent(type -> steps.computeIfAbsent(each.record(), id -> new Step(type, id))
                            .add(each.activity()));
        }
        return new ArrayList<>(
                steps.values().stream().filter(step -> !step.isNothing()).toList());
    }

    private boolean contradicts(Actor actor, Step step, UUID last) {
        if (step.made) {
            return activities.isTouchedSince(actor, step.type.key(), step.record, last);
        }
        if (step.trashed() || step.restored()) {
            var inTrash = records.load(actor, step.type, step.record, true).isPresent();
            return inTrash != step.trashed();
        }
        var now = load(actor, step);
        return step.fields.values().stream()
                .anyMatch(change ->
                        isErased(change) || step.type.field(change.field()).isEmpty() || !past.holds(now, change));
    }

    /// No change leaves a field as empty as it was, but for those whose values are gone.
    private static boolean isErased(Change change) {
        return change.before() == null && change.after() == null;
    }

    private void takeBack(Actor actor, Step step) {
        if (step.made) {
            writer.takeBack(actor, step.type, step.record);
        } else if (step.trashed()) {
            writer.restore(actor, step.type, step.record);
        } else if (step.restored()) {
            writer.delete(
                    actor,
                    step.type,
                    step.record,
                    records.load(actor, step.type, step.record).version());
        }
        if (!step.made && !step.fields.isEmpty()) {
            setBack(actor, step);
        }
    }

    /// As the actor may read it, or as his warrant has it.
    private RecordState load(Actor actor, Step step) {
        return records.load(actor, step.type, step.record, false)
                .or(() -> warrants.stream()
                                .anyMatch(each -> each.covers(
                                        actor.tenant(),
                                        new RecordRef(step.type.key(), step.record),
                                        step.fields.values()))
                        ? records.load(Actor.system(actor.tenant()), step.type, step.record, false)
                        : Optional.empty())
                .orElseThrow(SangamException::notFound);
    }

    private void setBack(Actor actor, Step step) {
        var before = load(actor, step);
        var values = new LinkedHashMap<String, @Nullable Object>();
        step.fields.values().forEach(change -> {
            var spec = step.type.get(change.field());
            values.put(spec.key(), past.before(actor.tenant(), spec, change));
        });
        if (!step.written.isEmpty()) {
            requireWritable(actor, before, step.written);
            rules.forEach(each -> each.requireUndoable(actor, before, before.with(values)));
        }
        var after = writer.update(actor, before, values, RecordWriter.UNDONE, Map.of());
        rules.forEach(each -> each.undone(actor, before, after));
    }

    /// What rules did beside it goes back with it; what people wrote, only by who may still write it.
    private void requireWritable(Actor actor, RecordState before, Set<String> fields) {
        if (!before.writable()) {
            throw new SangamException(RecordError.RECORD_NOT_WRITABLE, "You may read this record, not change it");
        }
        var reader = readers.of(actor);
        before.type().fields().stream()
                .filter(spec -> fields.contains(spec.key()) && spec.isEditable())
                .filter(spec -> reader.visibility(spec) != Visibility.CLEAR)
                .findFirst()
                .ifPresent(spec -> {
                    throw new SangamException(
                            RecordError.RECORD_NOT_WRITABLE, "You may not change " + spec.label() + " any more");
                });
    }
}
