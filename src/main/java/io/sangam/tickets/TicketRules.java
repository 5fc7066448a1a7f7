package io.sangam.tickets;

import io.sangam.accounts.Customers;
import io.sangam.kernel.Actor;
import io.sangam.pipelines.Pipelines;
import io.sangam.pipelines.StatusGroup;
import io.sangam.records.ObjectRules;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What holds for a ticket whichever way it is written: its times follow from its status, its department from its type
/// (R10), and what the status requires stays filled.
@Component
class TicketRules implements ObjectRules {

    static final String STATUS = "status";
    static final String PRIORITY = "priority";
    static final String TYPE = "type";
    static final String DEPARTMENT = "department";
    static final String SOURCE = "source";
    static final String RESOLUTION = "resolution";
    static final String RESOLUTION_NOTES = "resolutionNotes";
    static final String CLOSURE_REASON = "closureReason";
    static final String FIRST_RESPONSE_AT = "firstResponseAt";
    static final String RESOLVED_AT = "resolvedAt";
    static final String CLOSED_AT = "closedAt";
    static final String REOPENED_COUNT = "reopenedCount";
    static final String REOPENED_AT = "reopenedAt";
    static final String SPLIT_FROM = "splitFrom";
    static final String CALL = "call";
    static final String SATISFACTION = "satisfaction";
    static final String NPS = "nps";
    static final String SATISFACTION_REMARK = "satisfactionRemark";
    static final String RATED_AT = "ratedAt";
    static final String ESCALATION_LEVEL = "escalationLevel";

    private final ObjectType ticketType;
    private final Pipelines pipelines;
    private final Customers customers;
    private final TicketClocks clocks;
    private final RatingMails ratings;
    private final Clock clock;

    TicketRules(
            ObjectType ticketType,
            Pipelines pipelines,
            Customers customers,
            TicketClocks clocks,
            RatingMails ratings,
            Clock clock) {
        this.ticketType = ticketType;
        this.pipelines = pipelines;
        this.customers = customers;
        this.clocks = clocks;
        this.ratings = ratings;
        this.clock = clock;
    }

    @Override
    public ObjectType type() {
        return ticketType;
    }

    @Override
    public void beforeWrite(Actor actor, @Nullable RecordState before, Map<String, @Nullable Object> values) {
        if (before == null) {
            complete(actor, values);
            return;
        }
        pipelines.requireKept(actor.tenant(), before, values);
        if (values.get(TYPE) instanceof String type && !values.containsKey(DEPARTMENT)) {
            values.put(DEPARTMENT, departmentOf(type));
        }
        if (values.get(STATUS) instanceof String status && !status.equals(before.status())) {
            moved(actor, before, pipelines.group(actor.tenant(), before, status), values);
        }
    }

    @Override
    public void afterWrite(Actor actor, @Nullable RecordState before, RecordState after) {
        clocks.follow(actor.tenant(), before, after);
        if (before != null) {
            ratings.follow(actor, before, after);
        }
    }

    @Override
    public void afterTrash(Actor actor, UUID id, boolean deleted) {
        clocks.trashed(actor.tenant(), id, deleted);
    }

    private void complete(Actor actor, Map<String, @Nullable Object> values) {
        values.putIfAbsent(PRIORITY, Priority.NORMAL.key());
        values.putIfAbsent(TYPE, "other");
        values.putIfAbsent(SOURCE, "internal");
        values.putIfAbsent(DEPARTMENT, departmentOf((String) Objects.requireNonNull(values.get(TYPE))));
        values.putIfAbsent(REOPENED_COUNT, 0);
        values.putIfAbsent(ESCALATION_LEVEL, 0);
        values.putIfAbsent("slaPaused", false);
        if (values.get(Customers.ACCOUNT) == null && values.get(Customers.CONTACT) instanceof UUID contact) {
            var account =
                    customers.contact(Actor.system(actor.tenant()), contact).value(Customers.ACCOUNT);
            values.put(Customers.ACCOUNT, account);
        }
    }

    /// R10.
    static String departmentOf(String type) {
        return switch (type) {
            case "sync", "reintegration" -> "integration";
            case "bug" -> "development";
            case "feature" -> "product";
            case "data_mismatch" -> "data";
            default -> "customer_success";
        };
    }

    /// What an undoing brings back is not overwritten: it names the times itself.
    private void moved(Actor actor, RecordState before, StatusGroup now, Map<String, @Nullable Object> values) {
        var was = pipelines.group(actor.tenant(), before, before.status());
        if (!actor.isSystem() && isResponse(now) && before.isEmpty(FIRST_RESPONSE_AT)) {
            values.putIfAbsent(FIRST_RESPONSE_AT, clock.instant());
        }
        switch (now) {
            case OPEN, PROGRESS, WAITING -> {
                if (!was.isOpen() && !values.containsKey(RESOLVED_AT) && !values.containsKey(CLOSED_AT)) {
                    reopen(before, values);
                }
            }
            case DONE, WON -> {
                if (was.isOpen() || before.isEmpty(RESOLVED_AT)) {
                    values.putIfAbsent(RESOLVED_AT, clock.instant());
                }
            }
            case LOST, EXPIRED -> {
                if (before.isEmpty(CLOSED_AT)) {
                    values.putIfAbsent(CLOSED_AT, clock.instant());
                }
            }
        }
    }

    /// Somebody took the ticket up. Calling it off, or only sorting it, answers nobody.
    private static boolean isResponse(StatusGroup now) {
        return switch (now) {
            case PROGRESS, WAITING, DONE, WON -> true;
            case OPEN, LOST, EXPIRED -> false;
        };
    }

    /// What the ticket was resolved by before, and what was said of it, stays in its history: the next time it is asked
    /// for again.
    private void reopen(RecordState before, Map<String, @Nullable Object> values) {
        values.put(RESOLVED_AT, null);
        values.put(CLOSED_AT, null);
        values.put(RESOLUTION, null);
        values.put(RESOLUTION_NOTES, null);
        values.put(CLOSURE_REASON, null);
        values.put(SATISFACTION, null);
        values.put(NPS, null);
        values.put(SATISFACTION_REMARK, null);
        values.put(RATED_AT, null);
        values.put(REOPENED_COUNT, (Integer) Objects.requireNonNull(before.value(REOPENED_COUNT)) + 1);
        values.put(REOPENED_AT, clock.instant());
    }
}
