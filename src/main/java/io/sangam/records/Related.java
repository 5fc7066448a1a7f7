package io.sangam.records;

import io.sangam.kernel.Actor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.springframework.stereotype.Component;

/// Whose past belongs on a record's timeline besides its own: of records merged into it, and of those that say by a
/// field that they are its, such as an account's contacts and leads.
///
/// What may hang on anything, such as a task, is told on the record it hangs on by itself.
@Component
class Related {

    /// Of each object, the newest.
    private static final int MOST = 100;

    private final ObjectTypes types;
    private final Records records;
    private final MergeRepository merges;

    Related(ObjectTypes types, Records records, MergeRepository merges) {
        this.types = types;
        this.records = records;
        this.merges = merges;
    }

    /// With their titles, whoever may see them: they are part of those they were merged into.
    Map<RecordRef, String> mergedInto(Actor actor, ObjectType type, Collection<UUID> ids) {
        var found = new LinkedHashMap<RecordRef, String>();
        var merged = merges.allInto(actor.tenant(), type.key(), ids);
        records.titles(Actor.system(actor.tenant()), type, merged)
                .forEach((id, title) -> found.put(new RecordRef(type.key(), id), title));
        return found;
    }

    /// Those the actor may read, with their titles, and what was merged into them.
    Map<RecordRef, String> belonging(Actor actor, ObjectType target, UUID id) {
        var found = new LinkedHashMap<RecordRef, String>();
        for (var type : types.all()) {
            for (var spec : type.described()) {
                if (spec.kind() == FieldKind.REF && target.key().equals(spec.refObject())) {
                    @SuppressWarnings("unchecked") // what a reference is stored as
                    var column = (Field<UUID>) spec.column();
                    var ids = records.ids(actor, type, column.eq(id), MOST);
                    records.titles(actor, type, ids)
                            .forEach((each, title) -> found.put(new RecordRef(type.key(), each), title));
                    found.putAll(mergedInto(actor, type, ids));
                }
            }
        }
        return found;
    }
}
