package io.sangam.bulk;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.SangamException;
import io.sangam.records.FilterParser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@RestController
@RequestMapping("/api/v1/bulk-operations")
@Tag(name = "Bulk operations", description = "One change for many records, carried out by a job")
class BulkController {

    /// @param version as read before; a newer one is then refused, not overwritten
    record ChosenRecord(@NotNull UUID id, @Nullable Integer version) {}

    /// @param object the key of the object: `lead`
    /// @param action `update`, `delete`, `restore`, `transition` or `assign`
    /// @param records up to 1,000 named ones
    /// @param filter or all that pass it, as in a list
    /// @param input what the action needs: `update` the fields, `transition` its body without `version`,
    /// `assign` an `owner` and a `reason`
    record BulkChange(
            @NotBlank @Size(max = 60) String object,
            @NotBlank @Size(max = 60) String action,
            @Nullable @Size(max = 1_000) List<@NotNull @Valid ChosenRecord> records,
            @Nullable JsonNode filter,
            @Nullable JsonNode input) {

        BulkOperations.Choice choice(FilterParser filters) {
            if ((records == null) == (filter == null)) {
                throw SangamException.invalid("records", "VALUE_REQUIRED", "Name either records or a filter");
            }
            return records == null
                    ? new BulkOperations.Choice.Matching(filters.parse(Objects.requireNonNull(filter)))
                    : new BulkOperations.Choice.Named(records.stream()
                            .map(each -> new BulkOperations.Chosen(each.id(), each.version()))
                            .toList());
        }

        JsonNode given() {
            return input == null ? JsonNodeFactory.instance.objectNode() : input;
        }
    }

    /// @param count how many records; one more than `most` when there are more
    record BulkPreview(int count, int most) {}

    private final BulkOperations operations;
    private final FilterParser filters;

    BulkController(BulkOperations operations, FilterParser filters) {
        this.operations = operations;
        this.filters = filters;
    }

    @PostMapping("/preview")
    @Operation(
            summary = "Count what a bulk operation would change",
            description = "Checks the input too, and changes nothing.")
    Answer<BulkPreview> previewBulkOperation(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody BulkChange body) {
        var count = operations.count(actor, body.object(), body.action(), body.choice(filters), body.given());
        return Answer.of(new BulkPreview(count, BulkOperations.MOST));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Change many records", description = """
                    The records are chosen now, in the caller's scope, up to 100,000; a job then changes one after the other \
                    with the rights its caller has at that moment. What one record refuses is noted and holds up no other. \
                    BULK_ACTION_UNKNOWN (400), BULK_NOTHING_CHOSEN, BULK_TOO_MANY (422).""")
    Answer<BulkOperation> startBulkOperation(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody BulkChange body) {
        return Answer.of(operations.start(actor, body.object(), body.action(), body.choice(filters), body.given()));
    }

    @GetMapping
    @Operation(summary = "List one's own bulk operations", description = "Newest first; kept for 30 days.")
    Answer<List<BulkOperation>> listBulkOperations(
            @Parameter(hidden = true) Actor actor,
            @RequestParam Optional<UUID> before,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return Answer.page(operations.list(actor, before, limit + 1), limit, BulkOperation::id);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read how far a bulk operation has come")
    Answer<BulkOperation> getBulkOperation(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(operations.get(actor, id));
    }

    @GetMapping("/{id}/failures")
    @Operation(
            summary = "List the records a bulk operation could not change",
            description = "With the code and the words each was refused with; 100 a page, on with `after`, a position.")
    Answer<List<BulkOperation.BulkFailure>> listBulkFailures(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "-1") int after) {
        return Answer.of(operations.failures(actor, id, after));
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            summary = "Stop a bulk operation",
            description = "What is done stays done and can be undone. BULK_FINISHED (409) when it has ended.")
    Answer<BulkOperation> cancelBulkOperation(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(operations.cancel(actor, id));
    }

    @PostMapping("/{id}/undo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Undo a bulk operation", description = """
                    Starts another operation that takes back each record's change; a record that was changed again since stays \
                    as it is and is noted (UNDO_CONTRADICTED). BULK_NOT_FINISHED, BULK_ALREADY_UNDONE, UNDO_TOO_LATE after 30 \
                    days (409).""")
    Answer<BulkOperation> undoBulkOperation(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(operations.undo(actor, id));
    }
}
