package io.sangam.tickets;

import io.sangam.accounts.Customers;
import io.sangam.day.Claim;
import io.sangam.day.DayList;
import io.sangam.day.DayMoment;
import io.sangam.day.DayPart;
import io.sangam.day.DayReason;
import io.sangam.day.DayReason.Code;
import io.sangam.day.DayRow;
import io.sangam.day.DayWork;
import io.sangam.day.Stake;
import io.sangam.records.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Tickets in their owner's day: those whose clocks run, whose next step or follow-up is due, and those nothing is
/// planned for. What waits for somebody else is not work.
@Component
class TicketDayWork implements DayWork {

    private static final int MOST = 200;
    /// A promise to a customer goes before what we promise ourselves.
    private static final double PROMISED = 1.25;
    private static final String NEXT_STEP = "nextStep";
    private static final String FOLLOW_UP = "followUpOn";
    private static final String ESCALATED = "escalatedAt";
    private static final String PAUSED = "slaPaused";

    private final ObjectType ticketType;

    TicketDayWork(ObjectType ticketType) {
        this.ticketType = ticketType;
    }

    @Override
    public ObjectType type() {
        return ticketType;
    }

    @Override
    public List<DayList> lists(DayMoment moment) {
        return List.of(DayList.of(TicketClocks.RESOLVE_DUE, MOST, DayList.open("status")));
    }

    @Override
    public List<String> fields() {
        return List.of(
                TicketRules.PRIORITY,
                TicketRules.FIRST_RESPONSE_AT,
                TicketClocks.FIRST_DUE,
                TicketClocks.RESOLVE_DUE,
                PAUSED,
                NEXT_STEP,
                FOLLOW_UP,
                ESCALATED,
                Customers.ACCOUNT,
                Customers.CONTACT,
                "lead");
    }

    @Override
    public Optional<Claim> claim(DayRow row, DayMoment moment) {
        var promised = Stream.of(
                        row.instant(TicketClocks.FIRST_DUE)
                                .filter(_ -> row.instant(TicketRules.FIRST_RESPONSE_AT)
                                        .isEmpty())
                                .map(at -> DayReason.at(Code.FIRST_RESPONSE, at)),
                        row.instant(TicketClocks.RESOLVE_DUE).map(at -> DayReason.at(Code.RESOLUTION, at)))
                .flatMap(Optional::stream)
                .toList();
        var planned = row.instant(NEXT_STEP);
        var followUp = row.date(FOLLOW_UP).map(moment::endOf);
        var reasons = new ArrayList<>(promised);
        Stream.of(planned, followUp)
                .flatMap(Optional::stream)
                .filter(moment::reaches)
                .map(at -> DayReason.at(Code.NEXT_STEP, at))
                .forEach(reasons::add);
        var due = earliest(reasons);
        if (due.isEmpty() && (row.is(PAUSED) || planned.isPresent() || followUp.isPresent())) {
            return Optional.empty();
        }
        if (due.isEmpty()) {
            return Optional.of(Claim.unplanned(DayPart.TODAY, List.of(DayReason.of(Code.NO_NEXT_STEP))));
        }
        row.instant(ESCALATED).map(at -> DayReason.at(Code.ESCALATED, at)).ifPresent(reasons::add);
        var weight = earliest(promised).equals(due) ? PROMISED : 1;
        return Optional.of(Claim.due(due.get(), weight, reasons, promised.isEmpty() && followUp.isEmpty()));
    }

    @Override
    public Stake stake(DayRow row, DayMoment moment) {
        var priority = row.text(TicketRules.PRIORITY).map(Priority::of).orElse(Priority.NORMAL);
        return new Stake(
                Optional.empty(),
                weight(priority),
                priority.compareTo(Priority.HIGH) < 0 ? List.of() : List.of(DayReason.priority(priority.key())),
                row.refs(Customers.CONTACT, Customers.ACCOUNT, "lead"));
    }

    private static double weight(Priority priority) {
        return switch (priority) {
            case LOW -> 0.75;
            case NORMAL -> 1;
            case HIGH -> 1.25;
            case URGENT -> 1.5;
            case CRITICAL -> 2;
        };
    }

    private static Optional<Instant> earliest(List<DayReason> reasons) {
        return reasons.stream().map(DayReason::at).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }
}
