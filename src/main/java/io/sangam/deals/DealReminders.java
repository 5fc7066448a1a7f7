package io.sangam.deals;

import static io.sangam.deals.db.Tables.REMINDER_DUE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.sangam.jobs.DueRounds;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import io.sangam.records.Sight;
import io.sangam.records.Watchers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Reminds whoever has an open deal, and who watches it, at the time the deal names. What is to come lies in a queue
/// across tenants, so a round costs what is due, however many tenants and deals there are.
@Service
class DealReminders implements NoticeSource {

    static final String FIELD = "reminderAt";

    /// @param subject the deal
    private record Due(TenantId tenant, UUID subject, Instant at) implements DueRounds.Place {}

    private final DSLContext db;
    private final ObjectType dealType;
    private final Records records;
    private final Sight sight;
    private final Notifications notifications;
    private final DueRounds rounds;

    DealReminders(
            DSLContext db,
            ObjectType dealType,
            Records records,
            Sight sight,
            Notifications notifications,
            DueRounds rounds) {
        this.db = db;
        this.dealType = dealType;
        this.records = records;
        this.sight = sight;
        this.notifications = notifications;
        this.rounds = rounds;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(NoticeKind.REMINDER);
    }

    /// Plans a deal's reminder anew, in the transaction that changes it.
    void arm(TenantId tenant, RecordState deal) {
        disarm(tenant, deal.id());
        if (at(deal) instanceof Instant at && isOpen(deal)) {
            db.insertInto(REMINDER_DUE)
                    .set(REMINDER_DUE.TENANT_ID, tenant)
                    .set(REMINDER_DUE.DEAL_ID, deal.id())
                    .set(REMINDER_DUE.AT, at)
                    .execute();
        }
    }

    void disarm(TenantId tenant, UUID deal) {
        db.deleteFrom(REMINDER_DUE)
                .where(REMINDER_DUE.TENANT_ID.eq(tenant))
                .and(REMINDER_DUE.DEAL_ID.eq(deal))
                .execute();
    }

    /// One round: reminds of everything due by `now`.
    void send(Instant now) {
        rounds.work((Optional<Due> after, Integer limit) -> waiting(now, after, limit), this::remind);
    }

    private List<Due> waiting(Instant now, Optional<Due> after, int limit) {
        return db.select(REMINDER_DUE.TENANT_ID, REMINDER_DUE.DEAL_ID, REMINDER_DUE.AT)
                .from(REMINDER_DUE)
                .where(REMINDER_DUE.AT.le(now))
                .and(after.map(last -> row(REMINDER_DUE.AT, REMINDER_DUE.TENANT_ID, REMINDER_DUE.DEAL_ID)
                                .gt(last.at(), last.tenant(), last.subject()))
                        .orElse(noCondition()))
                .orderBy(REMINDER_DUE.AT, REMINDER_DUE.TENANT_ID, REMINDER_DUE.DEAL_ID)
                .limit(inline(limit))
                .fetch(org.jooq.Records.mapping(Due::new));
    }

    private boolean remind(Due due) {
        var taken = db.deleteFrom(REMINDER_DUE)
                .where(REMINDER_DUE.TENANT_ID.eq(due.tenant()))
                .and(REMINDER_DUE.DEAL_ID.eq(due.subject()))
                .and(REMINDER_DUE.AT.eq(due.at()))
                .execute();
        if (taken == 1) {
            records.load(Actor.system(due.tenant()), dealType, due.subject(), false)
                    .filter(deal -> isOpen(deal) && due.at().equals(at(deal)))
                    .ifPresent(deal -> tell(due, deal));
        }
        return taken == 1;
    }

    private void tell(Due due, RecordState deal) {
        var system = Actor.system(due.tenant());
        var people = Watchers.of(deal);
        if (deal.user("owner") instanceof UserId owner) {
            people.add(owner);
        }
        notifications.tell(
                system,
                sight.othersWhoRead(system, deal, people),
                NoticeKind.REMINDER,
                dealType.key(),
                deal.id(),
                deal.title(),
                Map.of("dueAt", due.at()),
                "deal:" + deal.id() + ":" + due.at());
    }

    private static @Nullable Instant at(RecordState deal) {
        return (Instant) deal.value(FIELD);
    }

    private static boolean isOpen(RecordState deal) {
        return DealResult.OPEN.key().equals(deal.text("result"));
    }
}
