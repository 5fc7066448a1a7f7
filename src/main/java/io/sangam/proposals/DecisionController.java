package io.sangam.proposals;

import io.sangam.identity.OpaqueToken;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.sangam.limits.Limits;
import io.sangam.tenancy.TenantScope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// For customers, without an account.
@RestController
@RequestMapping("/api/v1/public/proposals")
@Tag(name = "Public")
class DecisionController {

    private static final int PER_ADDRESS = 60;

    private final CustomerDecisions decisions;
    private final ProposalLinks links;
    private final Limits limits;

    DecisionController(CustomerDecisions decisions, ProposalLinks links, Limits limits) {
        this.decisions = decisions;
        this.links = links;
        this.limits = limits;
    }

    /// @param token what stands behind `#` in the link
    record ProposalLinkRequest(@NotNull @Size(max = 200) String token) {}

    /// @param token what stands behind `#` in the link
    /// @param name who accepts, as he writes himself
    record ProposalAcceptance(
            @NotNull @Size(max = 200) String token,
            @NotBlank @Size(max = 200) @OneLine String name) {}

    /// @param token what stands behind `#` in the link
    record ProposalRefusal(
            @NotNull @Size(max = 200) String token,
            @Nullable @Size(max = 200) @OneLine String name,
            @NotBlank @Size(max = 2_000) String reason) {}

    @PostMapping("/link")
    @Operation(
            summary = "Look at a proposal by its link",
            description =
                    "What was sent. The first look is noted. 422 `PROPOSAL_LINK_UNKNOWN`, `PROPOSAL_LINK_EXPIRED`,"
                            + " `PROPOSAL_LINK_SUPERSEDED` or `PROPOSAL_LINK_WITHDRAWN`; 60 requests a minute from one address"
                            + " (429 `RATE_LIMITED`).")
    Answer<CustomerDecisions.PublicOffer> readProposalLink(
            @Valid @RequestBody ProposalLinkRequest body, @Parameter(hidden = true) HttpServletRequest request) {
        var link = opened(body.token(), request);
        return Answer.of(TenantScope.call(link.tenant(), () -> decisions.show(link)));
    }

    @PostMapping("/accept")
    @Operation(
            summary = "Accept a proposal by its link",
            description =
                    "Name, time and address are kept. Said again, nothing changes. 409 `PROPOSAL_DECIDED` after it"
                            + " was declined; 422 and 429 as for looking at it.")
    Answer<CustomerDecisions.PublicOffer> acceptProposal(
            @Valid @RequestBody ProposalAcceptance body, @Parameter(hidden = true) HttpServletRequest request) {
        var link = opened(body.token(), request);
        return Answer.of(TenantScope.call(
                link.tenant(), () -> decisions.accept(link, body.name().strip(), request.getRemoteAddr())));
    }

    @PostMapping("/decline")
    @Operation(
            summary = "Decline a proposal by its link",
            description =
                    "With a reason. Said again, nothing changes. 409 `PROPOSAL_DECIDED` after it was accepted; 422"
                            + " and 429 as for looking at it.")
    Answer<CustomerDecisions.PublicOffer> declineProposal(
            @Valid @RequestBody ProposalRefusal body, @Parameter(hidden = true) HttpServletRequest request) {
        var link = opened(body.token(), request);
        var name = body.name() == null || body.name().isBlank()
                ? null
                : body.name().strip();
        return Answer.of(TenantScope.call(
                link.tenant(), () -> decisions.decline(link, name, body.reason().strip(), request.getRemoteAddr())));
    }

    @PostMapping(value = "/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(
            summary = "Print a proposal by its link",
            description = "As PDF. 422 and 429 as for looking at it.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_PDF_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<byte[]> printProposalByLink(
            @Valid @RequestBody ProposalLinkRequest body, @Parameter(hidden = true) HttpServletRequest request) {
        var link = opened(body.token(), request);
        return ProposalController.file(TenantScope.call(link.tenant(), () -> decisions.print(link)));
    }

    private OpaqueToken opened(String token, HttpServletRequest request) {
        var usage = limits.count("proposal link " + request.getRemoteAddr(), PER_ADDRESS);
        if (usage.isExceeded()) {
            throw usage.refusal();
        }
        return links.parsed(token);
    }
}
