package io.sangam.imports;

import static java.util.stream.Collectors.toSet;

import io.sangam.kernel.Actor;
import io.sangam.records.NewRecord;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an object's module adds to its import, as a bean.
public interface ImportTarget {

    ObjectType type();

    /// Other names people give a field, beside its key and label: field key → names.
    Map<String, List<String>> aliases();

    /// By what a row is the same record as another, in the file or in the database, such as a phone's match key.
    ///
    /// @throws io.sangam.kernel.SangamException when the row lacks what a record can't do without
    Set<String> keys(Actor actor, Map<String, @Nullable Object> values);

    /// The record that has one of these keys already; also one the actor may not see.
    Optional<RecordState> existing(Actor actor, Set<String> keys);

    /// Those of these keys by which a record [#existing] finds is known: for many rows at once.
    default Set<String> known(Actor actor, Set<String> keys) {
        return keys.stream()
                .filter(key -> existing(actor, Set.of(key)).isPresent())
                .collect(toSet());
    }

    /// Makes what nobody knows anything of yet, many at once and without what usually follows; in the caller's
    /// transaction. Two of the rows never share a key.
    ///
    /// @return what was made, by its place in `rows`; the rest is to be taken one by one
    default Map<Integer, RecordState> takeNew(Actor actor, List<NewRecord> rows) {
        return Map.of();
    }

    /// Makes one; in the caller's transaction.
    ///
    /// @param automations whether what usually follows does: an owner by rule, a first task, notifications
    /// @param resubmit whether one that exists is told that it came again, instead of a second one made
    RecordState take(Actor actor, Map<String, @Nullable Object> values, boolean automations, boolean resubmit);
}
