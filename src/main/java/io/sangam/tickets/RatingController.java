package io.sangam.tickets;

import io.sangam.kernel.Answer;
import io.sangam.limits.Limits;
import io.sangam.tenancy.TenantScope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// For customers, without an account.
@RestController
@RequestMapping("/api/v1/public/ratings")
@Tag(name = "Public")
class RatingController {

    private static final int PER_ADDRESS = 30;

    private final Ratings ratings;
    private final Limits limits;

    RatingController(Ratings ratings, Limits limits) {
        this.ratings = ratings;
        this.limits = limits;
    }

    /// @param token what stands behind `#` in the link
    record RatingLinkRequest(@NotNull @Size(max = 200) String token) {}

    /// @param token what stands behind `#` in the link
    /// @param nps whether one would recommend the company, 0 to 10
    record Rating(
            @NotNull @Size(max = 200) String token,
            @Min(1) @Max(5) int satisfaction,
            @Nullable @Min(0) @Max(10) Integer nps,
            @Nullable @Size(max = 2_000) String remark) {}

    @PostMapping("/link")
    @Operation(
            summary = "Look at a link that rates a ticket",
            description = "What it asks about, and what was said before. 422 `RATING_LINK_UNKNOWN` or"
                    + " `RATING_LINK_ENDED`; 30 requests a minute from one address (429 `RATE_LIMITED`).")
    Answer<Ratings.Asked> readRatingLink(
            @Valid @RequestBody RatingLinkRequest body, @Parameter(hidden = true) HttpServletRequest request) {
        pace(request);
        var link = ratings.parsed(body.token());
        return Answer.of(TenantScope.call(link.tenant(), () -> ratings.show(link)));
    }

    @PostMapping
    @Operation(
            summary = "Rate a ticket by its link",
            description =
                    "One to five, and, if one likes, 0 to 10 for whether one would recommend the company, and a remark."
                            + " Said again, it is changed, until the link ends: by reopening, or 14"
                            + " days after the ticket was closed. 422 `RATING_LINK_UNKNOWN` or `RATING_LINK_ENDED`; 30 requests a"
                            + " minute from one address (429 `RATE_LIMITED`).")
    Answer<Ratings.Asked> rateTicket(
            @Valid @RequestBody Rating body, @Parameter(hidden = true) HttpServletRequest request) {
        pace(request);
        var link = ratings.parsed(body.token());
        var remark = body.remark() == null || body.remark().isBlank()
                ? null
                : body.remark().strip();
        var said = new Ratings.Said(body.satisfaction(), body.nps(), remark);
        return Answer.of(TenantScope.call(link.tenant(), () -> ratings.rate(link, said)));
    }

    private void pace(HttpServletRequest request) {
        var usage = limits.count("ticket rating " + request.getRemoteAddr(), PER_ADDRESS);
        if (usage.isExceeded()) {
            throw usage.refusal();
        }
    }
}
