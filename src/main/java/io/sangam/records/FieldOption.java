package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// One value a choice may take.
///
/// @param color a colour role of the design (`neutral`, `info`, `accent`, `warn`, `ok`, `bad`), where the value has one
/// @param group for statuses: open, progress, waiting, won, lost, done or expired
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldOption(
        String value,
        String label,
        @Nullable String color,
        @Nullable String group) {

    public static FieldOption of(String value, String label) {
        return new FieldOption(value, label, null, null);
    }
}
