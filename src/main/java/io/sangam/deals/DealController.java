package io.sangam.deals;

import io.sangam.assignment.WorkController;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.Money;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/deals")
@Tag(name = "Deals", description = "What customers may buy, stage by stage until it is won or lost")
class DealController extends WorkController {

    private static final String MONTH = "(19|20|21)\\d\\d-(0[1-9]|1[0-2])";

    private final Deals deals;
    private final Forecasts forecasts;

    DealController(WorkDesk desk, ObjectType dealType, Deals deals, Forecasts forecasts) {
        super(desk, dealType);
        this.deals = deals;
        this.forecasts = forecasts;
    }

    /// Describes the body to readers of the API; the spine reads it, so that all faults are told at once.
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record NewDeal(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200)
            String title,

            @Schema(description = "Where it begins; the default one, if left out") @Nullable
            UUID pipeline,

            @Schema(description = "The caller, if left out and he works deals; else by the assignment rules") @Nullable
            UserId owner,

            @Nullable Money value,

            @Schema(description = "0 to 100; what its stage says, if left out") @Nullable
            Integer probability,

            @Nullable LocalDate expectedClose,
            @Nullable UUID account,
            @Nullable UUID contact,
            @Nullable UUID lead,
            @Nullable UUID partner,
            @Nullable String description,
            @Nullable List<String> tags) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Begin a deal",
            description = "In the first stage of its pipeline. Needs the right `create` in deals, and `assign` to name"
                    + " somebody else as its owner: RIGHT_MISSING (403). VALIDATION_FAILED (422) names each fault. When"
                    + " the deal went to somebody outside the caller's scope the answer holds only its id.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = NewDeal.class))))
    Answer<Map<String, @Nullable Object>> createDeal(
            @Parameter(hidden = true) Actor actor, @RequestBody JsonNode body) {
        var given = beginning(actor, body);
        var deal = deals.create(actor, given.values(), given.owner(), given.pipeline());
        return Answer.of(shown(actor, deal.id()));
    }

    @GetMapping("/forecast")
    @Operation(
            summary = "Add up what may come in and what did",
            description =
                    "By owner, month and currency, over the deals the caller may see. Open deals stand in the month of"
                            + " their `expectedClose`, or are overdue, later or undated; won ones in the month they closed, in"
                            + " the company's time zone. Deals without a value have lines of their own without `currency`.")
    Answer<Forecast> forecastDeals(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "The first month, such as 2026-11; this one, if left out") @RequestParam
                    Optional<@Pattern(regexp = MONTH, message = "A month such as 2026-11") String> from,
            @RequestParam(defaultValue = "3") @Min(1) @Max(Forecasts.MOST_MONTHS) int months,
            @RequestParam Optional<UUID> pipeline) {
        return Answer.of(forecasts.of(actor, from.map(YearMonth::parse), months, pipeline));
    }
}
