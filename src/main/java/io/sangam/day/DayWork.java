package io.sangam.day;

import io.sangam.records.ObjectType;
import java.util.List;
import java.util.Optional;

/// What an object puts into people's days; implemented by its module. Everything is read through the spine, so neither
/// rows nor values come in that the reader may not see, and nothing here decides about rights.
public interface DayWork {

    ObjectType type();

    /// The lists in which open work of the reader's own may be found, each with what presses most first. They
    /// filter and sort by fields everybody who sees the object may see.
    List<DayList> lists(DayMoment moment);

    /// The fields [#claim] and [#stake] look at; those the reader may not know of are empty.
    List<String> fields();

    /// What a record asks of its owner; empty when nothing does.
    Optional<Claim> claim(DayRow row, DayMoment moment);

    /// What a record is about, whatever it asks for: tasks that belong to it take it over.
    Stake stake(DayRow row, DayMoment moment);
}
