package io.sangam.sample;

import io.sangam.pipelines.HistoryLoader.PastMove;
import io.sangam.records.RecordLoader.Favourite;
import io.sangam.records.RecordLoader.Happening;
import io.sangam.records.RecordLoader.Loaded;
import io.sangam.records.RecordLoader.Remark;
import java.util.ArrayList;
import java.util.List;

/// Everything that is invented about a company's customers, leads and tasks, ready to be loaded.
record Past(
        List<Loaded> leads,
        List<Loaded> tasks,
        List<Loaded> accounts,
        List<Loaded> contacts,
        List<PastMove> moves,
        List<Happening> leadHappenings,
        List<Happening> taskHappenings,
        List<Happening> accountHappenings,
        List<Happening> contactHappenings,
        List<Remark> remarks,
        List<Favourite> favourites) {

    Past() {
        this(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }
}
