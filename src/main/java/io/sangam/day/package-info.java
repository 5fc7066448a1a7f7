/// Day: everybody's own open work of every object in one ranked queue, and what of it can wait until tomorrow.
///
/// A *claim* is what a record asks of its owner and by when. The *stake* is what it is about: its value and its weight.
/// The queue is ranked by stake × urgency ([Ranking]); each item says why it stands where it stands. What somebody *put
/// off* is out of his queue until his tomorrow morning. Objects put themselves into it by [DayWork]; this module knows
/// none of them.
@ApplicationModule(
        displayName = "Day",
        allowedDependencies = {"tenancy", "identity", "access", "records"})
@NullMarked
package io.sangam.day;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
