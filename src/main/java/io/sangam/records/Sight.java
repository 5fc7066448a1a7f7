package io.sangam.records;

import static io.sangam.records.RecordRepository.holds;

import io.sangam.access.Access;
import io.sangam.access.Ground;
import io.sangam.access.RowReach;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.SelectField;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who sees a record, and why.
@Service
@Transactional(readOnly = true)
public class Sight {

    /// What is told beside a record's being somebody's own.
    private static final Set<Ground> BY_HIMSELF = EnumSet.of(Ground.OWN, Ground.SHARED, Ground.WHOLE);

    /// PostgreSQL selects no more than 1664 columns.
    private static final int MOST_REACHES = 500;

    private final RecordRepository repository;
    private final Access access;
    private final Clock clock;

    Sight(RecordRepository repository, Access access, Clock clock) {
        this.repository = repository;
        this.access = access;
        this.clock = clock;
    }

    /// Those of these people who may read a record, in their order. Asked at once, however many they are: for each
    /// reach that any of them has.
    public Set<UserId> whoRead(TenantId tenant, ObjectType type, UUID id, Collection<UserId> people) {
        var reaches = new LinkedHashMap<UserId, RowReach>();
        people.forEach(user -> reaches.put(user, access.reach(new Actor(tenant, user), type.owners())));
        var read = new HashSet<RowReach>();
        var different = reaches.values().stream().distinct().toList();
        for (var from = 0; from < different.size(); from += MOST_REACHES) {
            var some = different.subList(from, Math.min(from + MOST_REACHES, different.size()));
            var select = new LinkedHashMap<RowReach, Field<Boolean>>();
            some.forEach(reach -> select.put(
                    reach, holds(reach.in(type.owners(), clock.instant())).as("reach_" + select.size())));
            repository
                    .find(type, tenant, id, select.values(), type.deletedAt().isNull())
                    .ifPresent(row -> select.forEach((reach, holds) -> {
                        if (row.get(holds)) {
                            read.add(reach);
                        }
                    }));
        }
        reaches.values().retainAll(read);
        return reaches.keySet();
    }

    /// Those of these people, besides the actor himself, who may read the record: who is told of what he did.
    public List<UserId> othersWhoRead(Actor actor, RecordState record, Collection<UserId> people) {
        var others = people.stream().filter(user -> !user.equals(actor.user())).toList();
        return List.copyOf(whoRead(actor.tenant(), record.type(), record.id(), others));
    }

    /// What lets somebody see a record, the plainest ground first; empty when nothing does. `OWN` stands for itself:
    /// the wider scopes hold it too.
    public List<Ground> grounds(Actor who, ObjectType type, UUID id) {
        var grounds = access.grounds(who, type.owners());
        var select = new ArrayList<SelectField<?>>();
        grounds.forEach((ground, condition) -> select.add(holds(condition).as(ground.name())));
        if (select.isEmpty()) {
            return List.of();
        }
        var held = repository
                .find(type, who.tenant(), id, select, type.deletedAt().isNull())
                .map(row -> grounds.keySet().stream()
                        .filter(ground -> row.get(ground.name(), Boolean.class))
                        .sorted()
                        .toList())
                .orElse(List.of());
        return held.contains(Ground.OWN)
                ? held.stream().filter(BY_HIMSELF::contains).toList()
                : held.contains(Ground.SUPPORTED)
                        ? held.stream().filter(ground -> ground != Ground.TEAM).toList()
                        : held;
    }
}
