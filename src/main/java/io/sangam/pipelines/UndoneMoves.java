package io.sangam.pipelines;

import io.sangam.events.Events;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.records.RecordState;
import io.sangam.records.UndoRules;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// A status that is undone is a move too: it stands in the history, and whoever waits for moves hears of it.
@Component
class UndoneMoves implements UndoRules {

    private final Pipelines pipelines;
    private final HistoryRepository history;
    private final Events events;
    private final Clock clock;

    UndoneMoves(Pipelines pipelines, HistoryRepository history, Events events, Clock clock) {
        this.pipelines = pipelines;
        this.history = history;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void undone(Actor actor, RecordState before, RecordState after) {
        var type = after.type();
        if (type.field("pipeline").isEmpty() || before.status().equals(after.status())) {
            return;
        }
        var pipeline = pipelines.of(actor.tenant(), after);
        var now = clock.instant();
        var since = history.lastMove(actor.tenant(), type.key(), after.id()).orElse(now);
        var move = new HistoryRepository.Move(
                Ids.next(),
                before.status(),
                after.status(),
                actor.user(),
                now,
                "undone",
                Math.max(0, Duration.between(since, now).toSeconds()));
        history.append(actor.tenant(), type.key(), after.id(), pipeline.id(), move);
        pipeline.definition()
                .status(after.status())
                .ifPresent(status -> events.publish(new PipelineEvent.Moved(
                        actor,
                        after.id(),
                        move.id(),
                        type.key(),
                        pipeline.id(),
                        before.status(),
                        after.status(),
                        status.group(),
                        List.of())));
    }
}
