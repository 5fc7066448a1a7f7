package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// One value a choice may take.
///
/// @param color a colour role of the design (`neutral`, `info`, `accent`, `warn`, `ok`, `bad`), where the value has one
/// @param group for statuses: open, progress, waiting, won, lost, done or expired
/// @param limit for statuses: how many records a board's column should hold at most
/// @param retired true when it can be chosen no more; records that have it keep it, and it stays readable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldOption(
        String value,
        String label,
        @Nullable String color,
        @Nullable String group,
        @Nullable Integer limit,
        @Nullable Boolean retired) {

    public FieldOption(String value, String label, @Nullable String color, @Nullable String group) {
        this(value, label, color, group, null, null);
    }

    public static FieldOption of(String value, String label) {
        return new FieldOption(value, label, null, null);
    }

    @JsonIgnore
    public boolean isOffered() {
        return !Boolean.TRUE.equals(retired);
    }
}
