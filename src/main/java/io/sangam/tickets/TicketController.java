package io.sangam.tickets;

import io.sangam.assignment.WorkController;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@RestController
@RequestMapping("/api/v1/tickets")
@Tag(name = "Tickets", description = "What customers ask of us, worked until it is resolved")
class TicketController extends WorkController {

    private static final String MONTH = "(19|20|21)\\d\\d-(0[1-9]|1[0-2])";

    private final Tickets tickets;
    private final Calls calls;
    private final SlaPolicies policies;
    private final Ratings ratings;
    private final Satisfactions satisfactions;

    TicketController(
            WorkDesk desk,
            ObjectType ticketType,
            Tickets tickets,
            Calls calls,
            SlaPolicies policies,
            Ratings ratings,
            Satisfactions satisfactions) {
        super(desk, ticketType);
        this.tickets = tickets;
        this.calls = calls;
        this.policies = policies;
        this.ratings = ratings;
        this.satisfactions = satisfactions;
    }

    /// Describes the body to readers of the API; the spine reads it, so that all faults are told at once.
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record NewTicket(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200)
            String title,

            @Schema(description = "Where it begins; the default one, if left out") @Nullable
            UUID pipeline,

            @Schema(description = "By the assignment rules, if left out; with nobody free it waits in the queue")
            @Nullable
            UserId owner,

            @Schema(description = "low, normal, high, urgent or critical; normal, if left out") @Nullable
            String priority,

            @Schema(description = "What it is about; decides the department (R10) unless that is named") @Nullable
            String type,

            @Nullable String department,
            @Nullable String source,

            @Schema(description = "That of the contact, if left out") @Nullable
            UUID account,

            @Nullable UUID contact,
            @Nullable UUID lead,
            @Nullable String product,
            @Nullable String description,
            @Nullable LocalDate followUpOn,
            @Nullable List<String> tags) {}

    /// The same, of what differs from the call.
    @Schema(
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
            description = "Whatever a new ticket takes; what is left out is taken from the call")
    record NewTicketOfCall(
            @Schema(maxLength = 200) @Nullable String title,
            @Nullable UUID pipeline,
            @Nullable UserId owner) {}

    /// @param version as read
    record SlaPolicyChange(int version, @NotNull @Valid SlaPolicy policy) {}

    /// @param comment the remark
    /// @param title what the new ticket is about
    record TicketSplit(
            @NotNull UUID comment,
            @NotBlank @Size(max = 200) @OneLine String title) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Raise a ticket",
            description =
                    "In the first status of its pipeline, with its two clocks running. Needs the right `create` in"
                            + " tickets, and `assign` to name somebody else as its owner: RIGHT_MISSING (403)."
                            + " VALIDATION_FAILED (422) names each fault.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = NewTicket.class))))
    Answer<Map<String, @Nullable Object>> createTicket(
            @Parameter(hidden = true) Actor actor, @RequestBody JsonNode body) {
        var given = beginning(actor, body);
        var ticket = tickets.create(actor, given.values(), given.owner(), given.pipeline());
        return Answer.of(shown(actor, ticket.id()));
    }

    @GetMapping("/satisfaction")
    @Operation(
            summary = "See how satisfied customers were, month by month",
            description =
                    "Of the tickets the caller may see, by the month they were resolved in, in the company's time zone; a"
                            + " ticket that was reopened counts once it is resolved again. `nps` is the net promoter score: those"
                            + " who answered 9 or 10 less those who answered 0 to 6, in per cent of all who answered (F."
                            + " Reichheld, The One Number You Need to Grow, Harvard Business Review 12/2003). TEAM_UNKNOWN in"
                            + " `errors` (422).")
    Answer<Satisfaction> showSatisfaction(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "The first month, such as 2026-11; so many up to this one, if left out")
                    @RequestParam
                    Optional<@Pattern(regexp = MONTH, message = "A month such as 2026-11") String> from,
            @RequestParam(defaultValue = "12") @Min(1) @Max(Satisfactions.MOST_MONTHS) int months,
            @Parameter(description = "Only of tickets this person owns") @RequestParam Optional<UserId> owner,
            @Parameter(description = "Only of tickets the members of this team own") @RequestParam
                    Optional<UUID> team) {
        return Answer.of(satisfactions.of(actor, from.map(YearMonth::parse), months, owner, team));
    }

    @GetMapping("/sla")
    @Operation(
            summary = "See what is promised about tickets",
            description = "Minutes until the first response and until resolution, per priority. Version 0 is the"
                    + " product's own, as long as nobody changed it.")
    Answer<SlaPolicies.SlaPolicyView> showSlaPolicy(@Parameter(hidden = true) Actor actor) {
        return Answer.of(policies.shown(actor));
    }

    @PutMapping("/sla")
    @Operation(
            summary = "Promise something else about tickets",
            description =
                    "For tickets that begin from now on, and for others when their priority changes. Needs the right to"
                            + " write pipelines: RIGHT_MISSING (403). TARGETS_INVALID in `errors` (422) when a priority is"
                            + " missing or promised twice; VERSION_CONFLICT (409) carries the `current` policy.")
    Answer<SlaPolicies.SlaPolicyView> changeSlaPolicy(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody SlaPolicyChange body) {
        return Answer.of(policies.change(actor, body.version(), body.policy()));
    }

    @PostMapping("/{id}/split")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a remark on a ticket a ticket of its own",
            description =
                    "With the words of the remark as its description and the customer, product, source and priority"
                            + " of the first; it names that one in `splitFrom`, whose timeline says `splitOff`. Needs the right to"
                            + " change the first and to create tickets: RIGHT_MISSING, RECORD_NOT_WRITABLE (403).")
    Answer<Map<String, @Nullable Object>> splitTicket(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody TicketSplit body) {
        var made = tickets.split(actor, id, body.comment(), body.title().strip());
        return Answer.of(shown(actor, made.id()));
    }

    @GetMapping("/from-call/{task}")
    @Operation(
            summary = "See which ticket a call would become",
            description = "A call is a task of that kind: its title, its comment, the account, contact and lead of the"
                    + " record it belongs to as far as the caller sees them, and `ticket` when one was made of it. Needs"
                    + " the right to create tickets: RIGHT_MISSING (403). TASK_NOT_A_CALL, and CALL_HAS_TICKET when that"
                    + " ticket is out of the caller's reach (409).")
    Answer<Calls.CallDraft> draftTicketOfCall(@Parameter(hidden = true) Actor actor, @PathVariable UUID task) {
        return Answer.of(calls.draft(actor, task));
    }

    @PostMapping("/from-call/{task}")
    @Operation(
            summary = "Make a ticket of a call",
            description =
                    "With what the call says, unless the body says otherwise; it names the task in `call`, and the"
                            + " timeline of the task's record says `callTicketed`. Once: 201 with the new ticket, 200 with the one"
                            + " that is there. Refused as the draft is, and as a new ticket.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NewTicketOfCall.class))))
    ResponseEntity<Answer<Map<String, @Nullable Object>>> makeTicketOfCall(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID task,
            @RequestBody(required = false) @Nullable JsonNode body) {
        var made =
                calls.make(actor, task, beginning(actor, body == null ? JsonNodeFactory.instance.objectNode() : body));
        return ResponseEntity.status(made.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(Answer.of(shown(actor, made.id())));
    }

    @PostMapping("/{id}/rating-link")
    @Operation(
            summary = "Take the link by which a customer rates a ticket",
            description = "For a ticket that was resolved, until 14 days after it was closed; otherwise"
                    + " TICKET_NOT_RESOLVED (409). Reopening ends it. Who took it stands in the timeline.")
    Answer<Ratings.RatingLink> takeRatingLink(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(ratings.link(actor, id));
    }
}
