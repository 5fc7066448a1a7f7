package io.sangam.tasks;

import io.sangam.day.Claim;
import io.sangam.day.DayList;
import io.sangam.day.DayMoment;
import io.sangam.day.DayReason;
import io.sangam.day.DayRow;
import io.sangam.day.DayWork;
import io.sangam.day.Stake;
import io.sangam.records.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tasks in their assignee's day: what is late or due within a week.
@Component
class TaskDayWork implements DayWork {

    private static final int MOST = 200;
    private static final double HIGH = 1.5;
    private static final double LOW = 0.75;

    private final ObjectType taskType;

    TaskDayWork(ObjectType taskType) {
        this.taskType = taskType;
    }

    @Override
    public ObjectType type() {
        return taskType;
    }

    @Override
    public List<DayList> lists(DayMoment moment) {
        return List.of(DayList.of("dueAt", MOST, DayList.open("status"), DayList.before("dueAt", moment.horizon())));
    }

    @Override
    public List<String> fields() {
        return List.of("priority", "dueAt", "parent");
    }

    @Override
    public Optional<Claim> claim(DayRow row, DayMoment moment) {
        var priority = row.text("priority").orElse("medium");
        return row.instant("dueAt").map(due -> {
            var reasons = new ArrayList<DayReason>();
            reasons.add(DayReason.at(DayReason.Code.DUE, due));
            if (priority.equals("high")) {
                reasons.add(DayReason.priority(priority));
            }
            return Claim.due(due, weight(priority), reasons, false).about(row.ref("parent"));
        });
    }

    @Override
    public Stake stake(DayRow row, DayMoment moment) {
        return Stake.NONE;
    }

    private static double weight(String priority) {
        return switch (priority) {
            case "high" -> HIGH;
            case "low" -> LOW;
            default -> 1;
        };
    }
}
