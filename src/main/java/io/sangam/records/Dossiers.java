package io.sangam.records;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.access.Visibility;
import io.sangam.identity.SecurityEvents;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/// Everything that is held about one record, for the person who asks what is kept about him.
///
/// It goes to whoever asks in the name of that person, so it follows his rights like any export, and says itself what
/// it had to leave out.
@Service
class Dossiers {

    /// Of each object; a person with more is a case for the whole list's export.
    private static final int MOST = 500;

    /// @param timeline what happened to it, newest first, comments among it
    /// @param changes every value it had
    /// @param related records that point at it, by their plural
    /// @param leftOut what whoever asked may not see, or what is too much; empty when all is here
    record Dossier(
            String object,
            UUID id,
            Instant at,
            Map<String, @Nullable Object> record,
            List<Reachable.ContactPointView> contactPoints,
            List<Activities.Activity> timeline,
            List<Activities.HistoryEntry> changes,
            Map<String, List<Map<String, @Nullable Object>>> related,
            List<String> leftOut) {}

    private final Records records;
    private final Readers readers;
    private final Activities activities;
    private final ContactPoints contactPoints;
    private final ObjectTypes types;
    private final Access access;
    private final SecurityEvents security;
    private final Clock clock;

    Dossiers(
            Records records,
            Readers readers,
            Activities activities,
            ContactPoints contactPoints,
            ObjectTypes types,
            Access access,
            SecurityEvents security,
            Clock clock) {
        this.records = records;
        this.readers = readers;
        this.activities = activities;
        this.contactPoints = contactPoints;
        this.types = types;
        this.access = access;
        this.security = security;
        this.clock = clock;
    }

    @Transactional
    Dossier of(Actor actor, ObjectType type, UUID id) {
        if (!records.isReadable(actor, type, id)) {
            throw SangamException.notFound();
        }
        access.require(actor, type.plural(), "export");
        var leftOut = new TreeSet<String>();
        noteUnseen(actor, type, leftOut);
        var dossier = new Dossier(
                type.key(),
                id,
                clock.instant(),
                records.view(actor, type, id),
                contactPoints.of(actor, type, id).stream()
                        .map(point -> new Reachable.ContactPointView(point.kind(), point.value(), point.primary()))
                        .toList(),
                all(cursor -> activities.timeline(actor, type, id, Map.of(), cursor, List.of())),
                all(cursor -> activities.history(actor, type, id, cursor)),
                related(actor, type, id, leftOut),
                List.copyOf(leftOut));
        security.record(actor, "dossier", Map.of("object", type.key(), "id", id, "complete", leftOut.isEmpty()));
        return dossier;
    }

    private void noteUnseen(Actor actor, ObjectType type, TreeSet<String> leftOut) {
        var reader = readers.of(actor);
        type.fields().stream()
                .filter(spec -> spec.exists(reader.tenant().preset()))
                .filter(spec -> reader.visibility(spec) != Visibility.CLEAR)
                .forEach(spec -> leftOut.add(type.plural() + "." + spec.key()));
    }

    private static <T> List<T> all(Function<Optional<String>, Activities.Feed<T>> pages) {
        var entries = new ArrayList<T>();
        var page = pages.apply(Optional.empty());
        entries.addAll(page.entries());
        while (page.nextCursor().isPresent()) {
            page = pages.apply(page.nextCursor());
            entries.addAll(page.entries());
        }
        return entries;
    }

    private Map<String, List<Map<String, @Nullable Object>>> related(
            Actor actor, ObjectType type, UUID id, TreeSet<String> leftOut) {
        var related = new TreeMap<String, List<Map<String, @Nullable Object>>>();
        var value = JsonNodeFactory.instance.stringNode(id.toString());
        for (var other : types.all()) {
            var pointing = other.fields().stream()
                    .filter(spec -> spec.kind() == FieldKind.REF
                            && (spec.companion() != null || type.key().equals(spec.refObject())))
                    .<Filter>map(spec -> new Filter.Test(spec.key(), "eq", value))
                    .toList();
            if (pointing.isEmpty()) {
                continue;
            }
            if (access.rights(actor).module(other.plural()).level() == Level.NONE) {
                leftOut.add(other.plural());
                continue;
            }
            var ids = records.ids(actor, other, new Filter.Or(pointing), MOST + 1);
            if (ids.size() > MOST) {
                leftOut.add(other.plural());
            }
            if (!ids.isEmpty()) {
                noteUnseen(actor, other, leftOut);
                related.put(
                        other.plural(),
                        ids.stream()
                                .limit(MOST)
                                .map(each -> records.view(actor, other, each))
                                .toList());
            }
        }
        return related;
    }
}
