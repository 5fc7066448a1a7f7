package io.sangam.records;

import static io.sangam.records.db.Tables.CONTACT_POINT;
import static io.sangam.records.db.Tables.DUPLICATE;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.sangam.access.Access;
import io.sangam.jobs.JobHandler;
import io.sangam.jobs.Jobs;
import io.sangam.jobs.Schedule;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// Pairs of records that may be one, found by a job every night or when asked for, and offered for merging. Nothing is
/// merged by itself.
@Service
@Transactional
public class Duplicates {

    private static final int PAGE = 50;
    private static final int LOOKED_AT = 500;
    /// Of the largest companies, the newest.
    private static final int MOST_RECORDS = 200_000;
    private static final int MOST_PAIRS = 5_000;

    /// @param reasons `name`, `contact`, or the fields whose values are the same
    public record Proposal(
            UUID id, String object, Named first, Named second, int score, List<String> reasons, Instant foundAt) {}

    public record Named(UUID id, String title) {}

    /// @param next where the next page begins
    record Page(List<Proposal> proposals, Optional<String> next) {}

    record Order(String object) {}

    private final DSLContext db;
    private final Records records;
    private final ObjectTypes types;
    private final Access access;
    private final Jobs jobs;
    private final Search job;
    private final DuplicateSearches searches;
    private final Clock clock;

    Duplicates(
            DSLContext db,
            Records records,
            ObjectTypes types,
            Access access,
            Jobs jobs,
            Search job,
            DuplicateSearches searches,
            Clock clock) {
        this.db = db;
        this.records = records;
        this.types = types;
        this.access = access;
        this.jobs = jobs;
        this.job = job;
        this.searches = searches;
        this.clock = clock;
    }

    /// Those of which the actor may read both, the surest first.
    @Transactional(readOnly = true)
    Page proposals(Actor actor, ObjectType type, Optional<String> cursor) {
        requireRight(actor, type);
        var from = cursor.map(Duplicates::position);
        var found = db.selectFrom(DUPLICATE)
                .where(DUPLICATE.TENANT_ID.eq(actor.tenant()))
                .and(DUPLICATE.OBJECT.eq(type.key()))
                .and(DUPLICATE.STATUS.eq(inline("open")))
                .and(from.map(at -> row(DUPLICATE.SCORE, DUPLICATE.ID).lt(at.score(), at.id()))
                        .orElse(noCondition()))
                .orderBy(DUPLICATE.SCORE.desc(), DUPLICATE.ID.desc())
                .limit(inline(LOOKED_AT))
                .fetch();
        var ids = new LinkedHashSet<UUID>();
        found.forEach(each -> ids.addAll(List.of(each.getFirstId(), each.getSecondId())));
        var readable = ids.isEmpty() ? Set.<UUID>of() : records.readable(actor, type, ids, false);
        var titles = records.titles(actor, type, readable);
        var shown = new ArrayList<Proposal>();
        Optional<String> next = found.size() == LOOKED_AT
                ? Optional.of(found.getLast().getScore() + "_" + found.getLast().getId())
                : Optional.empty();
        for (var each : found) {
            if (readable.contains(each.getFirstId()) && readable.contains(each.getSecondId())) {
                if (shown.size() == PAGE) {
                    next = Optional.of(
                            shown.getLast().score() + "_" + shown.getLast().id());
                    break;
                }
                shown.add(new Proposal(
                        each.getId(),
                        type.key(),
                        new Named(each.getFirstId(), titles.getOrDefault(each.getFirstId(), "")),
                        new Named(each.getSecondId(), titles.getOrDefault(each.getSecondId(), "")),
                        each.getScore(),
                        List.of(each.getReasons()),
                        each.getFoundAt()));
            }
        }
        return new Page(shown, next);
    }

    private record Position(int score, UUID id) {}

    private static Position position(String cursor) {
        try {
            var at = cursor.indexOf('_');
            return new Position(Integer.parseInt(cursor.substring(0, at)), UUID.fromString(cursor.substring(at + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            throw new SangamException(
                    RecordError.CURSOR_INVALID, "The cursor does not belong to this list; start again without one");
        }
    }

    /// Soon, by a job, unless one is on its way.
    DuplicateSearch search(Actor actor, ObjectType type) {
        requireRight(actor, type);
        if (searches.ask(actor.tenant(), type)) {
            jobs.enqueue(actor.tenant(), job, new Order(type.key()));
        }
        return searches.of(actor.tenant(), type);
    }

    @Transactional(readOnly = true)
    DuplicateSearch progress(Actor actor, ObjectType type) {
        requireRight(actor, type);
        return searches.of(actor.tenant(), type);
    }

    /// They are two: not offered again.
    void dismiss(Actor actor, UUID id) {
        var pair = db.selectFrom(DUPLICATE)
                .where(DUPLICATE.TENANT_ID.eq(actor.tenant()))
                .and(DUPLICATE.ID.eq(id))
                .fetchOptional()
                .orElseThrow(SangamException::notFound);
        var type = types.get(pair.getObject());
        records.load(actor, type, pair.getFirstId());
        records.load(actor, type, pair.getSecondId());
        requireRight(actor, type);
        db.update(DUPLICATE)
                .set(DUPLICATE.STATUS, "dismissed")
                .set(DUPLICATE.DECIDED_AT, clock.instant())
                .set(DUPLICATE.DECIDED_BY, actor.user())
                .where(DUPLICATE.TENANT_ID.eq(actor.tenant()))
                .and(DUPLICATE.ID.eq(id))
                .execute();
    }

    private void requireRight(Actor actor, ObjectType type) {
        if (type.reached().isEmpty()) {
            throw new SangamException(RecordError.MERGE_IMPOSSIBLE, type.label() + " records can't be merged");
        }
        access.require(actor, type.plural(), "merge");
    }

    /// Reads everything, compares, and writes what it found in one transaction: running again changes nothing more.
    @Component
    static class Search implements JobHandler<Order> {

        private final DSLContext db;
        private final ObjectTypes types;
        private final DuplicateSearches searches;
        private final TransactionOperations transactions;
        private final Clock clock;

        Search(
                DSLContext db,
                ObjectTypes types,
                DuplicateSearches searches,
                TransactionOperations transactions,
                Clock clock) {
            this.db = db;
            this.types = types;
            this.searches = searches;
            this.transactions = transactions;
            this.clock = clock;
        }

        @Override
        public String name() {
            return "records-duplicates";
        }

        @Override
        public Class<Order> data() {
            return Order.class;
        }

        @Override
        public void run(TenantId tenant, Order order) {
            types.find(order.object()).ifPresent(type -> {
                try {
                    search(tenant, type);
                } catch (RuntimeException e) {
                    transactions.executeWithoutResult(_ -> searches.failed(tenant, type));
                    throw e;
                }
            });
        }

        private void search(TenantId tenant, ObjectType type) {
            var known = Objects.requireNonNull(transactions.execute(_ -> {
                var all = known(tenant, type);
                searches.started(tenant, type, all.size());
                return all;
            }));
            var pairs = Likeness.pairs(
                    known,
                    MOST_PAIRS,
                    compared -> transactions.executeWithoutResult(_ -> searches.compared(tenant, type, compared)));
            transactions.executeWithoutResult(_ -> {
                keep(tenant, type, pairs);
                searches.finished(tenant, type, pairs.size());
            });
        }

        private List<Likeness.Known> known(TenantId tenant, ObjectType type) {
            var likeness = type.likeness();
            var title = type.get(type.titleField());
            var columns = new LinkedHashSet<SelectField<?>>(List.of(type.id(), title.column()));
            likeness.keys().forEach(key -> columns.add(type.get(key).column()));
            likeness.near().forEach(key -> columns.add(type.get(key).column()));
            var contacts = contacts(tenant, type);
            return db.select(columns)
                    .from(type.table())
                    .where(type.tenantId().eq(tenant))
                    .and(type.deletedAt().isNull())
                    .orderBy(type.id().desc())
                    .limit(inline(MOST_RECORDS))
                    .fetch(row -> {
                        var id = row.get(type.id());
                        var keys = values(type, likeness.keys(), row);
                        var contact = contacts.get(id);
                        if (contact != null) {
                            keys.put("contact", contact);
                        }
                        return new Likeness.Known(
                                id, String.valueOf(row.get(title.column())), keys, values(type, likeness.near(), row));
                    });
        }

        private static Map<String, String> values(ObjectType type, List<String> fields, org.jooq.Record row) {
            var values = new LinkedHashMap<String, String>();
            for (var field : fields) {
                var spec = type.get(field);
                @Nullable String plain = Likeness.plain(spec.kind(), row.get(spec.column()));
                if (plain != null) {
                    values.put(field, plain);
                }
            }
            return values;
        }

        /// A number or address several records have, where that is possible.
        private Map<UUID, String> contacts(TenantId tenant, ObjectType type) {
            var shared = db.select(CONTACT_POINT.MATCH_KEY)
                    .from(CONTACT_POINT)
                    .where(CONTACT_POINT.TENANT_ID.eq(tenant))
                    .and(CONTACT_POINT.OBJECT.eq(type.key()))
                    .groupBy(CONTACT_POINT.MATCH_KEY)
                    .having(countDistinct(CONTACT_POINT.RECORD_ID).gt(1))
                    .limit(inline(MOST_PAIRS))
                    .fetch(CONTACT_POINT.MATCH_KEY);
            var by = new HashMap<UUID, String>();
            db.select(CONTACT_POINT.RECORD_ID, CONTACT_POINT.MATCH_KEY)
                    .from(CONTACT_POINT)
                    .where(CONTACT_POINT.TENANT_ID.eq(tenant))
                    .and(CONTACT_POINT.OBJECT.eq(type.key()))
                    .and(CONTACT_POINT.MATCH_KEY.in(shared))
                    .forEach(row -> by.putIfAbsent(row.value1(), row.value2()));
            return by;
        }

        private void keep(TenantId tenant, ObjectType type, List<Likeness.Pair> pairs) {
            var now = clock.instant();
            db.batch(pairs.stream()
                            .map(pair -> db.insertInto(DUPLICATE)
                                    .set(DUPLICATE.TENANT_ID, tenant)
                                    .set(DUPLICATE.ID, Ids.next())
                                    .set(DUPLICATE.OBJECT, type.key())
                                    .set(DUPLICATE.FIRST_ID, pair.first())
                                    .set(DUPLICATE.SECOND_ID, pair.second())
                                    .set(DUPLICATE.SCORE, pair.score())
                                    .set(DUPLICATE.REASONS, pair.reasons().toArray(String[]::new))
                                    .set(DUPLICATE.STATUS, "open")
                                    .set(DUPLICATE.FOUND_AT, now)
                                    .onConflict(
                                            DUPLICATE.TENANT_ID,
                                            DUPLICATE.OBJECT,
                                            DUPLICATE.FIRST_ID,
                                            DUPLICATE.SECOND_ID)
                                    .doUpdate()
                                    .set(DUPLICATE.SCORE, excluded(DUPLICATE.SCORE))
                                    .set(DUPLICATE.REASONS, excluded(DUPLICATE.REASONS))
                                    .set(DUPLICATE.FOUND_AT, excluded(DUPLICATE.FOUND_AT)))
                            .toList())
                    .execute();
            db.deleteFrom(DUPLICATE)
                    .where(DUPLICATE.TENANT_ID.eq(tenant))
                    .and(DUPLICATE.OBJECT.eq(type.key()))
                    .and(DUPLICATE.STATUS.eq("open"))
                    .and(DUPLICATE.FOUND_AT.lt(now))
                    .execute();
        }

        /// Every night, for whoever merges in the morning.
        @Configuration(proxyBeanMethods = false)
        static class Nightly {

            @Bean
            Schedule findDuplicates(ObjectTypes types, Jobs jobs, Search job, DuplicateSearches searches) {
                return new Schedule.Daily(
                        "records.duplicates",
                        LocalTime.of(4, 30),
                        tenant -> types.all().stream()
                                .filter(type -> type.reached().isPresent())
                                .forEach(type -> {
                                    if (searches.ask(tenant.id(), type)) {
                                        jobs.enqueue(tenant.id(), job, new Order(type.key()));
                                    }
                                }));
            }
        }
    }
}
