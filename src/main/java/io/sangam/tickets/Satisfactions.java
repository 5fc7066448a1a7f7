package io.sangam.tickets;

import static io.sangam.tickets.db.Tables.TICKET;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.sangam.tenancy.Tenants;
import io.sangam.tickets.Satisfaction.SatisfactionFigures;
import io.sangam.tickets.Satisfaction.SatisfactionMonth;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record7;
import org.jooq.Records;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Counts what customers said of how their tickets were solved, in the months they were resolved in. The net promoter
/// score is the one of F. Reichheld, "The One Number You Need to Grow", Harvard Business Review 12/2003.
@Service
@Transactional(readOnly = true)
class Satisfactions {

    static final int MOST_MONTHS = 36;

    private static final int PROMOTES = 9;
    private static final int DETRACTS = 6;
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    /// @param stars what all answers add up to
    record Sums(
            String month, long resolved, long answers, long stars, long npsAnswers, long promoters, long detractors) {

        Sums plus(Sums other) {
            return new Sums(
                    month,
                    resolved + other.resolved,
                    answers + other.answers,
                    stars + other.stars,
                    npsAnswers + other.npsAnswers,
                    promoters + other.promoters,
                    detractors + other.detractors);
        }

        SatisfactionFigures figures() {
            return new SatisfactionFigures(
                    resolved,
                    answers,
                    of(PERCENT, answers, resolved),
                    of(BigDecimal.ONE, stars, answers),
                    npsAnswers,
                    promoters,
                    detractors,
                    of(PERCENT, promoters - detractors, npsAnswers));
        }

        private static @Nullable BigDecimal of(BigDecimal scale, long some, long all) {
            return all == 0
                    ? null
                    : scale.multiply(BigDecimal.valueOf(some)).divide(BigDecimal.valueOf(all), 2, RoundingMode.HALF_UP);
        }
    }

    private final DSLContext db;
    private final ObjectType ticketType;
    private final Access access;
    private final Users users;
    private final Tenants tenants;
    private final Clock clock;

    Satisfactions(DSLContext db, ObjectType ticketType, Access access, Users users, Tenants tenants, Clock clock) {
        this.db = db;
        this.ticketType = ticketType;
        this.access = access;
        this.users = users;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// @param from the first month; so many up to this one, if empty
    /// @param owner only his
    /// @param team only those of its members
    Satisfaction of(Actor actor, Optional<YearMonth> from, int months, Optional<UserId> owner, Optional<UUID> team) {
        access.require(actor, ticketType.plural(), Level.READ);
        var zone = tenants.get(actor.tenant()).timeZone();
        var now = clock.instant();
        var first = from.orElseGet(() -> YearMonth.from(now.atZone(zone)).minusMonths(months - 1L));
        var end = first.plusMonths(months);
        var whose = owner.<Condition>map(TICKET.OWNER_ID::eq)
                .orElse(noCondition())
                .and(team.<Condition>map(each -> TICKET.OWNER_ID.in(members(actor, each)))
                        .orElse(noCondition()));
        var found = byMonth(actor, first, end, zone, whose).fetchMap(row -> row.value1(), Records.mapping(Sums::new));
        return new Satisfaction(
                first.toString(),
                end.toString(),
                zone.getId(),
                now,
                Stream.iterate(first, month -> month.isBefore(end), month -> month.plusMonths(1))
                        .map(YearMonth::toString)
                        .map(month ->
                                new SatisfactionMonth(month, of(month, found).figures()))
                        .toList(),
                found.values().stream()
                        .reduce(none(first.toString()), Sums::plus)
                        .figures());
    }

    private static Sums of(String month, Map<String, Sums> found) {
        return found.getOrDefault(month, none(month));
    }

    private static Sums none(String month) {
        return new Sums(month, 0, 0, 0, 0, 0, 0);
    }

    private Collection<UserId> members(Actor actor, UUID team) {
        if (users.team(actor.tenant(), team).isEmpty()) {
            throw SangamException.invalid("team", "TEAM_UNKNOWN", "There is no such team");
        }
        return users.inTeam(actor.tenant(), team).stream().map(User::id).toList();
    }

    /// Of tickets that were reopened nothing is known until they are resolved again.
    Select<Record7<String, Long, Long, Long, Long, Long, Long>> byMonth(
            Actor actor, YearMonth first, YearMonth end, ZoneId zone, Condition whose) {
        var month = field(
                "to_char({0} at time zone {1}, 'YYYY-MM')", String.class, TICKET.RESOLVED_AT, inline(zone.getId()));
        return db.select(
                        month,
                        count().cast(Long.class),
                        count(TICKET.SATISFACTION).cast(Long.class),
                        coalesce(sum(TICKET.SATISFACTION), BigDecimal.ZERO).cast(Long.class),
                        count(TICKET.NPS).cast(Long.class),
                        count().filterWhere(TICKET.NPS.ge(inline(PROMOTES))).cast(Long.class),
                        count().filterWhere(TICKET.NPS.le(inline(DETRACTS))).cast(Long.class))
                .from(TICKET)
                .where(TICKET.TENANT_ID.eq(actor.tenant()))
                .and(TICKET.DELETED_AT.isNull())
                .and(TICKET.RESOLVED_AT.ge(first.atDay(1).atStartOfDay(zone).toInstant()))
                .and(TICKET.RESOLVED_AT.lt(end.atDay(1).atStartOfDay(zone).toInstant()))
                .and(access.readable(actor, ticketType.owners()))
                .and(whose)
                .groupBy(field("1", Object.class));
    }
}
