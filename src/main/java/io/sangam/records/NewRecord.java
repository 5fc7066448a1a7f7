package io.sangam.records;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record about to be made together with others, each in a change set of its own.
///
/// @param values by field key, as from [RecordWriter#parse]
public record NewRecord(Map<String, @Nullable Object> values, ChangeSet changes) {}
