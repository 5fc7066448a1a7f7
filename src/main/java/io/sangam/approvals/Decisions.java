package io.sangam.approvals;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.sangam.approvals.ApprovalRepository.Decision;
import io.sangam.approvals.ApprovalRepository.May;
import io.sangam.approvals.ApprovalRequest.Status;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.Activities;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// People decide what others ask for. Every decision names the step its author saw, so that of two at once one counts.
@Service
@Transactional
class Decisions {

    private final ApprovalRepository repository;
    private final Desks desks;
    private final Approvals approvals;
    private final Fitting fitting;
    private final Steps steps;
    private final Deciders deciders;
    private final ApprovalNotices notices;
    private final ObjectTypes types;
    private final Records records;
    private final Activities activities;
    private final Users users;
    private final ObjectProvider<Approvable> approvables;
    private final Clock clock;

    Decisions(
            ApprovalRepository repository,
            Desks desks,
            Approvals approvals,
            Fitting fitting,
            Steps steps,
            Deciders deciders,
            ApprovalNotices notices,
            ObjectTypes types,
            Records records,
            Activities activities,
            Users users,
            ObjectProvider<Approvable> approvables,
            Clock clock) {
        this.repository = repository;
        this.desks = desks;
        this.approvals = approvals;
        this.fitting = fitting;
        this.steps = steps;
        this.deciders = deciders;
        this.notices = notices;
        this.types = types;
        this.records = records;
        this.activities = activities;
        this.users = users;
        this.approvables = approvables;
        this.clock = clock;
    }

    /// Some of a list, and where the next page begins.
    record Page(List<ApprovalRequest> requests, Optional<UUID> next) {}

    ApprovalRequest approve(Actor actor, UUID id, int step, @Nullable String comment) {
        var held = hold(actor, id, step);
        var request = held.request();
        requireUnchanged(actor.tenant(), held);
        repository.note(actor.tenant(), decision(actor, request, "approved", null, comment));
        desks.clear(actor.tenant(), id);
        var next = request.approved(actor.user(), clock.instant());
        if (next.isPending()) {
            var ready = steps.ready(actor.tenant(), next, held.record());
            repository.store(actor.tenant(), ready.request());
            tell(actor, held, "approvalStepGiven", comment);
            steps.begin(actor, held.record(), ready);
            return ready.request();
        }
        repository.store(actor.tenant(), next);
        tell(actor, held, "approvalGiven", comment);
        end(actor, held.record(), next);
        return next;
    }

    ApprovalRequest reject(Actor actor, UUID id, int step, String reason) {
        var held = hold(actor, id, step);
        repository.note(actor.tenant(), decision(actor, held.request(), "rejected", null, reason));
        desks.clear(actor.tenant(), id);
        var rejected = held.request().rejected(actor.user(), reason.strip(), clock.instant());
        repository.store(actor.tenant(), rejected);
        tell(actor, held, "approvalRejected", reason);
        end(actor, held.record(), rejected);
        return rejected;
    }

    /// Gives one's decision to a colleague who may read the record; who gave it stays to be seen.
    ApprovalRequest delegate(Actor actor, UUID id, int step, UserId to, @Nullable String comment) {
        var held = hold(actor, id, step);
        var request = held.request();
        var record = held.record();
        if (to.equals(actor.user())
                || !deciders.isFit(actor.tenant(), to, request.askedBy(), record.type(), record.id())) {
            throw SangamException.invalid(
                    "user",
                    "USER_UNKNOWN",
                    "Choose a colleague who works here, may read the record and did not ask for this himself");
        }
        repository.note(actor.tenant(), decision(actor, request, "delegated", to, comment));
        desks.take(actor.tenant(), id, actor.user());
        desks.put(actor.tenant(), List.of(new May(id, to, actor.user())));
        var told = told(held, comment);
        told.put(
                "user",
                Optional.ofNullable(users.names(actor.tenant(), List.of(to)).get(to))
                        .orElse(""));
        activities.record(actor, record.type(), record.id(), "approvalDelegated", told);
        notices.delegated(actor, record, request, to, comment);
        return request;
    }

    /// Only by whoever asked.
    ApprovalRequest withdraw(Actor actor, UUID id) {
        var request = repository
                .lock(actor.tenant(), id)
                .filter(found -> found.askedBy().equals(actor.user()))
                .orElseThrow(SangamException::notFound);
        approvals.withdraw(actor, request);
        return repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
    }

    /// A pending request, kept as it is until the transaction ends, with the record as it is now.
    private record Held(ApprovalRequest request, RecordState record) {}

    /// To whoever does not see the record there is no such request.
    private Held hold(Actor actor, UUID id, int step) {
        var request = repository.lock(actor.tenant(), id).orElseThrow(SangamException::notFound);
        var record = load(actor, request.record());
        if (!request.isPending() || request.step() != step) {
            throw new SangamException(
                    ApprovalError.APPROVAL_DECIDED, "Somebody decided this meanwhile; look at it again");
        }
        var may = repository.approvers(actor.tenant(), List.of(id)).getOrDefault(id, List.of());
        if (may.stream().noneMatch(each -> each.user().equals(actor.user()))) {
            throw new SangamException(
                    ApprovalError.NOT_YOURS_TO_DECIDE,
                    request.askedBy().equals(actor.user())
                            ? "Nobody approves what he asked for himself; withdraw it, or wait for the others"
                            : "This is for others to decide");
        }
        return new Held(request, record);
    }

    private RecordState load(Actor actor, RecordRef ref) {
        return records.load(actor, types.get(ref.object()), ref.id());
    }

    private void requireUnchanged(TenantId tenant, Held held) {
        var record = held.record();
        var request = held.request();
        var now = fitting.figures(tenant, record, request.kind()).orElse(request.figures());
        var policy = fitting.policy(tenant, record.type(), record.id()).map(Policy::id);
        if (request.lapse(now, policy.orElse(null)) != null) {
            throw new SangamException(
                    ApprovalError.APPROVAL_LAPSED,
                    "The record changed since this was asked for; reject it, or have it asked for again");
        }
    }

    private Decision decision(
            Actor actor, ApprovalRequest request, String verb, @Nullable UserId to, @Nullable String comment) {
        return new Decision(
                request.id(),
                request.step(),
                verb,
                actor.user(),
                to,
                comment == null || comment.isBlank() ? null : comment.strip(),
                clock.instant());
    }

    private void tell(Actor actor, Held held, String verb, @Nullable String comment) {
        activities.record(actor, held.record().type(), held.record().id(), verb, told(held, comment));
    }

    private static HashMap<String, Object> told(Held held, @Nullable String comment) {
        var request = held.request();
        var told = new HashMap<String, Object>(ApprovalNotices.about(request));
        told.put("step", request.step() + 1);
        told.put("steps", request.steps().size());
        if (comment != null && !comment.isBlank()) {
            told.put("reason", comment.strip());
        }
        return told;
    }

    private void end(Actor actor, RecordState record, ApprovalRequest request) {
        notices.decided(actor, record, request);
        approvables.stream()
                .filter(each -> each.object().equals(request.record().object()))
                .forEach(each -> each.decided(
                        actor, record.id(), request.kind(), request.status() == Status.APPROVED, request.reason()));
    }

    /// What waits for the caller, the longest first. What he may not read any more is left out.
    @Transactional(readOnly = true)
    Page waiting(Actor actor, Optional<UUID> cursor, int limit) {
        return visible(actor, page(repository.waitingFor(actor.tenant(), actor.user(), cursor, limit + 1), limit));
    }

    @Transactional(readOnly = true)
    Page asked(Actor actor, Optional<UUID> cursor, int limit) {
        return page(repository.askedBy(actor.tenant(), actor.user(), cursor, limit + 1), limit);
    }

    @Transactional(readOnly = true)
    Page handled(Actor actor, Optional<UUID> cursor, int limit) {
        return visible(actor, page(repository.handledBy(actor.tenant(), actor.user(), cursor, limit + 1), limit));
    }

    private Page visible(Actor actor, Page page) {
        var visible = visible(actor, page.requests());
        return new Page(
                page.requests().stream()
                        .filter(request -> visible.contains(request.record()))
                        .toList(),
                page.next());
    }

    private static Page page(List<ApprovalRequest> found, int limit) {
        return new Page(
                found.subList(0, Math.min(limit, found.size())),
                found.size() > limit ? Optional.of(found.get(limit - 1).id()) : Optional.empty());
    }

    /// Of a record the caller may read, the newest first.
    @Transactional(readOnly = true)
    List<ApprovalRequest> of(Actor actor, RecordRef record) {
        load(actor, record);
        return repository.of(actor.tenant(), record);
    }

    /// One about a record the caller may read, or that he asked for himself.
    @Transactional(readOnly = true)
    ApprovalRequest get(Actor actor, UUID id) {
        return repository
                .find(actor.tenant(), id)
                .filter(request -> request.askedBy().equals(actor.user())
                        || visible(actor, List.of(request)).contains(request.record()))
                .orElseThrow(SangamException::notFound);
    }

    private Set<RecordRef> visible(Actor actor, List<ApprovalRequest> requests) {
        var visible = new HashSet<RecordRef>();
        byObject(requests)
                .forEach((object, ids) -> records.readable(actor, types.get(object), ids, false)
                        .forEach(id -> visible.add(new RecordRef(object, id))));
        return visible;
    }

    /// What lies around requests, by their ids.
    ///
    /// @param titles of their records, by the records' ids, as far as the caller sees them
    record Around(Map<UUID, List<May>> may, Map<UUID, List<Decision>> made, Map<UUID, String> titles) {}

    @Transactional(readOnly = true)
    Around around(Actor actor, List<ApprovalRequest> requests) {
        var ids = requests.stream().map(ApprovalRequest::id).toList();
        return new Around(
                repository.approvers(actor.tenant(), ids),
                repository.decisions(actor.tenant(), ids),
                titles(actor, requests));
    }

    private Map<UUID, String> titles(Actor actor, List<ApprovalRequest> requests) {
        return byObject(requests).entrySet().stream()
                .flatMap(
                        entry -> records.titles(actor, types.get(entry.getKey()), entry.getValue()).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
    }

    private static Map<String, Set<UUID>> byObject(List<ApprovalRequest> requests) {
        return requests.stream()
                .map(ApprovalRequest::record)
                .collect(groupingBy(RecordRef::object, mapping(RecordRef::id, toSet())));
    }
}
