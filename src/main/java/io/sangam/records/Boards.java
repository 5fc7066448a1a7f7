package io.sangam.records;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.round;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Counts and adds up a board in one pass over its records, however many statuses it has.
@Service
@Transactional(readOnly = true)
public class Boards {

    private static final int MAX_ROWS = 1_000;

    private final DSLContext db;
    private final Records records;
    private final Readers readers;
    private final Clock clock;

    Boards(DSLContext db, Records records, Readers readers, Clock clock) {
        this.db = db;
        this.records = records;
        this.readers = readers;
        this.clock = clock;
    }

    /// What one status and one currency come to.
    private record Part(
            String status,
            @Nullable String currency,
            long count,
            long worth,
            long weighted,
            long overdue,
            long today,
            long planned,
            long none) {}

    /// @throws SangamException NO_BOARD when the object is not worked on a board
    public Board of(Actor actor, ObjectType type, Filter filter) {
        var described = type.board()
                .orElseThrow(() -> new SangamException(RecordError.NO_BOARD, "There is no board of " + type.plural()));
        var reader = readers.of(actor);
        var status = type.statusField().orElseThrow();
        var worth = Optional.ofNullable(described.worth()).<FieldSpec<?>>flatMap(key -> reader.clear(type, key));
        var chance = Optional.ofNullable(described.chance()).<FieldSpec<?>>flatMap(key -> reader.clear(type, key));
        var columns = new LinkedHashMap<String, List<Part>>();
        for (var part : parts(actor, type, records.selected(actor, type, filter, false), status, worth, chance)) {
            columns.computeIfAbsent(part.status(), _ -> new ArrayList<>()).add(part);
        }
        return new Board(columns.entrySet().stream()
                .map(column -> column(column.getKey(), column.getValue(), worth.isPresent(), chance.isPresent()))
                .toList());
    }

    private List<Part> parts(
            Actor actor,
            ObjectType type,
            Condition where,
            FieldSpec<?> status,
            Optional<FieldSpec<?>> worth,
            Optional<FieldSpec<?>> chance) {
        var step = step(type, actor);
        var currency = worth.map(FieldSpec::requiredCompanion)
                .<Field<String>>map(field -> field.coerce(String.class))
                .orElse(inline((String) null));
        var amount =
                worth.<Field<Long>>map(spec -> spec.column().coerce(Long.class)).orElse(inline(0L));
        var part = chance.<Field<Integer>>map(spec -> spec.column().coerce(Integer.class))
                .orElse(inline(0));
        return db.select(
                        status.column().coerce(String.class).as("status"),
                        currency.as("currency"),
                        DSL.count(),
                        DSL.coalesce(DSL.sum(amount), BigDecimal.ZERO),
                        DSL.coalesce(round(DSL.sum(amount.mul(part)).div(100)), BigDecimal.ZERO),
                        DSL.count().filterWhere(step.overdue()),
                        DSL.count().filterWhere(step.today()),
                        DSL.count().filterWhere(step.planned()),
                        DSL.count().filterWhere(step.none()))
                .from(type.table())
                .where(type.tenantId().eq(actor.tenant()))
                .and(where)
                // a constant is nothing to group by
                .groupBy(worth.isPresent() ? List.of(status.column(), currency) : List.of(status.column()))
                .limit(inline(MAX_ROWS))
                .fetch(row -> new Part(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4().longValue(),
                        row.value5().longValue(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9()));
    }

    private record Step(Condition overdue, Condition today, Condition planned, Condition none) {}

    /// The same edges as the filters `within past`, `within today` and the rest have.
    @SuppressWarnings("unchecked") // checked when the type was built
    private Step step(ObjectType type, Actor actor) {
        var column =
                (Field<Instant>) type.get(type.board().orElseThrow().nextStep()).column();
        var now = clock.instant();
        var zone = readers.of(actor).tenant().timeZone();
        var tomorrow =
                LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
        return new Step(
                column.lt(now),
                column.ge(now).and(column.lt(tomorrow)),
                column.ge(tomorrow),
                column.isNull().and(noCondition()));
    }

    private static Board.Column column(String status, List<Part> parts, boolean worth, boolean chance) {
        return new Board.Column(
                status,
                parts.stream().mapToLong(Part::count).sum(),
                worth ? sums(parts, Part::worth) : List.of(),
                worth && chance ? sums(parts, Part::weighted) : List.of(),
                new Board.Steps(
                        parts.stream().mapToLong(Part::overdue).sum(),
                        parts.stream().mapToLong(Part::today).sum(),
                        parts.stream().mapToLong(Part::planned).sum(),
                        parts.stream().mapToLong(Part::none).sum()));
    }

    private static List<Aggregate.Sum> sums(List<Part> parts, java.util.function.ToLongFunction<Part> amount) {
        return parts.stream()
                .filter(part -> part.currency() != null)
                .sorted(java.util.Comparator.comparingLong(amount).reversed())
                .map(part -> Aggregate.Sum.of(
                        Money.ofMinor(amount.applyAsLong(part), java.util.Objects.requireNonNull(part.currency()))))
                .toList();
    }
}
