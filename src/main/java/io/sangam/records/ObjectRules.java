package io.sangam.records;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an object's module adds to the spine's writes, as a bean. Runs inside the transaction of the write.
public interface ObjectRules {

    ObjectType type();

    /// May refuse by throwing, or complete `values` with what follows from them.
    ///
    /// @param before the record as it was; null when it is being created
    /// @param values what is about to be written, by field key; mutable
    default void beforeWrite(Actor actor, @Nullable RecordState before, Map<String, @Nullable Object> values) {}

    /// @param before the record as it was; null when it has just been created
    default void afterWrite(Actor actor, @Nullable RecordState before, RecordState after) {}

    /// @param deleted into the trash; otherwise out of it
    default void afterTrash(Actor actor, UUID id, boolean deleted) {}

    /// @param created made a moment ago, many at once
    default void afterCreate(Actor actor, List<RecordState> created) {
        created.forEach(each -> afterWrite(actor, null, each));
    }

    /// What referred to one record refers to another now, because the two were merged or taken apart.
    ///
    /// @param moved records of this object
    default void afterMove(Actor actor, List<UUID> moved, RecordRef from, RecordRef to) {}

    /// @param loaded put in by [RecordLoader] as they are, many at once
    default void afterLoad(TenantId tenant, List<RecordState> loaded) {}
}
