package io.sangam.deals;

import static io.sangam.deals.db.Tables.DEAL;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.round;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.sangam.records.Person;
import io.sangam.tenancy.Tenants;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Adds deals up by who has them and when they close. Nothing is guessed: what has no value, no chance or no date is
/// counted as that.
@Service
@Transactional(readOnly = true)
class Forecasts {

    static final int MOST_MONTHS = 24;

    private static final int MOST_LINES = 10_000;

    private record Key(
            @Nullable UserId owner, String period, @Nullable String currency) {}

    private record Open(long count, long withoutChance, long weighted, long bestCase) {

        static final Open NONE = new Open(0, 0, 0, 0);
    }

    private record Won(long count, long value) {

        static final Won NONE = new Won(0, 0);
    }

    private final DSLContext db;
    private final ObjectType dealType;
    private final Access access;
    private final Users users;
    private final Tenants tenants;
    private final Clock clock;

    Forecasts(DSLContext db, ObjectType dealType, Access access, Users users, Tenants tenants, Clock clock) {
        this.db = db;
        this.dealType = dealType;
        this.access = access;
        this.users = users;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// @param from the first month; this one, if empty
    /// @param pipeline of all pipelines, if empty
    Forecast of(Actor actor, Optional<YearMonth> from, int months, Optional<UUID> pipeline) {
        access.require(actor, dealType.plural(), Level.READ);
        var zone = tenants.get(actor.tenant()).timeZone();
        var now = clock.instant();
        var first = from.orElseGet(() -> YearMonth.from(now.atZone(zone)));
        var end = first.plusMonths(months);
        var where = DEAL.TENANT_ID
                .eq(actor.tenant())
                .and(DEAL.DELETED_AT.isNull())
                .and(access.readable(actor, dealType.owners()))
                .and(pipeline.map(DEAL.PIPELINE_ID::eq).orElse(noCondition()));
        var open = open(where, first, end);
        var won = won(where, first, end, zone);
        var keys = new LinkedHashMap<Key, Boolean>();
        open.keySet().forEach(key -> keys.put(key, true));
        won.keySet().forEach(key -> keys.put(key, true));
        var names = users.names(
                actor.tenant(),
                keys.keySet().stream()
                        .map(Key::owner)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        var lines = new ArrayList<Forecast.Line>();
        for (var key : keys.keySet()) {
            lines.add(line(key, open.getOrDefault(key, Open.NONE), won.getOrDefault(key, Won.NONE), names));
        }
        return new Forecast(first.toString(), end.toString(), zone.getId(), now, List.copyOf(lines));
    }

    private static Forecast.Line line(Key key, Open open, Won won, Map<UserId, String> names) {
        var currency = key.currency();
        return new Forecast.Line(
                key.owner() == null ? null : new Person(key.owner(), names.get(key.owner())),
                key.period(),
                currency,
                open.count(),
                open.withoutChance(),
                currency == null ? null : Money.ofMinor(open.weighted(), currency),
                currency == null ? null : Money.ofMinor(open.bestCase(), currency),
                won.count(),
                currency == null ? null : Money.ofMinor(won.value(), currency));
    }

    private Map<Key, Open> open(Condition where, YearMonth first, YearMonth end) {
        var period = case_().when(DEAL.EXPECTED_CLOSE.isNull(), inline(Forecast.UNDATED))
                .when(DEAL.EXPECTED_CLOSE.lt(val(first.atDay(1))), inline(Forecast.OVERDUE))
                .when(DEAL.EXPECTED_CLOSE.ge(val(end.atDay(1))), inline(Forecast.LATER))
                .else_(month(DEAL.EXPECTED_CLOSE));
        var weighted = DEAL.VALUE_MINOR.mul(DEAL.PROBABILITY);
        return db.select(
                        DEAL.OWNER_ID,
                        period,
                        DEAL.VALUE_CURRENCY,
                        count(),
                        count().filterWhere(DEAL.PROBABILITY.isNull()),
                        coalesce(round(sum(weighted).div(100)), BigDecimal.ZERO),
                        coalesce(sum(DEAL.VALUE_MINOR), BigDecimal.ZERO))
                .from(DEAL)
                .where(where)
                .and(DEAL.RESULT.eq(inline(DealResult.OPEN.key())))
                .groupBy(DEAL.OWNER_ID, DSL.field("2", Object.class), DEAL.VALUE_CURRENCY)
                .orderBy(DEAL.OWNER_ID, DSL.field("2", Object.class), DEAL.VALUE_CURRENCY)
                .limit(inline(MOST_LINES))
                .fetchMap(
                        row -> new Key(row.value1(), row.value2(), row.value3()),
                        row -> new Open(
                                row.value4(),
                                row.value5(),
                                row.value6().longValue(),
                                row.value7().longValue()));
    }

    private Map<Key, Won> won(Condition where, YearMonth first, YearMonth end, ZoneId zone) {
        var day =
                DSL.field("cast({0} at time zone {1} as date)", LocalDate.class, DEAL.CLOSED_AT, inline(zone.getId()));
        return db.select(
                        DEAL.OWNER_ID,
                        month(day),
                        DEAL.VALUE_CURRENCY,
                        count(),
                        coalesce(sum(DEAL.VALUE_MINOR), BigDecimal.ZERO))
                .from(DEAL)
                .where(where)
                .and(DEAL.RESULT.eq(inline(DealResult.WON.key())))
                .and(DEAL.CLOSED_AT.ge(first.atDay(1).atStartOfDay(zone).toInstant()))
                .and(DEAL.CLOSED_AT.lt(end.atDay(1).atStartOfDay(zone).toInstant()))
                .groupBy(DEAL.OWNER_ID, DSL.field("2", Object.class), DEAL.VALUE_CURRENCY)
                .orderBy(DEAL.OWNER_ID, DSL.field("2", Object.class), DEAL.VALUE_CURRENCY)
                .limit(inline(MOST_LINES))
                .fetchMap(
                        row -> new Key(row.value1(), row.value2(), row.value3()),
                        row -> new Won(row.value4(), row.value5().longValue()));
    }

    private static Field<String> month(Field<LocalDate> day) {
        return DSL.field("to_char({0}, 'YYYY-MM')", String.class, day);
    }
}
