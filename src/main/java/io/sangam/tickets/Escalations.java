package io.sangam.tickets;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.sangam.access.Access;
import io.sangam.assignment.Responsibility;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.jobs.DueRounds;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.records.Activities;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.records.Sight;
import io.sangam.tickets.ClockRepository.Waiting;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Says what the clocks of tickets have to say (R11): at 80 % a warning to whoever has the ticket; at 100 % it goes up
/// one level and one step of priority. Once per clock, ever: what is said is taken out of the queue, written to the
/// ticket and told in one transaction.
@Service
class Escalations implements NoticeSource {

    private static final NoticeKind SLA_WARNING =
            NoticeKind.of("slaWarning", Group.TIME).mailed();
    private static final NoticeKind SLA_BREACH =
            NoticeKind.of("slaBreach", Group.TIME).mailed().staying().urging();

    private static final String ADMINISTRATORS = "ADMIN";

    private final DueRounds rounds;
    private final ClockRepository repository;
    private final ObjectType ticketType;
    private final Records records;
    private final Sight sight;
    private final RecordWriter writer;
    private final Activities activities;
    private final Notifications notifications;
    private final Access access;
    private final Users users;

    Escalations(
            DueRounds rounds,
            ClockRepository repository,
            ObjectType ticketType,
            Records records,
            Sight sight,
            RecordWriter writer,
            Activities activities,
            Notifications notifications,
            Access access,
            Users users) {
        this.rounds = rounds;
        this.repository = repository;
        this.ticketType = ticketType;
        this.records = records;
        this.sight = sight;
        this.writer = writer;
        this.activities = activities;
        this.notifications = notifications;
        this.access = access;
        this.users = users;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(SLA_WARNING, SLA_BREACH);
    }

    /// One round.
    ///
    /// @return for how many tickets something was said
    int send(Instant now) {
        return rounds.work(
                (Optional<Waiting> after, Integer limit) -> repository.waiting(now, after, limit),
                waiting -> say(waiting, now));
    }

    private boolean say(Waiting waiting, Instant now) {
        var tenant = waiting.tenant();
        if (!repository.hold(tenant, waiting.subject())) {
            return false;
        }
        var said = repository.take(tenant, waiting.subject(), now).stream()
                .collect(groupingBy(each -> SlaClock.of(each.clock()), TreeMap::new, toList()));
        said.forEach((clock, steps) -> {
            // after an outage both may be due: the breach says it all
            var breach = steps.stream().anyMatch(step -> step.step().equals(ClockRepository.BREACH));
            records.load(Actor.system(tenant), ticketType, waiting.subject(), false)
                    .ifPresent(ticket -> say(tenant, ticket, clock, breach, now));
        });
        return !said.isEmpty();
    }

    private void say(TenantId tenant, RecordState ticket, SlaClock clock, boolean breach, Instant now) {
        var clocks = repository.lock(tenant, ticket.id()).orElseThrow();
        var hand = clocks.hand(clock);
        var due = Objects.requireNonNull(hand.due(), "A clock that speaks has a due time");
        repository.store(tenant, ticket.id(), clocks.with(clock, said(hand, breach, now)));
        if (breach) {
            escalate(tenant, ticket, clock, due, now);
        } else {
            warn(tenant, ticket, clock, due);
        }
    }

    private static ClockRow.Hand said(ClockRow.Hand hand, boolean breach, Instant now) {
        return new ClockRow.Hand(
                hand.due(), hand.warnedAt() == null ? now : hand.warnedAt(), breach ? hand.due() : hand.breachedAt());
    }

    private void warn(TenantId tenant, RecordState ticket, SlaClock clock, Instant due) {
        Map<String, Object> data = Map.of("clock", clock.key(), "dueAt", due);
        activities.record(Actor.system(tenant), ticketType, ticket.id(), "slaWarned", data);
        tell(tenant, ticket, responsible(tenant, ticket), SLA_WARNING, clock, data);
    }

    private void escalate(TenantId tenant, RecordState ticket, SlaClock clock, Instant due, Instant now) {
        var system = Actor.system(tenant);
        var boss = boss(tenant, ticket);
        var data = new HashMap<String, @Nullable Object>();
        data.put("clock", clock.key());
        data.put("dueAt", due);
        boss.ifPresent(user -> data.put("to", user));
        var values = new LinkedHashMap<String, @Nullable Object>();
        var priority = Priority.of(Objects.requireNonNull(ticket.text(TicketRules.PRIORITY)));
        values.put(TicketRules.PRIORITY, priority.raised().key());
        values.put(
                TicketRules.ESCALATION_LEVEL,
                (Integer) Objects.requireNonNull(ticket.value(TicketRules.ESCALATION_LEVEL)) + 1);
        values.put("escalatedAt", now);
        values.put("escalatedTo", boss.orElse(null));
        values.put("escalationReason", clock.key());
        var escalated = writer.update(system, ticket, values, "escalated", data);
        var people = new LinkedHashSet<>(responsible(tenant, ticket));
        boss.ifPresentOrElse(people::add, () -> people.addAll(access.usersWithRole(tenant, ADMINISTRATORS)));
        tell(tenant, escalated, people, SLA_BREACH, clock, Map.of("clock", clock.key(), "dueAt", due));
    }

    /// Whoever has the ticket; while nobody has, those it may go to.
    private List<UserId> responsible(TenantId tenant, RecordState ticket) {
        return ticket.user(Responsibility.OWNER) instanceof UserId owner
                ? List.of(owner)
                : access.usersWithRole(tenant, ticketType.pool().orElseThrow());
    }

    /// One level up: above whom it was escalated to, else above its owner.
    private Optional<UserId> boss(TenantId tenant, RecordState ticket) {
        var below = ticket.user("escalatedTo") instanceof UserId last ? last : ticket.user(Responsibility.OWNER);
        var seen = new HashSet<UserId>();
        while (below != null && seen.add(below)) {
            var above = users.find(tenant, below).map(User::managerId).orElse(null);
            if (above != null && users.find(tenant, above).filter(User::active).isPresent()) {
                return Optional.of(above);
            }
            below = above;
        }
        return Optional.empty();
    }

    private void tell(
            TenantId tenant,
            RecordState ticket,
            Collection<UserId> people,
            NoticeKind kind,
            SlaClock clock,
            Map<String, ?> data) {
        var system = Actor.system(tenant);
        notifications.tell(
                system,
                sight.othersWhoRead(system, ticket, people),
                kind,
                ticketType.key(),
                ticket.id(),
                ticket.title(),
                data,
                "ticket:" + ticket.id() + ":" + kind.key() + ":" + clock.key());
    }
}
