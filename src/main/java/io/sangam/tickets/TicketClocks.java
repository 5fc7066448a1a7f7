package io.sangam.tickets;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.pipelines.Pipelines;
import io.sangam.pipelines.StatusGroup;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps a ticket's clocks going as the ticket goes (R11): they begin with it, stand still while its status waits for
/// somebody else, end with the answer and the resolution, and go on when it is reopened. Runs in the transaction of the
/// write.
@Component
class TicketClocks {

    static final String FIRST_DUE = "slaFirstDue";
    static final String RESOLVE_DUE = "slaResolveDue";

    private final ObjectType ticketType;
    private final ClockRepository repository;
    private final SlaPolicies policies;
    private final Pipelines pipelines;
    private final Records records;
    private final Tenants tenants;
    private final Clock clock;

    TicketClocks(
            ObjectType ticketType,
            ClockRepository repository,
            SlaPolicies policies,
            Pipelines pipelines,
            Records records,
            Tenants tenants,
            Clock clock) {
        this.ticketType = ticketType;
        this.repository = repository;
        this.policies = policies;
        this.pipelines = pipelines;
        this.records = records;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// @param before null when the ticket has just begun
    void follow(TenantId tenant, @Nullable RecordState before, RecordState after) {
        if (before != null && !concerns(before, after)) {
            return;
        }
        var now = clock.instant();
        var policy = policies.of(tenant);
        repository.lock(tenant, after.id()).ifPresent(clocks -> {
            var promised = clocks.promised();
            if (before == null && policy.active()) {
                keep(tenant, after, ClockRow.begun(promise(policy, after), begin(after, now)), now);
            } else if (before != null && promised != null) {
                var reweighed = policy.active() && !Objects.equals(priority(before), priority(after));
                keep(tenant, after, reweighed ? clocks.promising(promise(policy, after)) : clocks, now);
            }
        });
    }

    void trashed(TenantId tenant, UUID ticket, boolean deleted) {
        repository.clear(tenant, ticket);
        if (!deleted) {
            var back = records.load(Actor.system(tenant), ticketType, ticket);
            repository.lock(tenant, ticket).ifPresent(clocks -> arm(tenant, back, clocks, time(tenant)));
        }
    }

    /// An escalation raises the priority and leaves the promise as it was: it must not make the other clock late, too.
    private static boolean concerns(RecordState before, RecordState after) {
        if (!Objects.equals(before.value(TicketRules.ESCALATION_LEVEL), after.value(TicketRules.ESCALATION_LEVEL))) {
            return false;
        }
        return !before.status().equals(after.status())
                || !Objects.equals(priority(before), priority(after))
                || !Objects.equals(
                        before.value(TicketRules.FIRST_RESPONSE_AT), after.value(TicketRules.FIRST_RESPONSE_AT));
    }

    private void keep(TenantId tenant, RecordState ticket, ClockRow clocks, Instant now) {
        var time = time(tenant);
        var group = pipelines.group(tenant, ticket, ticket.status());
        var run = group == StatusGroup.WAITING || !group.isOpen()
                ? clocks.run().stopped(now, time)
                : clocks.run().running(now);
        var resolved = group.isOpen() ? null : endOf(ticket, now);
        var answered = (Instant) ticket.value(TicketRules.FIRST_RESPONSE_AT);
        var kept = new ClockRow(
                clocks.promised(),
                run,
                group == StatusGroup.WAITING,
                hand(clocks, SlaClock.FIRST, run, answered == null ? resolved : answered, now, time),
                hand(clocks, SlaClock.RESOLVE, run, resolved, now, time));
        repository.store(tenant, ticket.id(), kept);
        arm(tenant, ticket, kept, time);
    }

    private static Instant begin(RecordState ticket, Instant now) {
        return ticket.value("createdAt") instanceof Instant created ? created : now;
    }

    private static Instant endOf(RecordState ticket, Instant now) {
        return ticket.value(TicketRules.RESOLVED_AT) instanceof Instant resolved
                ? resolved
                : ticket.value(TicketRules.CLOSED_AT) instanceof Instant closed ? closed : now;
    }

    /// @param came when what is waited for came, if it has
    private static ClockRow.Hand hand(
            ClockRow clocks, SlaClock which, SlaRun run, @Nullable Instant came, Instant now, SlaRun.Time time) {
        var hand = clocks.hand(which);
        if (came != null) {
            return hand.ended(came);
        }
        var goal = Objects.requireNonNull(clocks.promised()).of(which);
        if (run.since() != null) {
            return hand.due(run.reaches(goal, time).orElseThrow());
        }
        // what is late already is still to be said
        return hand.isLate(now) ? hand : hand.due(null);
    }

    /// What the clocks still have to say, anew.
    private void arm(TenantId tenant, RecordState ticket, ClockRow clocks, SlaRun.Time time) {
        repository.clear(tenant, ticket.id());
        var promised = clocks.promised();
        if (promised == null || (clocks.run().since() == null && !clocks.paused())) {
            return;
        }
        for (var which : SlaClock.values()) {
            var hand = clocks.hand(which);
            var waits = which == SlaClock.RESOLVE || ticket.isEmpty(TicketRules.FIRST_RESPONSE_AT);
            if (waits && hand.breachedAt() == null) {
                var goal = promised.of(which);
                if (hand.warnedAt() == null) {
                    clocks.run()
                            .reaches(SlaRun.warning(goal), time)
                            .ifPresent(at -> repository.add(tenant, ticket.id(), which, ClockRepository.WARNING, at));
                }
                var due = clocks.paused()
                        ? Optional.ofNullable(hand.due())
                        : clocks.run().reaches(goal, time);
                due.ifPresent(at -> repository.add(tenant, ticket.id(), which, ClockRepository.BREACH, at));
            }
        }
    }

    private SlaRun.Time time(TenantId tenant) {
        var company = tenants.get(tenant);
        return new SlaRun.Time(policies.of(tenant).calendar(company.settings().calendar()), company.timeZone());
    }

    private static ClockRow.Promise promise(SlaPolicy policy, RecordState ticket) {
        var target = policy.of(Priority.of(Objects.requireNonNull(priority(ticket))));
        return new ClockRow.Promise(target.first(), target.resolve());
    }

    private static @Nullable String priority(RecordState ticket) {
        return ticket.text(TicketRules.PRIORITY);
    }
}
