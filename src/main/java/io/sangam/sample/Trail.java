package io.sangam.sample;

import io.sangam.kernel.UserId;
import io.sangam.pipelines.HistoryLoader.PastMove;
import io.sangam.pipelines.Pipeline;
import io.sangam.pipelines.Status;
import io.sangam.records.Change;
import io.sangam.records.RecordLoader.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to invented records on their way through a pipeline, as timeline and status history tell it.
final class Trail {

    private final Pipeline pipeline;
    private final List<Happening> happenings = new ArrayList<>();
    private final List<PastMove> moves = new ArrayList<>();

    Trail(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    List<Happening> happenings() {
        return happenings;
    }

    List<PastMove> moves() {
        return moves;
    }

    void began(UUID id, Instant at, UserId by, @Nullable Object title, Status first) {
        happenings.add(new Happening(
                id,
                at,
                by,
                "created",
                Map.of(),
                List.of(new Change("title", null, title), new Change("status", null, first.key()))));
    }

    /// @param since when it came to where it was
    void moved(UUID id, Instant since, Instant at, UserId by, Status from, Status to, @Nullable String reason) {
        var told = new LinkedHashMap<String, Object>(
                Map.of("from", from.key(), "fromLabel", from.label(), "to", to.key(), "toLabel", to.label()));
        if (reason != null) {
            told.put("reason", reason);
        }
        happenings.add(
                new Happening(id, at, by, "transitioned", told, List.of(new Change("status", from.key(), to.key()))));
        moves.add(new PastMove(
                id,
                pipeline.id(),
                from.key(),
                to.key(),
                by,
                at,
                reason,
                Duration.between(since, at).toSeconds()));
    }
}
