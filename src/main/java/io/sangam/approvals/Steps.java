package io.sangam.approvals;

import io.sangam.approvals.ApprovalRepository.May;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.records.Activities;
import io.sangam.records.RecordState;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts a request before whoever decides its step, and takes it away from them again.
@Component
class Steps {

    private final ApprovalRepository repository;
    private final Desks desks;
    private final Deciders deciders;
    private final Fitting fitting;
    private final ApprovalNotices notices;
    private final Activities activities;
    private final Tenants tenants;
    private final Clock clock;

    Steps(
            ApprovalRepository repository,
            Desks desks,
            Deciders deciders,
            Fitting fitting,
            ApprovalNotices notices,
            Activities activities,
            Tenants tenants,
            Clock clock) {
        this.repository = repository;
        this.desks = desks;
        this.deciders = deciders;
        this.fitting = fitting;
        this.notices = notices;
        this.activities = activities;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// A request at a step, and who decides it.
    record Ready(ApprovalRequest request, Deciders.People people) {}

    /// Says who would decide; nothing is written.
    ///
    /// @throws SangamException NOBODY_TO_APPROVE when nobody but the asker could
    Ready ready(TenantId tenant, ApprovalRequest request, RecordState record) {
        return find(tenant, request, record)
                .orElseThrow(() -> new SangamException(
                        ApprovalError.NOBODY_TO_APPROVE,
                        "Nobody else could approve this: an administrator has to change the approval policy or give"
                                + " somebody the right to read the record"));
    }

    /// The same; empty when nobody but the asker could.
    Optional<Ready> find(TenantId tenant, ApprovalRequest request, RecordState record) {
        var step = request.steps().get(request.step());
        var people = deciders.of(tenant, step.approver(), request.askedBy(), record.type(), record.id());
        return people.users().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Ready(request.at(request.step(), people.administrators(), due(tenant, step)), people));
    }

    /// Of a request that is stored.
    void begin(Actor actor, RecordState record, Ready ready) {
        var tenant = actor.tenant();
        var request = ready.request();
        desks.put(
                tenant,
                ready.people().users().stream()
                        .map(user -> new May(request.id(), user, null))
                        .toList());
        if (request.dueAt() != null) {
            repository.due(tenant, request.id(), request.dueAt());
        }
        notices.wanted(actor, record, request, ready.people().users());
    }

    /// So many working days on, at the same hour or when work begins.
    private @Nullable Instant due(TenantId tenant, Step step) {
        if (step.dueDays() == null) {
            return null;
        }
        var company = tenants.get(tenant);
        var calendar = company.settings().calendar();
        var due = calendar.nextOpen(clock.instant(), company.timeZone());
        for (var day = 0; day < step.dueDays(); day++) {
            var next = due.atZone(company.timeZone()).plusDays(1).toInstant();
            due = calendar.nextOpen(next, company.timeZone());
        }
        return due;
    }

    /// Consent that does not count any more.
    void lapse(Actor actor, RecordState record, ApprovalRequest request, ApprovalRequest.Lapse why) {
        var lapsed = request.lapsed(why, clock.instant());
        desks.clear(actor.tenant(), request.id());
        repository.store(actor.tenant(), lapsed);
        var told = new HashMap<String, Object>(ApprovalNotices.about(lapsed));
        told.put("why", why.key());
        activities.record(actor, record.type(), record.id(), "approvalLapsed", told);
        notices.lapsed(actor, record, lapsed);
        fitting.withdrawn(actor.tenant(), lapsed);
    }
}
