package io.sangam.approvals;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.access.Access;
import io.sangam.access.Visibility;
import io.sangam.approvals.ApprovalRepository.Decision;
import io.sangam.approvals.ApprovalRepository.May;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectTypes;
import io.sangam.records.Person;
import io.sangam.records.RecordRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/approvals")
@Tag(name = "Approvals", description = "Who has to consent to what, asked and decided step by step (R26)")
class ApprovalController {

    /// @param delegatedBy who gave it to him
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ApproverView(Person person, @Nullable Person delegatedBy) {}

    /// @param step counted from 0
    /// @param verb `approved`, `rejected` or `delegated`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DecisionView(
            int step,
            String verb,
            Person person,
            @Nullable Person to,
            @Nullable String comment,
            Instant at) {}

    /// @param person whom the step names, if it names one
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepView(Approver approver, @Nullable Person person) {}

    /// @param title what the record is called; null when the caller does not see it any more
    /// @param kind what for: `status:` and the status, `send`
    /// @param label what the kind is called, where companies name it
    /// @param policy null when none fitted and the asker's manager decides
    /// @param figures what was asked for; null when the caller does not see amounts of the record
    /// @param step the one that is being decided, counted from 0
    /// @param toAdministrators the step named nobody who could decide, so administrators do
    /// @param approvers who may decide it now
    /// @param mine whether the caller may decide it now
    /// @param decidedBy null while it is pending, and when it lapsed
    /// @param reason why it was rejected, or lapsed: `figures`, `policy` or `deleted`
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ApprovalView(
            UUID id,
            String object,
            UUID record,
            @Nullable String title,
            String kind,
            @Nullable String label,
            @Nullable String policy,
            @Nullable Figures figures,
            Person askedBy,
            Instant askedAt,
            @Nullable String note,
            List<StepView> steps,
            int step,
            boolean toAdministrators,
            List<ApproverView> approvers,
            boolean mine,
            @Nullable Instant dueAt,
            ApprovalRequest.Status status,
            @Nullable Instant decidedAt,
            @Nullable Person decidedBy,
            @Nullable String reason,
            List<DecisionView> decisions) {}

    /// @param object the kind of record, such as `deal`
    /// @param to the key of the status the record shall go to
    record NewApproval(
            @NotBlank @Size(max = 40) String object,
            @NotNull UUID record,
            @NotBlank @Size(max = 60) String to,
            @Nullable @Size(max = 500) String note) {}

    /// @param approval null when nobody has to consent
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AskedApproval(boolean needed, @Nullable ApprovalView approval) {}

    /// @param step the one its author saw, counted from 0
    record ApprovalConsent(
            @NotNull Integer step,
            @Nullable @Size(max = 500) String comment) {}

    record ApprovalRejection(
            @NotNull Integer step,
            @NotBlank @Size(max = 500) String reason) {}

    /// @param user a colleague who may read the record
    record Delegation(
            @NotNull Integer step,
            @NotNull UserId user,
            @Nullable @Size(max = 500) String comment) {}

    private final Decisions decisions;
    private final Consents consents;
    private final ObjectTypes types;
    private final Access access;
    private final Users users;

    ApprovalController(Decisions decisions, Consents consents, ObjectTypes types, Access access, Users users) {
        this.decisions = decisions;
        this.consents = consents;
        this.types = types;
        this.access = access;
        this.users = users;
    }

    @GetMapping
    @Operation(summary = "List approvals", description = """
                    `waiting`: what the caller may decide now, longest waiting first. `asked`: what he asked for, `decided`: \
                    what he had a hand in, both newest first. Continue with `meta.cursor`, which is absent on the last page; \
                    a page may hold fewer than `limit`.""")
    Answer<List<ApprovalView>> listApprovals(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "waiting") @Pattern(regexp = "waiting|asked|decided") String which,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Parameter(description = "`meta.cursor` of the page before") @RequestParam Optional<UUID> cursor) {
        var page = switch (which) {
            case "asked" -> decisions.asked(actor, cursor, limit);
            case "decided" -> decisions.handled(actor, cursor, limit);
            default -> decisions.waiting(actor, cursor, limit);
        };
        var meta = new HashMap<String, Object>(Map.of("limit", limit));
        page.next().ifPresent(next -> meta.put("cursor", next));
        return Answer.of(views(actor, page.requests()), meta);
    }

    @GetMapping("/records/{object}/{record}")
    @Operation(
            summary = "List the approvals of a record",
            description = "The newest first, 50 at most; 404 for a record the caller may not read.")
    Answer<List<ApprovalView>> listApprovalsOfRecord(
            @Parameter(hidden = true) Actor actor, @PathVariable String object, @PathVariable UUID record) {
        return Answer.of(views(actor, decisions.of(actor, new RecordRef(object, record))));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Read an approval",
            description = "About a record the caller may read, or one he asked for himself.")
    Answer<ApprovalView> getApproval(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return view(actor, decisions.get(actor, id));
    }

    @PostMapping
    @Operation(summary = "Ask for approval of a move", description = """
                    Of a record the caller may write, to a status whose conditions name `approval`. The first policy that fits \
                    says who decides; what was asked with the same figures is not asked again. The record does not move by \
                    itself: once it is approved, the move works. Errors: NOBODY_TO_APPROVE (409), STATUS_UNKNOWN in `errors` \
                    (422), RECORD_NOT_WRITABLE (403).""")
    Answer<AskedApproval> askForApproval(@Parameter(hidden = true) Actor actor, @Valid @RequestBody NewApproval body) {
        var standing = consents.ask(actor, types.get(body.object()), body.record(), body.to(), body.note());
        return Answer.of(
                switch (standing) {
                    case Standing.None(), Standing.Granted(var _), Standing.Rejected(var _, var _) ->
                        new AskedApproval(false, null);
                    case Standing.Pending(var id) -> asked(actor, id);
                    case Standing.Approved(var id, var _) -> asked(actor, id);
                });
    }

    private AskedApproval asked(Actor actor, UUID id) {
        return new AskedApproval(
                true, views(actor, List.of(decisions.get(actor, id))).getFirst());
    }

    @PostMapping("/{id}/approve")
    @Operation(summary = "Approve a step", description = """
                    The last one approves the request, and whoever asked is told. NOT_YOURS_TO_DECIDE (403) for who is no \
                    approver of this step; nobody approves what he asked for himself. APPROVAL_DECIDED (409) when somebody \
                    was faster, APPROVAL_LAPSED (409) when the record is not any more what was asked for.""")
    Answer<ApprovalView> approveStep(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody ApprovalConsent body) {
        return view(actor, decisions.approve(actor, id, body.step(), body.comment()));
    }

    @PostMapping("/{id}/reject")
    @Operation(
            summary = "Reject a request",
            description =
                    "With a reason, which whoever asked is told. NOT_YOURS_TO_DECIDE (403), APPROVAL_DECIDED (409).")
    Answer<ApprovalView> rejectApproval(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody ApprovalRejection body) {
        return view(actor, decisions.reject(actor, id, body.step(), body.reason()));
    }

    @PostMapping("/{id}/delegate")
    @Operation(summary = "Give one's decision to a colleague", description = """
                    Who may read the record and did not ask himself: USER_UNKNOWN in `errors` (422). Who gave it stays to be \
                    seen. NOT_YOURS_TO_DECIDE (403), APPROVAL_DECIDED (409).""")
    Answer<ApprovalView> delegateApproval(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody Delegation body) {
        return view(actor, decisions.delegate(actor, id, body.step(), body.user(), body.comment()));
    }

    @PostMapping("/{id}/withdraw")
    @Operation(
            summary = "Withdraw a request",
            description = "Only by whoever asked; 404 for anybody else. APPROVAL_DECIDED (409) when it is decided.")
    Answer<ApprovalView> withdrawApproval(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return view(actor, decisions.withdraw(actor, id));
    }

    private Answer<ApprovalView> view(Actor actor, ApprovalRequest request) {
        return Answer.of(views(actor, List.of(request)).getFirst());
    }

    private List<ApprovalView> views(Actor actor, List<ApprovalRequest> all) {
        var around = decisions.around(actor, all);
        var names = users.names(actor.tenant(), people(all, around.may(), around.made()));
        return all.stream()
                .map(request -> view(
                        actor,
                        request,
                        around.titles().get(request.record().id()),
                        around.may().getOrDefault(request.id(), List.of()),
                        around.made().getOrDefault(request.id(), List.of()),
                        names))
                .toList();
    }

    private ApprovalView view(
            Actor actor,
            ApprovalRequest request,
            @Nullable String title,
            List<May> may,
            List<Decision> made,
            Map<UserId, String> names) {
        return new ApprovalView(
                request.id(),
                request.record().object(),
                request.record().id(),
                title,
                request.kind(),
                request.label(),
                request.policy(),
                title != null && seesAmounts(actor, request.record().object()) ? request.figures() : null,
                person(request.askedBy(), names),
                request.askedAt(),
                request.note(),
                request.steps().stream().map(step -> step(step, names)).toList(),
                request.step(),
                request.toAdministrators(),
                may.stream()
                        .map(each -> new ApproverView(
                                person(each.user(), names),
                                each.delegatedBy() == null ? null : person(each.delegatedBy(), names)))
                        .toList(),
                may.stream().anyMatch(each -> each.user().equals(actor.user())),
                request.dueAt(),
                request.status(),
                request.decidedAt(),
                request.decidedBy() == null ? null : person(request.decidedBy(), names),
                request.reason(),
                made.stream().map(decision -> decision(decision, names)).toList());
    }

    private static StepView step(Step step, Map<UserId, String> names) {
        return new StepView(
                step.approver(), step.approver() instanceof Approver.ByUser(var user) ? person(user, names) : null);
    }

    private static DecisionView decision(Decision decision, Map<UserId, String> names) {
        return new DecisionView(
                decision.step(),
                decision.verb(),
                person(decision.user(), names),
                decision.to() == null ? null : person(decision.to(), names),
                decision.comment(),
                decision.at());
    }

    /// Whoever sees a record's amounts masked must not read them here.
    private boolean seesAmounts(Actor actor, String object) {
        return Fitting.worth(types.get(object))
                .filter(field -> access.rights(actor).visibility(field.sensitivity()) != Visibility.CLEAR)
                .isEmpty();
    }

    private static Set<UserId> people(
            List<ApprovalRequest> all, Map<UUID, List<May>> may, Map<UUID, List<Decision>> made) {
        var people = new HashSet<UserId>();
        all.forEach(request -> {
            Stream.of(request.askedBy(), request.decidedBy())
                    .filter(Objects::nonNull)
                    .forEach(people::add);
            request.steps().forEach(step -> {
                if (step.approver() instanceof Approver.ByUser(var user)) {
                    people.add(user);
                }
            });
        });
        may.values()
                .forEach(list -> list.forEach(each -> Stream.of(each.user(), each.delegatedBy())
                        .filter(Objects::nonNull)
                        .forEach(people::add)));
        made.values()
                .forEach(list -> list.forEach(each -> Stream.of(each.user(), each.to())
                        .filter(Objects::nonNull)
                        .forEach(people::add)));
        return people;
    }

    private static Person person(UserId id, Map<UserId, String> names) {
        return new Person(id, names.get(id));
    }
}
