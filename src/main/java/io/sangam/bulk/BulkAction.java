package io.sangam.bulk;

import io.sangam.kernel.Actor;
import io.sangam.records.ObjectType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Something that can be done to many records, as a bean.
public interface BulkAction {

    /// Stable: stored with every operation.
    String name();

    boolean serves(ObjectType type);

    /// Whether it works on what is in the trash.
    default boolean onTrash() {
        return false;
    }

    /// Refuses, before anything begins, what can't be right for any record.
    void check(Actor actor, ObjectType type, JsonNode input);

    /// Does it to one record, in the caller's transaction, with the rights the actor has now.
    ///
    /// @param version what the actor saw; null when he chose by a filter, not by looking
    void apply(Actor actor, ObjectType type, UUID id, @Nullable Integer version, JsonNode input);
}
