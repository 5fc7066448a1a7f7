package io.sangam.recycling;

import io.sangam.access.Access;
import io.sangam.access.Pools;
import io.sangam.access.Sensitivity;
import io.sangam.assignment.Responsibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.records.FieldKind;
import io.sangam.records.FieldSpec;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.TenantSettings;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What nobody keeps, for whoever wants it. Who may help himself sees of a record what it is called and its choices;
/// how somebody is reached he sees when it is his.
@Service
@Transactional
public class RecyclePool {

    /// What is told of a record that is nobody's: what a company chose from lists of its own, no words about a person.
    private static final Set<FieldKind> SHOWN = Set.of(FieldKind.STATUS, FieldKind.CHOICE);

    private final RecycledRepository repository;
    private final Responsibility responsibility;
    private final ObjectTypes types;
    private final Records records;
    private final RecordWriter writer;
    private final Access access;
    private final Pools pools;
    private final Tenants tenants;
    private final Clock clock;

    RecyclePool(
            RecycledRepository repository,
            Responsibility responsibility,
            ObjectTypes types,
            Records records,
            RecordWriter writer,
            Access access,
            Pools pools,
            Tenants tenants,
            Clock clock) {
        this.repository = repository;
        this.responsibility = responsibility;
        this.types = types;
        this.records = records;
        this.writer = writer;
        this.access = access;
        this.pools = pools;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// @param title what the record is called
    /// @param fields its choices by field
    /// @param yoursAgainAt from when on the caller may take back what he gave up or lost; null when he may now
    record Lying(
            Recycled recycled,
            String title,
            Map<String, @Nullable Object> fields,
            @Nullable Instant yoursAgainAt) {}

    /// What lies in the pool, the longest there first.
    ///
    /// @param lying those of the page that can be taken
    /// @param next where the next page begins
    /// @param left how many the caller may take today
    record Page(List<Lying> lying, Optional<UUID> next, int left) {}

    @Transactional(readOnly = true)
    Page lying(Actor actor, String object, Optional<UUID> cursor, int limit) {
        var type = open(actor, object);
        var company = tenants.get(actor.tenant());
        var found = repository.lying(actor.tenant(), type.key(), cursor, limit + 1);
        var some = found.subList(0, Math.min(limit, found.size()));
        var ids = some.stream().map(Recycled::record).toList();
        var rows = rows(actor, type, ids);
        var lost = repository.lastLost(actor.tenant(), actor.user(), ids);
        var lying = new ArrayList<Lying>();
        for (var each : some) {
            var row = rows.get(each.record());
            if (row != null) {
                lying.add(shown(type, each, row, again(company, lost.get(each.record()))));
            }
        }
        return new Page(
                lying,
                found.size() > limit ? Optional.of(some.getLast().id()) : Optional.empty(),
                left(actor, company));
    }

    private Map<UUID, Map<String, @Nullable Object>> rows(Actor actor, ObjectType type, List<UUID> ids) {
        var names = Stream.concat(
                        Stream.of(type.titleField()),
                        type.fields().stream().filter(RecyclePool::isShown).map(FieldSpec::key))
                .toList();
        var rows = new HashMap<UUID, Map<String, @Nullable Object>>();
        records.these(Actor.system(actor.tenant()), type, ids, names)
                .rows()
                .forEach(row -> rows.put((UUID) Objects.requireNonNull(row.get("id")), row));
        return rows;
    }

    private static boolean isShown(FieldSpec<?> spec) {
        return SHOWN.contains(spec.kind()) && spec.sensitivity() == Sensitivity.NONE;
    }

    private static Lying shown(
            ObjectType type, Recycled recycled, Map<String, @Nullable Object> row, @Nullable Instant again) {
        var fields = new HashMap<String, @Nullable Object>(row);
        var title = fields.remove(type.titleField());
        fields.keySet().removeIf(key -> type.field(key).isEmpty());
        return new Lying(recycled, Objects.toString(title, ""), fields, again);
    }

    private @Nullable Instant again(Tenant company, @Nullable Instant lost) {
        if (lost == null) {
            return null;
        }
        var again = lost.plus(coolDown(company.settings().recycling()));
        return again.isAfter(clock.instant()) ? again : null;
    }

    private static Duration coolDown(TenantSettings.Recycling rule) {
        return Duration.ofDays(rule.coolDownDays());
    }

    private int left(Actor actor, Tenant company) {
        var today = LocalDate.ofInstant(clock.instant(), company.timeZone())
                .atStartOfDay(company.timeZone())
                .toInstant();
        return Math.max(
                0,
                company.settings().recycling().takesPerDay()
                        - repository.takenSince(actor.tenant(), actor.user(), today));
    }

    /// Gives a record up. Its owner may, and whoever may assign it.
    public void giveBack(Actor actor, String object, UUID id, int version, String reason) {
        var type = types.find(object).filter(found -> isOpen(actor, found)).orElseThrow(RecyclePool::closed);
        var record = records.load(actor, type, id);
        var owner = record.user(Responsibility.OWNER);
        if (owner == null) {
            throw new SangamException(RecyclingError.NOBODY_OWNS_IT, "Nobody owns this any more");
        }
        if (!owner.equals(actor.user())) {
            access.require(actor, type.plural(), "assign");
        }
        writer.requireUnchanged(actor, record, version);
        if (!responsibility.isUnfinished(actor.tenant(), record)) {
            throw new SangamException(RecyclingError.ALREADY_TAKEN, "This is finished; there is nothing left to do");
        }
        var note = reason.strip();
        responsibility.release(actor, record, Map.of("why", Recycled.Why.GIVEN_BACK.key(), "reason", note));
        repository.insert(
                actor.tenant(),
                Recycled.of(Ids.next(), type.key(), id, owner, Recycled.Why.GIVEN_BACK, note, clock.instant()));
    }

    /// Gives it to the caller, if it still lies there, he did not give it up lately, and has not taken enough today.
    Recycled take(Actor actor, UUID id) {
        repository.lockTaker(actor.tenant(), actor.user());
        var recycled = repository.lock(actor.tenant(), id).orElseThrow(SangamException::notFound);
        var type = open(actor, recycled.object());
        if (actor.user().equals(recycled.takenBy())) {
            return recycled;
        }
        var company = tenants.get(actor.tenant());
        var taken = recycled.taken(actor.user(), clock.instant());
        var lost = repository
                .lastLost(actor.tenant(), actor.user(), List.of(recycled.record()))
                .get(recycled.record());
        if (again(company, lost) instanceof Instant again) {
            throw new SangamException(
                            RecyclingError.STILL_COOLING_DOWN,
                            "You had this before; colleagues come first until " + again)
                    .with("until", again);
        }
        if (left(actor, company) == 0) {
            throw new SangamException(
                    RecyclingError.TAKES_USED_UP,
                    "You took " + company.settings().recycling().takesPerDay() + " today; go on tomorrow");
        }
        var record = records.load(Actor.system(actor.tenant()), type, recycled.record(), false)
                .filter(found -> found.user(Responsibility.OWNER) == null)
                .filter(found -> responsibility.isUnfinished(actor.tenant(), found))
                .orElseThrow(() -> new SangamException(
                        RecyclingError.ALREADY_TAKEN, "This was assigned, finished or deleted meanwhile"));
        repository.store(actor.tenant(), taken);
        responsibility.take(actor, record);
        return taken;
    }

    private ObjectType open(Actor actor, String object) {
        var type = types.find(object).orElseThrow(RecyclePool::closed);
        pools.require(actor, type.plural());
        if (!isOpen(actor, type)) {
            throw closed();
        }
        return type;
    }

    private boolean isOpen(Actor actor, ObjectType type) {
        return type.field(Responsibility.OWNER).isPresent()
                && type.statusField().isPresent()
                && tenants.get(actor.tenant()).settings().recycling().isOpenFor(type.plural());
    }

    private static SangamException closed() {
        return new SangamException(RecyclingError.POOL_CLOSED, "Your company has no pool for these records");
    }

    Set<UserId> people(Page page) {
        return Set.copyOf(
                page.lying().stream().map(each -> each.recycled().former()).toList());
    }
}
