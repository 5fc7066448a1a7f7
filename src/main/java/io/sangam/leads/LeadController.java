package io.sangam.leads;

import io.sangam.assignment.WorkController;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.records.ContactPoint;
import io.sangam.records.ContactPoints;
import io.sangam.records.ObjectType;
import io.sangam.records.Reachable;
import io.sangam.records.RecordWriter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/leads")
@Tag(name = "Leads", description = "Enquiries, worked through the tenant's pipeline")
class LeadController extends WorkController implements Reachable {

    /// What a client adds to the lead's own fields, which stand beside it.
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record IntakeOptions(
            @Nullable @Valid @Size(max = 20) List<NewContactPoint> contactPoints,
            @Nullable UserId owner,
            Intake.@Nullable OnDuplicate onDuplicate) {}

    /// @param outcome `created`, `linked` (created, and tied to an earlier lead) or `resubmitted` (noted on an open
    /// lead)
    /// @param lead as the caller may see it; only its id when the lead went to somebody outside his scope
    record IntakeAnswer(
            String outcome,
            @Schema(ref = "#/components/schemas/LeadRecord") Map<String, @Nullable Object> lead) {}

    record DuplicateCheck(
            @Nullable String phone,
            @Nullable String alternativePhone,
            @Nullable String email,
            @Nullable UUID exclude) {}

    private final Leads leads;
    private final RecordWriter writer;
    private final ContactPoints contactPoints;
    private final Conversions conversions;
    private final JsonMapper json;

    LeadController(
            WorkDesk desk,
            ObjectType leadType,
            Leads leads,
            RecordWriter writer,
            ContactPoints contactPoints,
            Conversions conversions,
            JsonMapper json) {
        super(desk, leadType);
        this.leads = leads;
        this.writer = writer;
        this.contactPoints = contactPoints;
        this.conversions = conversions;
        this.json = json;
    }

    @PostMapping
    @Operation(summary = "Take in a lead", description = """
                    Rule R1: the contact is compared with all leads of the company. A match with an open lead makes no second \
                    one (200, `resubmitted`) unless `onDuplicate` says `reject` (409 DUPLICATE_LEAD with `duplicates`) or \
                    `create`. A match with a won lead links the new one and gives it to the same owner. The owner follows R5: \
                    `owner`, else the assignment rules, else the next in turn; a first task is made (R6). At least one phone \
                    number or e-mail address is needed (422 CONTACT_NEEDED). Phone numbers come back in E.164.""")
    ResponseEntity<Answer<IntakeAnswer>> createLead(
            @Parameter(hidden = true) Actor actor,
            @RequestBody @Schema(implementation = IntakeOptions.class) JsonNode body) {
        var options = options(body);
        var values = writer.parse(actor, type(), body, "contactPoints", "owner", "onDuplicate");
        var onDuplicate = Optional.ofNullable(options.onDuplicate()).orElse(Intake.OnDuplicate.RESUBMIT);
        var taken = leads.takeAndShow(
                actor,
                new Intake(
                        values,
                        points(actor, options.contactPoints()),
                        Optional.ofNullable(options.owner()),
                        onDuplicate));
        return switch (taken.outcome()) {
            case Intake.Outcome.Created _ -> answer(HttpStatus.CREATED, "created", taken);
            case Intake.Outcome.Linked _ -> answer(HttpStatus.CREATED, "linked", taken);
            case Intake.Outcome.Resubmitted _ -> answer(HttpStatus.OK, "resubmitted", taken);
        };
    }

    @PostMapping("/duplicates")
    @Operation(
            summary = "Look for leads with the same contact",
            description =
                    "For the warning while typing; changes nothing. Numbers or addresses that are not complete yet match "
                            + "nothing. Leads outside the caller's scope show their number and owner only.")
    Answer<List<Duplicate>> findDuplicates(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody DuplicateCheck body) {
        var points = contactPoints.typed(actor, body.phone(), body.alternativePhone(), body.email());
        return Answer.of(leads.duplicates(actor, points, Optional.ofNullable(body.exclude())));
    }

    @GetMapping("/{id}/conversion")
    @Operation(
            summary = "Show what a lead would become",
            description =
                    "The account and the contact that exist for its numbers, addresses or name, else what new ones"
                            + " would be called, and the deal. Needs the action `create` in accounts. Changes nothing.")
    Answer<Conversion.Suggestion> suggestConversion(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(conversions.suggest(actor, id));
    }

    @PostMapping("/{id}/conversion")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a lead a customer", description = """
                    An account, a contact and, with `deal`, a deal: existing ones by `id`, else new ones made of what the lead \
                    knows. The lead keeps its past and says what it became; `status` moves it in the same step, and a won one \
                    makes the account a customer (R25). Undone as one by its change set. LEAD_CONVERTED (409) when it is one \
                    already, CONTACT_POINT_TAKEN (409) when another account or contact has its number, NO_DEALS (409) where \
                    there are none, CONDITIONS_NOT_MET (422) when the status asks for more.""")
    Answer<Conversion.Outcome> convertLead(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody Conversion body) {
        return Answer.of(conversions.convert(actor, id, body));
    }

    @Override
    public ContactPoints contactPoints() {
        return contactPoints;
    }

    @Override
    public void check(List<ContactPoint> points) {
        if (points.isEmpty()) {
            throw new SangamException(LeadError.CONTACT_NEEDED, "A lead keeps at least one contact point");
        }
    }

    private static ResponseEntity<Answer<IntakeAnswer>> answer(HttpStatus status, String outcome, Intake.Taken taken) {
        return ResponseEntity.status(status).body(Answer.of(new IntakeAnswer(outcome, taken.shown())));
    }

    private IntakeOptions options(JsonNode body) {
        var own = object(body).deepCopy();
        own.retain("contactPoints", "owner", "onDuplicate");
        try {
            return json.treeToValue(own, IntakeOptions.class);
        } catch (JacksonException e) {
            throw new SangamException(
                    KernelError.REQUEST_MALFORMED,
                    "contactPoints is a list of {kind, value, primary}, owner an id, onDuplicate one of resubmit, reject, create");
        }
    }
}
