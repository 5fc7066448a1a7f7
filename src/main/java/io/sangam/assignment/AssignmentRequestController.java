package io.sangam.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.UserId;
import io.sangam.records.Person;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/assignment-requests")
@Tag(name = "Assignment requests", description = "People ask for records that are another's (R8)")
class AssignmentRequestController {

    /// @param title what the record is called; null when the caller does not see it any more
    /// @param decidedBy null while it is pending, and when the company's setting granted it
    /// @param note why it was rejected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AssignmentRequestView(
            UUID id,
            String object,
            UUID record,
            @Nullable String title,
            Person user,
            String reason,
            AssignmentRequest.Status status,
            Instant askedAt,
            @Nullable Instant decidedAt,
            @Nullable Person decidedBy,
            @Nullable String note) {}

    /// @param object the kind of record, such as `lead`
    record NewAssignmentRequest(
            @NotBlank @Size(max = 40) String object,
            @NotNull UUID record,
            @NotBlank @Size(max = 500) String reason) {}

    record RequestRejection(@NotBlank @Size(max = 500) String reason) {}

    private final AssignmentRequests requests;
    private final Users users;

    AssignmentRequestController(AssignmentRequests requests, Users users) {
        this.requests = requests;
        this.users = users;
    }

    @GetMapping
    @Operation(summary = "List assignment requests", description = """
                    The pending ones the caller may decide about, longest waiting first; with `mine` what he asked for \
                    himself, newest first. Deciding needs the action `assign` on the records' module. Continue with \
                    `meta.cursor`, which is absent on the last page; a page may hold fewer than `limit`.""")
    Answer<List<AssignmentRequestView>> listAssignmentRequests(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Parameter(description = "`meta.cursor` of the page before") @RequestParam Optional<UUID> cursor) {
        var page = mine ? requests.asked(actor, cursor, limit) : requests.toDecide(actor, cursor, limit);
        var meta = new HashMap<String, Object>(Map.of("limit", limit));
        page.next().ifPresent(next -> meta.put("cursor", next));
        return Answer.of(views(actor, page.requests()), meta);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Ask for a record", description = """
                    One the caller sees and could work on, and that is another's or nobody's. Administrators and managers who may \
                    decide are told. Approved at once for roles the company trusts: see `status`. Errors: ALREADY_YOURS \
                    and REQUEST_PENDING (409), OBJECT_UNKNOWN in `errors` (422), RIGHT_MISSING (403).""")
    Answer<AssignmentRequestView> askForRecord(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody NewAssignmentRequest body) {
        return view(actor, requests.ask(actor, body.object(), body.record(), body.reason()));
    }

    @PostMapping("/{id}/approve")
    @Operation(summary = "Approve an assignment request", description = """
                    Gives the record to whoever asked for it and tells him. Needs the action `assign`: RIGHT_MISSING (403). \
                    REQUEST_DECIDED (409) when it was decided or withdrawn meanwhile.""")
    Answer<AssignmentRequestView> approveAssignmentRequest(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return view(actor, requests.approve(actor, id));
    }

    @PostMapping("/{id}/reject")
    @Operation(summary = "Reject an assignment request", description = """
                    With a reason, which whoever asked is told. Needs the action `assign`: RIGHT_MISSING (403). \
                    REQUEST_DECIDED (409) when it was decided or withdrawn meanwhile.""")
    Answer<AssignmentRequestView> rejectAssignmentRequest(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody RequestRejection body) {
        return view(actor, requests.reject(actor, id, body.reason()));
    }

    @PostMapping("/{id}/withdraw")
    @Operation(
            summary = "Withdraw an assignment request",
            description = "Only by whoever asked; 404 for anybody else. REQUEST_DECIDED (409) when it is decided.")
    Answer<AssignmentRequestView> withdrawAssignmentRequest(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return view(actor, requests.withdraw(actor, id));
    }

    private Answer<AssignmentRequestView> view(Actor actor, AssignmentRequest request) {
        return Answer.of(views(actor, List.of(request)).getFirst());
    }

    private List<AssignmentRequestView> views(Actor actor, List<AssignmentRequest> all) {
        var titles = requests.titles(actor, all);
        var names = users.names(actor.tenant(), AssignmentRequests.people(all));
        return all.stream()
                .map(request -> new AssignmentRequestView(
                        request.id(),
                        request.object(),
                        request.record(),
                        titles.get(request.record()),
                        person(request.user(), names),
                        request.reason(),
                        request.status(),
                        request.askedAt(),
                        request.decidedAt(),
                        request.decidedBy() == null ? null : person(request.decidedBy(), names),
                        request.note()))
                .toList();
    }

    private static Person person(UserId id, Map<UserId, String> names) {
        return new Person(id, names.get(id));
    }
}
