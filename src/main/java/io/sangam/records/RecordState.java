package io.sangam.records;

import io.sangam.kernel.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record as stored, unmasked: what rules decide on. Never sent to a caller; [Records#view] is for that.
///
/// @param writable whether the actor who loaded it may change it
/// @param values by field key; money as [io.sangam.kernel.Money], users as [UserId], instants and dates as java.time
public record RecordState(
        ObjectType type, UUID id, int version, boolean writable, Map<String, @Nullable Object> values) {

    public @Nullable Object value(String field) {
        return values.get(type.get(field).key());
    }

    public @Nullable String text(String field) {
        return (String) value(field);
    }

    public @Nullable UserId user(String field) {
        return (UserId) value(field);
    }

    public boolean isEmpty(String field) {
        return switch (value(field)) {
            case null -> true;
            case String text -> text.isBlank();
            case Object[] list -> list.length == 0;
            case List<?> list -> list.isEmpty();
            default -> false;
        };
    }

    /// The same record as it would be with these values.
    RecordState with(Map<String, @Nullable Object> changed) {
        var all = new LinkedHashMap<String, @Nullable Object>(values);
        all.putAll(changed);
        return new RecordState(type, id, version, writable, all);
    }

    /// The status, of an object that has one.
    public String status() {
        var field = type.statusField().orElseThrow(() -> new IllegalStateException(type + " has no status"));
        return Objects.requireNonNull(text(field.key()), () -> type + " " + id + " without a status");
    }

    /// The name people know it by.
    public String title() {
        return Objects.requireNonNullElse(text(type.titleField()), "");
    }
}
