package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// One field's value before and after, as plain JSON.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Change(
        String field, @Nullable Object before, @Nullable Object after) {}
