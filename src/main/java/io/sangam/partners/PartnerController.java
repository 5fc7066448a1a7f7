package io.sangam.partners;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.UserId;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/partners")
@Tag(name = "Partners", description = "External firms whose people sell with us")
class PartnerController extends RecordController {

    private final RecordWriter writer;
    private final Records records;

    PartnerController(RecordDesk desk, ObjectType partnerType, RecordWriter writer, Records records) {
        super(desk, partnerType);
        this.writer = writer;
        this.records = records;
    }

    /// Describes the body to readers of the API; the spine reads it, so that all faults are told at once.
    record NewPartner(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200)
            String name,

            @Schema(
                    allowableValues = {"growth", "direct", "state", "regional"},
                    description = "Direct, if left out")
            @Nullable
            String type,

            @Schema(description = "The caller, if left out") @Nullable
            UserId manager,

            @Schema(description = "Whole percent of what its leads bring, 0 to 100") @Nullable
            Integer commission,

            @Schema(description = "True, if left out") @Nullable
            Boolean active,

            @Nullable String contactName,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String city,

            @Schema(maxLength = 2_000) @Nullable String notes) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Create a partner",
            description = "Needs the right `create` in partners: RIGHT_MISSING (403). VALIDATION_FAILED (422) names"
                    + " each fault.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = NewPartner.class))))
    Answer<Map<String, @Nullable Object>> createPartner(
            @Parameter(hidden = true) Actor actor, @RequestBody JsonNode body) {
        var partner = writer.create(actor, type(), writer.parse(actor, type(), body));
        return Answer.of(records.viewIfReadable(actor, type(), partner.id()));
    }
}
