package io.sangam.approvals;

import io.sangam.approvals.ApprovalRequest.Status;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.records.Activities;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Asks for consent and knows how it stands (R26).
@Service
@Transactional
public class Approvals {

    /// Who consents where somebody must and no policy says who.
    private static final List<Step> USUAL = List.of(new Step(new Approver.ByManager(), null));

    private final ApprovalRepository repository;
    private final Desks desks;
    private final Fitting fitting;
    private final Steps steps;
    private final ObjectTypes types;
    private final Records records;
    private final Activities activities;
    private final Clock clock;

    Approvals(
            ApprovalRepository repository,
            Desks desks,
            Fitting fitting,
            Steps steps,
            ObjectTypes types,
            Records records,
            Activities activities,
            Clock clock) {
        this.repository = repository;
        this.desks = desks;
        this.fitting = fitting;
        this.steps = steps;
        this.types = types;
        this.records = records;
        this.activities = activities;
        this.clock = clock;
    }

    /// In the caller's transaction, about a record he may read. The first policy that fits decides whom it asks, and
    /// whether it asks at all; without one nobody does, unless the question requires it. What was asked before and
    /// still counts is not asked again.
    ///
    /// @throws SangamException NOBODY_TO_APPROVE when nobody but the asker could
    public Standing ask(Actor actor, Question question) {
        var type = types.get(question.record().object());
        return ask(actor, records.load(actor, type, question.record().id()), question, null);
    }

    /// @param label what the kind is called, where companies name it
    Standing ask(Actor actor, RecordState record, Question question, @Nullable String label) {
        var tenant = actor.tenant();
        var policy = fitting.policy(tenant, record.type(), record.id());
        if (policy.isEmpty() && !question.required()) {
            return new Standing.Granted("No policy asks for approval");
        }
        if (policy.isPresent() && policy.get().waives(question.figures())) {
            noteWaiver(actor, record, policy.get(), question.kind(), label);
            return new Standing.Granted(
                    "Below the amount from which " + policy.get().name() + " asks");
        }
        var known = counting(actor, record, question, policy);
        if (known.isPresent()) {
            return known.get();
        }
        var asked = new ApprovalRequest(
                Ids.next(),
                question.record(),
                question.kind(),
                label,
                policy.map(Policy::id).orElse(null),
                policy.map(Policy::name).orElse(null),
                policy.map(Policy::steps).orElse(USUAL),
                question.figures(),
                actor.user(),
                clock.instant(),
                question.note() == null || question.note().isBlank()
                        ? null
                        : question.note().strip(),
                0,
                false,
                null,
                Status.PENDING,
                null,
                null,
                null);
        return begin(actor, record, steps.ready(tenant, asked, record));
    }

    /// What was asked already and counts for the same; what counts no more gives way to the new request.
    private Optional<Standing> counting(Actor actor, RecordState record, Question question, Optional<Policy> policy) {
        var latest = repository
                .latest(actor.tenant(), question.record(), question.kind())
                .filter(request -> request.status().next().contains(Status.LAPSED))
                .flatMap(request -> repository.lock(actor.tenant(), request.id()))
                .filter(request -> request.status().next().contains(Status.LAPSED));
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        var why = latest.get().lapse(question.figures(), policy.map(Policy::id).orElse(null));
        if (why == null) {
            return Optional.of(standing(latest.get()));
        }
        steps.lapse(actor, record, latest.get(), why);
        return Optional.empty();
    }

    private Standing begin(Actor actor, RecordState record, Steps.Ready ready) {
        var request = ready.request();
        if (!repository.insert(actor.tenant(), request)) {
            // somebody asked at the same moment
            return repository
                    .latest(actor.tenant(), request.record(), request.kind())
                    .map(Approvals::standing)
                    .orElseThrow();
        }
        var told = new HashMap<String, Object>(ApprovalNotices.about(request));
        if (request.policy() != null) {
            told.put("policy", request.policy());
        }
        if (request.note() != null) {
            told.put("reason", request.note());
        }
        told.put("toAdministrators", request.toAdministrators());
        activities.record(actor, record.type(), record.id(), "approvalAsked", told);
        steps.begin(actor, record, ready);
        return new Standing.Pending(request.id());
    }

    /// An automatic decision says why.
    void noteWaiver(Actor actor, RecordState record, Policy policy, String kind, @Nullable String label) {
        var told = new HashMap<String, Object>(Map.of("kind", kind, "policy", policy.name()));
        if (label != null) {
            told.put("label", label);
        }
        activities.record(actor, record.type(), record.id(), "approvalWaived", told);
    }

    /// Whether somebody has to consent to it, whatever was asked before. Nothing is written.
    @Transactional(readOnly = true)
    public boolean isWanted(TenantId tenant, Question question) {
        var type = types.get(question.record().object());
        return Fitting.isWanted(
                fitting.policy(tenant, type, question.record().id()), question.figures(), question.required());
    }

    /// Keeps what was asked last as it is until the transaction ends. Whoever is to lock the record, too, calls this
    /// first: people who decide take the two in this order.
    public void hold(TenantId tenant, RecordRef record, String kind) {
        repository.latest(tenant, record, kind).ifPresent(request -> repository.lock(tenant, request.id()));
    }

    /// How it stands now: what was asked with other figures, or under another policy than fits now, does not count.
    @Transactional(readOnly = true)
    public Standing standing(Actor actor, RecordRef record, String kind, Figures now) {
        var type = types.get(record.object());
        if (!records.isReadable(actor, type, record.id())) {
            throw SangamException.notFound();
        }
        var policy = fitting.policy(actor.tenant(), type, record.id()).map(Policy::id);
        return standing(actor.tenant(), record, kind, now, policy.orElse(null));
    }

    Standing standing(TenantId tenant, RecordRef record, String kind, Figures now, @Nullable UUID policy) {
        return repository
                .latest(tenant, record, kind)
                .filter(request -> request.lapse(now, policy) == null)
                .map(Approvals::standing)
                .orElseGet(Standing.None::new);
    }

    private static Standing standing(ApprovalRequest request) {
        return switch (request.status()) {
            case PENDING -> new Standing.Pending(request.id());
            case APPROVED ->
                new Standing.Approved(
                        request.id(), Optional.ofNullable(request.decidedAt()).orElseThrow());
            case REJECTED ->
                new Standing.Rejected(
                        request.id(), Optional.ofNullable(request.reason()).orElseThrow());
            case WITHDRAWN, LAPSED -> new Standing.None();
        };
    }

    /// Takes back what is pending, whoever asked: the record's own module knows that it is not wanted any more.
    public void withdraw(Actor actor, RecordRef record, String kind) {
        repository
                .latest(actor.tenant(), record, kind)
                .flatMap(request -> repository.lock(actor.tenant(), request.id()))
                .filter(ApprovalRequest::isPending)
                .ifPresent(request -> withdraw(actor, request));
    }

    void withdraw(Actor actor, ApprovalRequest request) {
        desks.clear(actor.tenant(), request.id());
        repository.store(actor.tenant(), request.withdrawn(actor.user(), clock.instant()));
        activities.record(
                actor,
                types.get(request.record().object()),
                request.record().id(),
                "approvalWithdrawn",
                ApprovalNotices.about(request));
        fitting.withdrawn(actor.tenant(), request);
    }
}
