package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.kernel.UserId;
import org.jspecify.annotations.Nullable;

/// A user as records name him. The system has no name: the app says it in the reader's language.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Person(UserId id, @Nullable String name) {}
