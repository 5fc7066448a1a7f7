package io.sangam.deals;

import io.sangam.kernel.Actor;
import io.sangam.pipelines.Pipelines;
import io.sangam.records.ObjectRules;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What holds for a deal whichever way it is written: its result and when it closed follow from its stage, and what the
/// stage requires stays filled.
@Component
class DealRules implements ObjectRules {

    private static final String STATUS = "status";
    private static final String RESULT = "result";
    private static final String CLOSED_AT = "closedAt";

    private final ObjectType dealType;
    private final Pipelines pipelines;
    private final Wins wins;
    private final DealReminders reminders;
    private final Records records;
    private final Clock clock;

    DealRules(
            ObjectType dealType,
            Pipelines pipelines,
            Wins wins,
            DealReminders reminders,
            Records records,
            Clock clock) {
        this.dealType = dealType;
        this.pipelines = pipelines;
        this.wins = wins;
        this.reminders = reminders;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public ObjectType type() {
        return dealType;
    }

    @Override
    public void beforeWrite(Actor actor, @Nullable RecordState before, Map<String, @Nullable Object> values) {
        if (before == null) {
            values.putIfAbsent(RESULT, DealResult.OPEN.key());
            return;
        }
        pipelines.requireKept(actor.tenant(), before, values);
        if (values.get(STATUS) instanceof String status) {
            var result = DealResult.of(pipelines.group(actor.tenant(), before, status));
            close(before, result, values);
            if (result == DealResult.WON && !DealResult.WON.key().equals(before.text(RESULT))) {
                wins.complete(actor, before, values);
            }
        }
    }

    @Override
    public void afterWrite(Actor actor, @Nullable RecordState before, RecordState after) {
        var changed = before == null
                ? !after.isEmpty(DealReminders.FIELD)
                : !Objects.equals(before.value(DealReminders.FIELD), after.value(DealReminders.FIELD))
                        || !Objects.equals(before.value(RESULT), after.value(RESULT));
        if (changed) {
            reminders.arm(actor.tenant(), after);
        }
    }

    @Override
    public void afterTrash(Actor actor, UUID id, boolean deleted) {
        if (deleted) {
            reminders.disarm(actor.tenant(), id);
        } else {
            reminders.arm(actor.tenant(), records.load(Actor.system(actor.tenant()), dealType, id));
        }
    }

    /// A deal that is taken up again keeps why it was lost in its history only.
    private void close(RecordState before, DealResult now, Map<String, @Nullable Object> values) {
        var was = DealResult.of(Objects.requireNonNull(before.text(RESULT)));
        values.put(RESULT, now.key());
        if (now == DealResult.OPEN) {
            values.put(CLOSED_AT, null);
        } else if (was != now && values.get(CLOSED_AT) == null) {
            values.put(CLOSED_AT, clock.instant());
        } else {
            values.putIfAbsent(CLOSED_AT, before.value(CLOSED_AT));
        }
        if (now != DealResult.LOST) {
            values.put("outcomeReason", null);
        }
    }
}
