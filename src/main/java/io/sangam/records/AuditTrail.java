package io.sangam.records;

import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Everything that was ever changed in a company, across all its objects. Whoever reads it sees values as his masks
/// show them; that he may read it at all is his caller's to check.
@Service
@Transactional(readOnly = true)
public class AuditTrail {

    private final ActivityRepository repository;
    private final ObjectTypes types;
    private final Readers readers;
    private final People people;

    AuditTrail(ActivityRepository repository, ObjectTypes types, Readers readers, People people) {
        this.repository = repository;
        this.types = types;
        this.readers = readers;
        this.people = people;
    }

    /// What is asked for; null means any.
    public record Query(
            @Nullable UserId actor,
            @Nullable String object,
            @Nullable UUID record,
            @Nullable String verb,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /// @param apiKey the name of the key, when the actor came with one
    public record AuditEntry(
            UUID id,
            Instant at,
            Person actor,
            String object,
            UUID record,
            String verb,
            List<Activities.FieldChange> changes,
            @Nullable String apiKey) {}

    /// Newest first, from before the entry `before` on.
    public List<AuditEntry> entries(Actor actor, Query query, @Nullable UUID before, int limit) {
        var reader = readers.of(actor);
        var found = repository.trail(actor.tenant(), query, before, limit);
        var mentioned = new ArrayList<UserId>();
        for (var each : found) {
            mentioned.add(each.activity().actor());
            types.find(each.object())
                    .ifPresent(
                            type -> mentioned.addAll(Activities.mentioned(type, List.of(each.activity()), List.of())));
        }
        var names = people.named(actor.tenant(), mentioned);
        return found.stream().map(each -> entry(reader, each, names)).toList();
    }

    private AuditEntry entry(Reader reader, ActivityRepository.Found found, People.Names names) {
        var activity = found.activity();
        var changes = types.find(found.object())
                .map(type -> Activities.changes(type, reader, activity, names))
                .orElseGet(() -> activity.changes().stream()
                        .map(change -> new Activities.FieldChange(
                                change.field(), change.field(), change.before(), change.after()))
                        .toList());
        return new AuditEntry(
                activity.id(),
                activity.at(),
                names.of(activity.actor()),
                found.object(),
                found.record(),
                activity.verb(),
                changes,
                activity.data().get(ActivityRepository.API_KEY) instanceof Map<?, ?> key
                        ? (String) key.get("name")
                        : null);
    }
}
