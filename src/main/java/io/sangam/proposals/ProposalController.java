package io.sangam.proposals;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.approvals.Standing;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordController;
import io.sangam.records.RecordDesk;
import io.sangam.records.RecordWriter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/proposals")
@Tag(name = "Proposals", description = "What is offered for deals, line by line, version by version")
class ProposalController extends RecordController {

    private static final int MOST_LINES = 200;

    private final Proposals proposals;
    private final ProposalConsents consents;
    private final Offers offers;
    private final Papers papers;
    private final RecordWriter writer;

    ProposalController(
            RecordDesk desk,
            ObjectType proposalType,
            Proposals proposals,
            ProposalConsents consents,
            Offers offers,
            Papers papers,
            RecordWriter writer) {
        super(desk, proposalType);
        this.proposals = proposals;
        this.consents = consents;
        this.offers = offers;
        this.papers = papers;
        this.writer = writer;
    }

    /// Describes the body to readers of the API; the spine reads it, so that all faults are told at once.
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record NewProposal(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            UUID deal,

            @Schema(description = "The deal's, if left out", maxLength = 200) @Nullable
            String title,

            @Schema(description = "The last day; thirty days after it was sent, if left out") @Nullable
            LocalDate validUntil,

            @Nullable String intro,
            @Nullable String terms) {}

    /// @param id of a line that stood there before; left out for a new one
    /// @param quantity more than zero, up to four decimals
    /// @param unitPrice with as many decimals as the currency has
    /// @param discount percent, none if left out
    /// @param tax percent; left out, none is shown
    record ProposalLine(
            @Nullable UUID id,
            @NotBlank @Size(max = 500) @OneLine String text,
            @Nullable @Size(max = 20) @OneLine String unit,

            @Schema(type = "string", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            BigDecimal quantity,

            @Schema(type = "string", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            BigDecimal unitPrice,

            @Schema(type = "string") @Nullable BigDecimal discount,
            @Schema(type = "string") @Nullable BigDecimal tax) {

        LineCheck.Typed typed() {
            return new LineCheck.Typed(id, text, unit, quantity, unitPrice, discount, tax);
        }
    }

    /// @param version as read before
    /// @param currency what the prices are in
    /// @param discount on everything, percent; none if left out
    record ProposalLines(
            int version,
            @NotNull @Size(max = 3) String currency,
            @Schema(type = "string") @Nullable BigDecimal discount,
            @NotNull @Size(max = MOST_LINES) List<@Valid ProposalLine> lines) {}

    /// @param version as read before
    /// @param to where the mail goes; left out, nothing is mailed and the link is yours to pass on
    /// @param subject of the mail
    /// @param message of the mail, above the link
    /// @param validUntil the last day; what the proposal says, or thirty days from now, if left out
    record SendProposal(
            int version,
            @Nullable @Size(max = 254) String to,
            @Nullable @Size(max = 200) @OneLine String name,
            @Nullable @Size(max = 200) @OneLine String subject,
            @Nullable @Size(max = 5_000) String message,
            @Nullable LocalDate validUntil) {}

    /// @param version as read before
    record ProposalStep(int version) {}

    /// @param version as read before
    /// @param note what the approvers should know
    record AskProposalApproval(
            int version, @Nullable @Size(max = 500) String note) {}

    /// @param needed whether somebody has to consent
    /// @param approval the request; null when nobody has to
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ProposalApproval(boolean needed, @Nullable UUID approval) {}

    record ProposalLink(String link) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Begin a proposal",
            description = "A draft without lines, in the currency of its deal. Needs the right `create` in proposals"
                    + " (RIGHT_MISSING, 403) and to write the deal (RECORD_NOT_WRITABLE, 403).",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = NewProposal.class))))
    Answer<Map<String, @Nullable Object>> createProposal(
            @Parameter(hidden = true) Actor actor, @RequestBody JsonNode body) {
        var proposal = proposals.create(actor, writer.parse(actor, type(), body));
        return Answer.of(shown(actor, proposal.id()));
    }

    @GetMapping("/{id}/lines")
    @Operation(
            summary = "Read the lines of a proposal",
            description = "With what they come to, and whether their discounts are beyond what the caller may send.")
    Answer<ProposalSheet> readProposalLines(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(proposals.sheet(actor, id));
    }

    @PutMapping("/{id}/lines")
    @Operation(
            summary = "Write the lines of a proposal",
            description = "All of them at once, in their order. `net` of a line is quantity × unit price ×"
                    + " (100 − discount) × (100 − discount on everything) / 10000, `taxAmount` is net × tax / 100, each rounded"
                    + " half up to the currency's decimals; sums add what was rounded. PROPOSAL_SENT (409) once it was sent,"
                    + " VERSION_CONFLICT (409) carries the `current` record, CURRENCY_DIFFERS (422) where the prices are in"
                    + " another currency than the proposal. What was approved has to be approved again.")
    Answer<ProposalSheet> writeProposalLines(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody ProposalLines body) {
        return Answer.of(proposals.setLines(
                actor,
                id,
                body.version(),
                body.currency(),
                body.discount(),
                body.lines().stream().map(ProposalLine::typed).toList()));
    }

    @PostMapping("/{id}/ask-approval")
    @Operation(summary = "Ask for approval of a proposal", description = """
                    Of a draft with discounts beyond the caller's limit, or that a policy asks about (R26). Whom the policy                     names decides, whatever his own limit is, else the caller's manager, else administrators. It is                     `pending_approval` until then; approved, it can be sent by whoever may write it; rejected, withdrawn or                     with other lines it is a draft again. Consent counts for the total and the largest discount it was given                     for. 409: PROPOSAL_EMPTY, PROPOSAL_STATUS_REFUSED, NOBODY_TO_APPROVE, VERSION_CONFLICT;                     RECORD_NOT_WRITABLE (403).""")
    Answer<ProposalApproval> askProposalApproval(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody AskProposalApproval body) {
        return Answer.of(
                switch (consents.ask(actor, id, body.version(), body.note())) {
                    case Standing.Pending(var request) -> new ProposalApproval(true, request);
                    case Standing.Approved(var request, var _) -> new ProposalApproval(true, request);
                    case Standing.None(), Standing.Granted(var _), Standing.Rejected(var _, var _) ->
                        new ProposalApproval(false, null);
                });
    }

    @PostMapping("/{id}/send")
    @Operation(
            summary = "Send a proposal",
            description = "By mail, with the file, or by a link the caller passes on. From then on it stays as it is."
                    + " 409: PROPOSAL_EMPTY, PROPOSAL_STATUS_REFUSED, PROPOSAL_CURRENCY_DIFFERS, PROPOSAL_MAIL_CLOSED, or"
                    + " PROPOSAL_NEEDS_APPROVAL (with `limit` and `discount`, when it is beyond the caller's limit). A version"
                    + " is mailed once.")
    Answer<ProposalLink> sendProposal(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody SendProposal body) {
        var sending = new Offers.Sending(body.to(), body.name(), body.subject(), body.message(), body.validUntil());
        return Answer.of(new ProposalLink(offers.send(actor, id, body.version(), sending)));
    }

    @PostMapping("/{id}/link")
    @Operation(
            summary = "Take the link of a proposal",
            description = "Of one that was sent and waits: PROPOSAL_STATUS_REFUSED (409). Who took it stands in its"
                    + " timeline.")
    Answer<ProposalLink> takeProposalLink(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(new ProposalLink(offers.link(actor, id)));
    }

    @PostMapping("/{id}/withdraw")
    @Operation(
            summary = "Take back a proposal that was sent",
            description = "Its link says so. PROPOSAL_STATUS_REFUSED (409) when it does not wait any more.")
    Answer<Map<String, @Nullable Object>> withdrawProposal(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody ProposalStep body) {
        proposals.withdraw(actor, id, body.version());
        return Answer.of(shown(actor, id));
    }

    @PostMapping("/{id}/versions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a new version of a proposal",
            description =
                    "A draft that offers the same, with the next `revision` of its number; the one before is"
                            + " superseded. Of one that was sent, declined, withdrawn or has expired: else PROPOSAL_STATUS_REFUSED (409).")
    Answer<Map<String, @Nullable Object>> createProposalVersion(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody ProposalStep body) {
        return Answer.of(
                shown(actor, proposals.newVersion(actor, id, body.version()).id()));
    }

    @GetMapping("/{id}/changes")
    @Operation(
            summary = "Compare a version with the one before it",
            description = "Lines that were added (`before` is null), removed (`after` is null) or changed, and both"
                    + " totals. 404 for the first version.")
    Answer<Proposals.ProposalChanges> readProposalChanges(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(proposals.changes(actor, id));
    }

    @GetMapping(value = "/{id}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(
            summary = "Print a proposal",
            description = "As PDF, in the company's language.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_PDF_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<byte[]> printProposal(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return file(papers.print(actor, id));
    }

    static ResponseEntity<byte[]> file(Papers.PrintedProposal printed) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(printed.name())
                                .build()
                                .toString())
                .body(printed.content());
    }
}
