package io.sangam.leads;

import io.sangam.day.Claim;
import io.sangam.day.DayList;
import io.sangam.day.DayMoment;
import io.sangam.day.DayPart;
import io.sangam.day.DayReason;
import io.sangam.day.DayRef;
import io.sangam.day.DayRow;
import io.sangam.day.DayWork;
import io.sangam.day.Stake;
import io.sangam.records.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Leads in their owner's day: whose next step is late or due within a week, and those with none. One that has none and
/// is as it came is today's work.
@Component
class LeadDayWork implements DayWork {

    private static final int MOST_DUE = 100;
    private static final int MOST_UNPLANNED = 50;
    private static final double HOT = 1.5;
    private static final double COLD = 0.75;

    private final ObjectType leadType;

    LeadDayWork(ObjectType leadType) {
        this.leadType = leadType;
    }

    @Override
    public ObjectType type() {
        return leadType;
    }

    @Override
    public List<DayList> lists(DayMoment moment) {
        return List.of(
                DayList.of("nextStep", MOST_DUE, DayList.open("status"), DayList.before("nextStep", moment.horizon())),
                DayList.of("-createdAt", MOST_UNPLANNED, DayList.open("status"), DayList.empty("nextStep")));
    }

    @Override
    public List<String> fields() {
        return List.of("statusSince", "nextStep", "temperature", "expectedValue", "createdAt");
    }

    @Override
    public Optional<Claim> claim(DayRow row, DayMoment moment) {
        return Optional.of(row.instant("nextStep")
                .map(due -> Claim.due(due, 1, List.of(DayReason.at(DayReason.Code.NEXT_STEP, due)), true))
                .orElseGet(() -> Claim.unplanned(
                        since(row).isPresent() ? DayPart.TODAY : DayPart.NEXT,
                        List.of(DayReason.of(DayReason.Code.NO_NEXT_STEP)))));
    }

    @Override
    public Stake stake(DayRow row, DayMoment moment) {
        var temperature = row.text("temperature").orElse("");
        var reasons = new ArrayList<DayReason>();
        since(row).map(at -> DayReason.at(DayReason.Code.STILL_NEW, at)).ifPresent(reasons::add);
        if (temperature.equals("hot")) {
            reasons.add(DayReason.of(DayReason.Code.HOT));
        }
        var weight = switch (temperature) {
            case "hot" -> HOT;
            case "cold" -> COLD;
            default -> 1;
        };
        return new Stake(
                row.money("expectedValue"),
                weight,
                reasons,
                List.of(new DayRef(leadType.key(), row.id(), row.text("title").orElse(null))));
    }

    /// When it came, if it has not moved since.
    private static Optional<Instant> since(DayRow row) {
        return row.instant("createdAt")
                .filter(came -> row.instant("statusSince")
                        .filter(moved -> moved.isAfter(came))
                        .isEmpty());
    }
}
