package io.sangam.records;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the records a filter leaves add up to, for whoever sees them.
@Service
@Transactional(readOnly = true)
class Aggregates {

    private final RecordRepository repository;
    private final Records records;
    private final Readers readers;
    private final People people;

    Aggregates(RecordRepository repository, Records records, Readers readers, People people) {
        this.repository = repository;
        this.records = records;
        this.readers = readers;
        this.people = people;
    }

    /// @param sums money or number fields to add up
    /// @param groupBy a choice, status, user or yes/no field to count by
    Aggregate of(Actor actor, ObjectType type, Filter filter, List<String> sums, Optional<String> groupBy) {
        var reader = readers.of(actor);
        var where = records.selected(actor, type, filter, false);
        var totals = new LinkedHashMap<String, List<Aggregate.Sum>>();
        for (var name : sums) {
            totals.put(name, sum(type, actor, where, summable(type, reader, name)));
        }
        var groups = groupBy.map(name -> groups(type, actor, where, groupable(type, reader, name)));
        return new Aggregate(repository.count(type, actor.tenant(), where), totals, groups.orElse(null));
    }

    private List<Aggregate.Sum> sum(ObjectType type, Actor actor, Condition where, FieldSpec<?> spec) {
        var sums = new ArrayList<Aggregate.Sum>();
        for (var row : repository.sums(type, actor.tenant(), where, spec)) {
            var total = row.get("total", Long.class);
            if (total != null) {
                var currency = row.get("currency", String.class);
                sums.add(
                        currency == null
                                ? new Aggregate.Sum(
                                        FieldValues.number(spec, total).toPlainString(), null)
                                : Aggregate.Sum.of(Money.ofMinor(total, currency)));
            }
        }
        return sums;
    }

    private List<Aggregate.Group> groups(ObjectType type, Actor actor, Condition where, FieldSpec<?> spec) {
        var rows = repository.groups(type, actor.tenant(), where, spec);
        var values = rows.getValues("value");
        var users = values.stream()
                .filter(UserId.class::isInstance)
                .map(UserId.class::cast)
                .toList();
        var persons = people.named(actor.tenant(), users);
        return rows.stream()
                .map(row -> {
                    var value = row.get("value");
                    return new Aggregate.Group(
                            value instanceof UserId user ? persons.of(user) : value, row.get("count", Long.class));
                })
                .toList();
    }

    private static FieldSpec<?> summable(ObjectType type, Reader reader, String name) {
        return reader.clear(type, name)
                .filter(spec -> switch (spec.kind()) {
                    case MONEY, INTEGER, NUMBER -> true;
                    default -> false;
                })
                .orElseThrow(() -> new SangamException(
                        RecordError.FIELDS_INVALID,
                        "There is no field " + name + " of " + type.plural() + " to add up"));
    }

    private static FieldSpec<?> groupable(ObjectType type, Reader reader, String name) {
        return reader.clear(type, name)
                .filter(spec -> switch (spec.kind()) {
                    case CHOICE, STATUS, USER, BOOL -> true;
                    default -> false;
                })
                .orElseThrow(() -> new SangamException(
                        RecordError.FIELDS_INVALID,
                        "There is no field " + name + " of " + type.plural() + " to group by"));
    }
}
