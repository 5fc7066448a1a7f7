package io.sangam.day;

import io.sangam.kernel.Money;
import java.util.List;
import java.util.Optional;

/// What a record is about.
///
/// @param value what may be won or lost with it, as far as the reader may see it
/// @param weight how much more (or less) than usual it counts
/// @param customers who may be behind it, the nearest first
public record Stake(Optional<Money> value, double weight, List<DayReason> reasons, List<DayRef> customers) {

    public static final Stake NONE = new Stake(Optional.empty(), 1, List.of(), List.of());
}
