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

/// A status that is undone is a move too: nobody comes by it where he may not go, it stands in the history, and whoever
/// waits for moves hears of it.
@Component
class UndoneMoves implements UndoRules {

    private final Pipelines pipelines;
    private final Transitions transitions;
    private final HistoryRepository history;
    private final Events events;
    private final Clock clock;

    UndoneMoves(Pipelines pipelines, Transitions transitions, HistoryRepository history, Events events, Clock clock) {
        this.pipelines = pipelines;
        this.transitions = transitions;
        this.history = history;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void requireUndoable(Actor actor, RecordState before, RecordState back) {
        if (isMove(before, back)) {
            transitions.requireWayBack(actor, before, back);
        }
    }

    private static boolean isMove(RecordState before, RecordState after) {
        return after.type().movesThroughPipeline() && !before.status().equals(after.status());
    }

    @Override
    public void undone(Actor actor, RecordState before, RecordState after) {
        if (!isMove(before, after)) {
            return;
        }
        var type = after.type();
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
