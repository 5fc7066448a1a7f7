package io.sangam.approvals;

import static io.sangam.approvals.db.Tables.STEP_DUE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.sangam.approvals.ApprovalRepository.May;
import io.sangam.jobs.DueRounds;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectTypes;
import io.sangam.records.Records;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;

/// Reminds once of a step that nobody decided in its time: those who may, and whoever asked. A time that passed while
/// nothing ran is made up for once.
@Service
class Overdue {

    /// @param subject the request
    private record Due(TenantId tenant, UUID subject, Instant at) implements DueRounds.Place {}

    private final DSLContext db;
    private final ApprovalRepository repository;
    private final ObjectTypes types;
    private final Records records;
    private final ApprovalNotices notices;
    private final DueRounds rounds;

    Overdue(
            DSLContext db,
            ApprovalRepository repository,
            ObjectTypes types,
            Records records,
            ApprovalNotices notices,
            DueRounds rounds) {
        this.db = db;
        this.repository = repository;
        this.types = types;
        this.records = records;
        this.notices = notices;
        this.rounds = rounds;
    }

    /// One round: reminds of everything due by `now`.
    void remind(Instant now) {
        rounds.work((Optional<Due> after, Integer limit) -> late(now, after, limit), this::remind);
    }

    private List<Due> late(Instant now, Optional<Due> after, int limit) {
        return db.select(STEP_DUE.TENANT_ID, STEP_DUE.REQUEST_ID, STEP_DUE.AT)
                .from(STEP_DUE)
                .where(STEP_DUE.AT.le(now))
                .and(after.map(last -> row(STEP_DUE.AT, STEP_DUE.TENANT_ID, STEP_DUE.REQUEST_ID)
                                .gt(last.at(), last.tenant(), last.subject()))
                        .orElse(noCondition()))
                .orderBy(STEP_DUE.AT, STEP_DUE.TENANT_ID, STEP_DUE.REQUEST_ID)
                .limit(inline(limit))
                .fetch(org.jooq.Records.mapping(Due::new));
    }

    private boolean remind(Due due) {
        var taken = db.deleteFrom(STEP_DUE)
                .where(STEP_DUE.TENANT_ID.eq(due.tenant()))
                .and(STEP_DUE.REQUEST_ID.eq(due.subject()))
                .and(STEP_DUE.AT.eq(due.at()))
                .execute();
        if (taken == 1) {
            repository
                    .find(due.tenant(), due.subject())
                    .filter(ApprovalRequest::isPending)
                    .ifPresent(request -> tell(due.tenant(), request));
        }
        return taken == 1;
    }

    private void tell(TenantId tenant, ApprovalRequest request) {
        var system = Actor.system(tenant);
        var type = types.get(request.record().object());
        var people = new HashSet<UserId>();
        people.add(request.askedBy());
        repository.approvers(tenant, List.of(request.id())).getOrDefault(request.id(), List.of()).stream()
                .map(May::user)
                .forEach(people::add);
        records.load(system, type, request.record().id(), false)
                .ifPresent(record -> notices.overdue(system, record, request, people));
    }
}
