package io.sangam.day;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record something in the day is about.
///
/// @param label its title; null when the reader may not see the record
public record DayRef(String object, UUID id, @Nullable String label) {}
