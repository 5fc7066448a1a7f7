package io.sangam.deals;

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
import io.sangam.records.StaleTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Deals in their owner's day: those that stand too long where they are, those expected to close by now or within a
/// week, those whose next step is due, and those with none.
@Component
class DealDayWork implements DayWork {

    private static final int MOST_DUE = 100;
    private static final int MOST_UNPLANNED = 50;
    private static final String NEXT_STEP = "nextStep";
    private static final String CLOSE = "expectedClose";

    private final ObjectType dealType;

    DealDayWork(ObjectType dealType) {
        this.dealType = dealType;
    }

    @Override
    public ObjectType type() {
        return dealType;
    }

    @Override
    public List<DayList> lists(DayMoment moment) {
        var open = DayList.is("result", DealResult.OPEN.key());
        return List.of(
                DayList.of(StaleTimes.FIELD, MOST_DUE, open, DayList.past(StaleTimes.FIELD)),
                DayList.of(CLOSE, MOST_DUE, open, DayList.before(CLOSE, moment.horizon())),
                DayList.of(NEXT_STEP, MOST_DUE, open, DayList.before(NEXT_STEP, moment.horizon())),
                DayList.of("-createdAt", MOST_UNPLANNED, open, DayList.empty(NEXT_STEP)));
    }

    @Override
    public List<String> fields() {
        return List.of(StaleTimes.FIELD, CLOSE, NEXT_STEP, "value", Customers.ACCOUNT, Customers.CONTACT, "lead");
    }

    @Override
    public Optional<Claim> claim(DayRow row, DayMoment moment) {
        var step = row.instant(NEXT_STEP).filter(moment::reaches).map(at -> DayReason.at(Code.NEXT_STEP, at));
        var own = Stream.of(
                        row.instant(StaleTimes.FIELD)
                                .filter(moment.now()::isAfter)
                                .map(at -> DayReason.at(Code.STALE, at)),
                        row.date(CLOSE)
                                .map(moment::endOf)
                                .filter(moment::reaches)
                                .map(at -> DayReason.at(Code.CLOSE, at)))
                .flatMap(Optional::stream)
                .toList();
        var reasons = new ArrayList<>(own);
        step.ifPresent(reasons::add);
        if (row.instant(NEXT_STEP).isEmpty()) {
            reasons.add(DayReason.of(Code.NO_NEXT_STEP));
        }
        return reasons.stream()
                .map(DayReason::at)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(due -> Claim.due(due, 1, reasons, own.isEmpty()))
                .or(() -> reasons.isEmpty() ? Optional.empty() : Optional.of(Claim.unplanned(DayPart.NEXT, reasons)));
    }

    @Override
    public Stake stake(DayRow row, DayMoment moment) {
        return new Stake(row.money("value"), 1, List.of(), row.refs(Customers.CONTACT, Customers.ACCOUNT, "lead"));
    }
}
