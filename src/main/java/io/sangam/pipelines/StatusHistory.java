package io.sangam.pipelines;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.records.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One move of a record, as people read it.
///
/// @param secondsInFrom how long the record was in the status it left
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StatusHistory(
        String from,
        String to,
        Person by,
        Instant at,
        @Nullable String reason,
        long secondsInFrom) {}
