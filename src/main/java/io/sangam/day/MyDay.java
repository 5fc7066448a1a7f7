package io.sangam.day;

import io.sangam.access.Access;
import io.sangam.access.Rights;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.records.ListRequest;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordRef;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

/// Everybody's own open work, ranked. It asks a bounded number of bounded lists, whatever the reader owns: what lies
/// beyond them presses less than what lies in them.
@Service
@Transactional
class MyDay {

    static final int SHOWN = 50;
    private static final String PHONE = "phone";

    /// @param about what it belongs to, if to anything but itself
    /// @param customer who is behind it, as far as the reader may see
    record DayItem(
            String object,
            UUID id,
            int version,
            String title,
            DayPart part,
            @Nullable Instant due,
            double score,
            List<DayReason> reasons,
            @Nullable DayRef about,
            @Nullable DayCustomer customer) {}

    /// @param phoneMasked whether the number is only hinted at
    record DayCustomer(
            String object,
            UUID id,
            @Nullable String name,
            @Nullable String phone,
            boolean phoneMasked) {}

    /// @param items the highest score first
    /// @param counts of all that was found, also of what is not among the items
    /// @param more whether there is more than was looked at
    /// @param putOff how many of them wait until tomorrow
    record DayQueue(List<DayItem> items, Map<DayPart, Integer> counts, boolean more, int putOff) {}

    private record Found(DayWork work, DayRow row, Claim claim, Stake stake) {

        RecordRef ref() {
            return new RecordRef(work.type().key(), row.id());
        }

        /// The record it is about: the one it belongs to, else itself.
        RecordRef subject() {
            return claim.about()
                    .map(about -> new RecordRef(about.object(), about.id()))
                    .orElse(ref());
        }

        Found with(Stake other) {
            return new Found(work, row, claim, other);
        }
    }

    private final List<DayWork> works;
    private final Records records;
    private final ObjectTypes types;
    private final Access access;
    private final Users users;
    private final Tenants tenants;
    private final PutOffs putOffs;
    private final Clock clock;

    MyDay(
            List<DayWork> works,
            Records records,
            ObjectTypes types,
            Access access,
            Users users,
            Tenants tenants,
            PutOffs putOffs,
            Clock clock) {
        this.works = works;
        this.records = records;
        this.types = types;
        this.access = access;
        this.users = users;
        this.tenants = tenants;
        this.putOffs = putOffs;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public DayQueue of(Actor actor) {
        var moment = moment(actor);
        var rights = access.rights(actor);
        var found = new ArrayList<Found>();
        var more = false;
        for (var work : works) {
            if (rights.canRead(work.type().plural())) {
                more |= look(actor, work, moment, found);
            }
        }
        var all = withStakes(actor, rights, moment, withoutEchoes(found));
        var later = putOffs.of(actor, moment.now());
        var now = all.stream().filter(each -> !later.contains(each.ref())).toList();
        var ranking = Ranking.among(
                all.stream().flatMap(each -> each.stake().value().stream()).toList());
        var ranked = now.stream()
                .map(each -> item(each, ranking, moment))
                .sorted(Comparator.comparingDouble(DayItem::score)
                        .reversed()
                        .thenComparing(DayItem::due, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(DayItem::id))
                .toList();
        var counts = new EnumMap<DayPart, Integer>(DayPart.class);
        for (var part : DayPart.values()) {
            counts.put(part, (int)
                    ranked.stream().filter(item -> item.part() == part).count());
        }
        var shown = ranked.subList(0, Math.min(SHOWN, ranked.size()));
        return new DayQueue(withCustomers(actor, rights, shown, now), counts, more, all.size() - now.size());
    }

    /// @return when it comes back
    Instant putOff(Actor actor, String object, UUID id) {
        requireReadable(actor, object, id);
        var moment = moment(actor);
        var until = moment.tomorrowMorning();
        putOffs.add(actor, new RecordRef(object, id), until, moment.now());
        return until;
    }

    /// Also of a record he may not read any more: the mark is his.
    void bringBack(Actor actor, String object, UUID id) {
        if (!putOffs.remove(actor, new RecordRef(object, id))) {
            requireReadable(actor, object, id);
        }
    }

    void bringAllBack(Actor actor) {
        putOffs.removeAll(actor);
    }

    private void requireReadable(Actor actor, String object, UUID id) {
        if (works.stream()
                .map(DayWork::type)
                .noneMatch(type -> type.key().equals(object) && records.isReadable(actor, type, id))) {
            throw SangamException.notFound();
        }
    }

    private DayMoment moment(Actor actor) {
        var office = tenants.get(actor.tenant()).timeZone();
        var own = users.find(actor.tenant(), actor.user()).map(User::timeZone).orElse(office);
        return new DayMoment(clock.instant(), own, office);
    }

    /// @return whether there was more than was looked at
    private boolean look(Actor actor, DayWork work, DayMoment moment, List<Found> found) {
        var type = work.type();
        var fields = records.known(actor, type, columns(work));
        var rows = new LinkedHashMap<UUID, DayRow>();
        var more = false;
        for (var list : work.lists(moment)) {
            var page = records.page(
                    actor,
                    type,
                    new ListRequest(
                            list.filter(), List.of(list.sort()), fields, list.limit(), Optional.empty(), false));
            more |= page.nextCursor().isPresent();
            for (var values : page.rows()) {
                var row = new DayRow(unmasked(values, page.masked()));
                rows.putIfAbsent(row.id(), row);
            }
        }
        for (var row : rows.values()) {
            work.claim(row, moment).ifPresent(claim -> found.add(new Found(work, row, claim, work.stake(row, moment))));
        }
        return more;
    }

    private static List<String> columns(DayWork work) {
        return Stream.concat(Stream.of(work.type().titleField()), work.fields().stream())
                .distinct()
                .toList();
    }

    private static Map<String, ?> unmasked(Map<String, ?> values, List<String> masked) {
        if (masked.isEmpty()) {
            return values;
        }
        var clear = new HashMap<>(values);
        masked.forEach(clear::remove);
        return clear;
    }

    /// A record's next step is its next task: where that stands in the queue itself, the record need not.
    private static List<Found> withoutEchoes(List<Found> found) {
        var taskedAbout = new LinkedHashSet<RecordRef>();
        found.stream()
                .filter(each -> each.claim().about().isPresent())
                .forEach(each -> taskedAbout.add(each.subject()));
        return found.stream()
                .filter(each -> !each.claim().planned() || !taskedAbout.contains(each.ref()))
                .toList();
    }

    /// What belongs to a record counts as much as the record, which is looked up with all others of its object at once.
    private List<Found> withStakes(Actor actor, Rights rights, DayMoment moment, List<Found> found) {
        var subjects = new LinkedHashMap<String, Set<UUID>>();
        found.stream()
                .filter(each -> each.claim().about().isPresent())
                .map(Found::subject)
                .forEach(ref -> subjects.computeIfAbsent(ref.object(), _ -> new LinkedHashSet<>())
                        .add(ref.id()));
        var stakes = new HashMap<RecordRef, Stake>();
        for (var work : works) {
            var type = work.type();
            var ids = subjects.get(type.key());
            if (ids != null && rights.canRead(type.plural())) {
                var page = records.these(actor, type, ids, columns(work));
                for (var values : page.rows()) {
                    var row = new DayRow(unmasked(values, page.masked()));
                    stakes.put(new RecordRef(type.key(), row.id()), work.stake(row, moment));
                }
            }
        }
        return found.stream()
                .map(each -> each.claim()
                        .about()
                        .map(about -> each.with(stakes.getOrDefault(
                                each.subject(), new Stake(Optional.empty(), 1, List.of(), List.of(about)))))
                        .orElse(each))
                .toList();
    }

    private static DayItem item(Found found, Ranking ranking, DayMoment moment) {
        var claim = found.claim();
        var stake = found.stake();
        var part = claim.due() == null ? claim.part() : moment.partOf(claim.due());
        var reasons = new ArrayList<>(claim.reasons());
        reasons.addAll(stake.reasons());
        stake.value()
                .filter(value -> value.amount().signum() > 0)
                .map(DayReason::worth)
                .ifPresent(reasons::add);
        var score = ranking.score(stake.value(), claim.weight() * stake.weight(), claim.due(), part, moment.now());
        return new DayItem(
                found.work().type().key(),
                found.row().id(),
                found.row().version(),
                found.row().text(found.work().type().titleField()).orElse(""),
                part,
                claim.due(),
                score,
                reasons,
                claim.about().orElse(null),
                null);
    }

    /// The customers of what is shown, with their phone numbers: one look-up per object.
    private List<DayItem> withCustomers(Actor actor, Rights rights, List<DayItem> items, Collection<Found> found) {
        var behind = new HashMap<RecordRef, DayRef>();
        for (var each : found) {
            each.stake().customers().stream().findFirst().ifPresent(first -> behind.put(each.ref(), first));
        }
        var ids = new LinkedHashMap<String, Set<UUID>>();
        for (var item : items) {
            var customer = behind.get(new RecordRef(item.object(), item.id()));
            if (customer != null) {
                ids.computeIfAbsent(customer.object(), _ -> new LinkedHashSet<>())
                        .add(customer.id());
            }
        }
        var phones = new HashMap<UUID, DayCustomer>();
        ids.forEach((object, several) -> types.find(object)
                .filter(type -> rights.canRead(type.plural()))
                .ifPresent(type -> phones.putAll(customers(actor, type, several))));
        return items.stream()
                .map(item -> {
                    var ref = behind.get(new RecordRef(item.object(), item.id()));
                    return ref == null ? item : of(item, phones.getOrDefault(ref.id(), nameOnly(ref)));
                })
                .toList();
    }

    private Map<UUID, DayCustomer> customers(Actor actor, ObjectType type, Set<UUID> ids) {
        var page = records.these(actor, type, ids, List.of(type.titleField(), PHONE));
        var masked = page.masked().contains(PHONE);
        var customers = new HashMap<UUID, DayCustomer>();
        for (var row : page.rows()) {
            var id = (UUID) Objects.requireNonNull(row.get("id"));
            customers.put(
                    id,
                    new DayCustomer(
                            type.key(),
                            id,
                            (String) row.get(type.titleField()),
                            row.get(PHONE) instanceof String phone ? phone : null,
                            masked));
        }
        return customers;
    }

    private static DayCustomer nameOnly(DayRef ref) {
        return new DayCustomer(ref.object(), ref.id(), ref.label(), null, false);
    }

    private static DayItem of(DayItem item, DayCustomer customer) {
        return new DayItem(
                item.object(),
                item.id(),
                item.version(),
                item.title(),
                item.part(),
                item.due(),
                item.score(),
                item.reasons(),
                item.about(),
                customer);
    }
}
