package io.sangam.pipelines;

import io.sangam.tenancy.Preset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A tenant's way of working one kind of object.
///
/// @param kind the key of the object, such as `lead`
/// @param preset where it came from; null when a person composed it
public record Pipeline(
        UUID id,
        String kind,
        String key,
        String name,
        @Nullable Preset preset,
        boolean isDefault,
        int version,
        Definition definition) {

    Pipeline with(String newName, Definition newDefinition) {
        return new Pipeline(id, kind, key, newName, preset, isDefault, version, newDefinition);
    }
}
