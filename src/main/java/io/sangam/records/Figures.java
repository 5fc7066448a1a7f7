package io.sangam.records;

import io.sangam.kernel.Actor;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What lists and boards count and add up.
@Component
class Figures {

    private record OfList(ReadContext context, Filter filter, List<String> sums, Optional<String> groupBy) {}

    private record OfBoard(ReadContext context, Filter filter) {}

    private final Aggregates aggregates;
    private final Boards boards;
    private final ReadContexts contexts;
    private final DearAnswers answers;

    Figures(Aggregates aggregates, Boards boards, ReadContexts contexts, DearAnswers answers) {
        this.aggregates = aggregates;
        this.boards = boards;
        this.contexts = contexts;
        this.answers = answers;
    }

    Aggregate ofList(Actor actor, ObjectType type, Filter filter, List<String> sums, Optional<String> groupBy) {
        return answers.get(
                actor,
                new OfList(contexts.of(actor, type), filter, sums, groupBy),
                Aggregate.class,
                () -> aggregates.of(actor, type, filter, sums, groupBy));
    }

    Board ofBoard(Actor actor, ObjectType type, Filter filter) {
        return answers.get(
                actor,
                new OfBoard(contexts.of(actor, type), filter),
                Board.class,
                () -> boards.of(actor, type, filter));
    }
}
