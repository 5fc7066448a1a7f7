package io.sangam.accounts;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordController;
import io.sangam.records.RecordDesk;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/holdings")
@Tag(name = "Holdings", description = "What customers hold: plans, subscriptions, accounts with us")
class HoldingController extends RecordController {

    private final RecordWriter writer;
    private final Records records;

    HoldingController(RecordDesk desk, ObjectType holdingType, RecordWriter writer, Records records) {
        super(desk, holdingType);
        this.writer = writer;
        this.records = records;
    }

    /// Describes the body to readers of the API; the spine reads it, so that all faults are told at once.
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record NewHolding(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200)
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            UUID account,

            @Schema(description = "Plan, if left out") @Nullable
            String kind,

            @Nullable String clientId,
            @Nullable LocalDate expiresOn) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Create a holding",
            description =
                    "Needs the right `create` in holdings: RIGHT_MISSING (403). Thirty days before it expires it is"
                            + " to be renewed, and the account's owner gets a task (R14).",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = NewHolding.class))))
    Answer<Map<String, @Nullable Object>> createHolding(
            @Parameter(hidden = true) Actor actor, @RequestBody JsonNode body) {
        var holding = writer.create(actor, type(), writer.parse(actor, type(), body));
        return Answer.of(records.viewIfReadable(actor, type(), holding.id()));
    }
}
