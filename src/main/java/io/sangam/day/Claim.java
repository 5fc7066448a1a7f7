package io.sangam.day;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a record asks of its owner.
///
/// @param due by when; null when no time is set
/// @param part where it stands without a time; what is due stands where its time is
/// @param weight how much more (or less) than usual it counts
/// @param about the record it belongs to, whose stake it takes over
/// @param planned it only says what tasks of the same record say, too
public record Claim(
        @Nullable Instant due,
        DayPart part,
        double weight,
        List<DayReason> reasons,
        Optional<DayRef> about,
        boolean planned) {

    public static Claim due(Instant due, double weight, List<DayReason> reasons, boolean planned) {
        return new Claim(due, DayPart.NEXT, weight, reasons, Optional.empty(), planned);
    }

    /// Nothing is planned, and something should be.
    public static Claim unplanned(DayPart part, List<DayReason> reasons) {
        return new Claim(null, part, 1, reasons, Optional.empty(), true);
    }

    public Claim about(Optional<DayRef> parent) {
        return new Claim(due, part, weight, reasons, parent, planned);
    }
}
