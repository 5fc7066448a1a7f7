package io.sangam.tickets;

import static io.sangam.tickets.db.Tables.SLA_DUE;
import static io.sangam.tickets.db.Tables.TICKET;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.sangam.jobs.DueRounds;
import io.sangam.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Repository;

/// The clocks of tickets, kept beside the record: their going is no edit. And what they still have to say.
@Repository
class ClockRepository {

    static final String WARNING = "warning";
    static final String BREACH = "breach";

    /// A place in the queue, which is ordered by time.
    ///
    /// @param subject the ticket
    record Waiting(TenantId tenant, UUID subject, Instant at) implements DueRounds.Place {}

    /// Taken out of the queue.
    record Said(String clock, String step) {}

    private final DSLContext db;

    ClockRepository(DSLContext db) {
        this.db = db;
    }

    /// Keeps the ticket as it is until the end of the transaction.
    Optional<ClockRow> lock(TenantId tenant, UUID ticket) {
        return db.selectFrom(TICKET)
                .where(TICKET.TENANT_ID.eq(tenant))
                .and(TICKET.ID.eq(ticket))
                .forUpdate()
                .fetchOptional(found -> {
                    var first = found.getSlaFirstTarget();
                    var resolve = found.getSlaResolveTarget();
                    return new ClockRow(
                            first == null || resolve == null
                                    ? null
                                    : new ClockRow.Promise(Duration.ofSeconds(first), Duration.ofSeconds(resolve)),
                            new SlaRun(found.getSlaSince(), Duration.ofMillis(found.getSlaSpent())),
                            found.getSlaPaused(),
                            new ClockRow.Hand(
                                    found.getSlaFirstDue(), found.getFirstWarnedAt(), found.getFirstBreachedAt()),
                            new ClockRow.Hand(
                                    found.getSlaResolveDue(),
                                    found.getResolveWarnedAt(),
                                    found.getResolveBreachedAt()));
                });
    }

    void store(TenantId tenant, UUID ticket, ClockRow clocks) {
        var promised = clocks.promised();
        db.update(TICKET)
                .set(
                        TICKET.SLA_FIRST_TARGET,
                        promised == null ? null : promised.first().toSeconds())
                .set(
                        TICKET.SLA_RESOLVE_TARGET,
                        promised == null ? null : promised.resolve().toSeconds())
                .set(TICKET.SLA_SINCE, clocks.run().since())
                .set(TICKET.SLA_SPENT, clocks.run().spent().toMillis())
                .set(TICKET.SLA_PAUSED, clocks.paused())
                .set(TICKET.SLA_FIRST_DUE, clocks.first().due())
                .set(TICKET.FIRST_WARNED_AT, clocks.first().warnedAt())
                .set(TICKET.FIRST_BREACHED_AT, clocks.first().breachedAt())
                .set(TICKET.SLA_RESOLVE_DUE, clocks.resolve().due())
                .set(TICKET.RESOLVE_WARNED_AT, clocks.resolve().warnedAt())
                .set(TICKET.RESOLVE_BREACHED_AT, clocks.resolve().breachedAt())
                .where(TICKET.TENANT_ID.eq(tenant))
                .and(TICKET.ID.eq(ticket))
                .execute();
    }

    void clear(TenantId tenant, UUID ticket) {
        db.deleteFrom(SLA_DUE)
                .where(SLA_DUE.TENANT_ID.eq(tenant))
                .and(SLA_DUE.TICKET_ID.eq(ticket))
                .execute();
    }

    void add(TenantId tenant, UUID ticket, SlaClock clock, String step, Instant at) {
        db.insertInto(SLA_DUE)
                .set(SLA_DUE.TENANT_ID, tenant)
                .set(SLA_DUE.TICKET_ID, ticket)
                .set(SLA_DUE.CLOCK, clock.key())
                .set(SLA_DUE.STEP, step)
                .set(SLA_DUE.AT, at)
                .execute();
    }

    /// Across tenants, in the system's scope.
    List<Waiting> waiting(Instant now, Optional<Waiting> after, int limit) {
        return db.select(SLA_DUE.TENANT_ID, SLA_DUE.TICKET_ID, SLA_DUE.AT)
                .from(SLA_DUE)
                .where(SLA_DUE.AT.le(now))
                .and(after.map(last -> row(SLA_DUE.AT, SLA_DUE.TENANT_ID, SLA_DUE.TICKET_ID)
                                .gt(last.at(), last.tenant(), last.subject()))
                        .orElse(noCondition()))
                .orderBy(SLA_DUE.AT, SLA_DUE.TENANT_ID, SLA_DUE.TICKET_ID)
                .limit(inline(limit))
                .fetch(Records.mapping(Waiting::new));
    }

    /// False when somebody is just changing the ticket. Taken before its places in the queue, and never waited for: who
    /// changes a ticket locks it first and the queue second, too.
    boolean hold(TenantId tenant, UUID ticket) {
        return db.select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.TENANT_ID.eq(tenant))
                .and(TICKET.ID.eq(ticket))
                .forUpdate()
                .skipLocked()
                .fetchOptional()
                .isPresent();
    }

    /// Takes what a ticket's clocks have to say by now.
    List<Said> take(TenantId tenant, UUID ticket, Instant now) {
        return db.deleteFrom(SLA_DUE)
                .where(SLA_DUE.TENANT_ID.eq(tenant))
                .and(SLA_DUE.TICKET_ID.eq(ticket))
                .and(SLA_DUE.AT.le(now))
                .returningResult(SLA_DUE.CLOCK, SLA_DUE.STEP)
                .fetch(Records.mapping(Said::new));
    }
}
