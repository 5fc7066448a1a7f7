package io.sangam.sources;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/lead-sources")
@Tag(
        name = "Lead sources",
        description = "Ways in from outside: lead forms and inbound webhooks. Needs the right `integrations`")
class SourceController {

    record NewSource(
            @NotBlank @Size(max = 80) @OneLine String name,
            @NotNull @Valid SourceDefinition definition) {}

    record SourceChange(
            @NotNull Integer version,

            @Nullable @OneLine @Size(max = 80) @Pattern(regexp = ".*\\S.*")
            String name,

            @Nullable @Valid SourceDefinition definition,
            @Nullable Boolean active) {}

    record SourcePreview(
            @NotNull @Valid SourceDefinition.InboundWebhook definition,
            @NotNull JsonNode payload) {}

    private final Sources sources;

    SourceController(Sources sources) {
        this.sources = sources;
    }

    @GetMapping
    @Operation(
            summary = "List the lead sources",
            description = "By name, without secrets. Needs the right to read integrations: RIGHT_MISSING (403).")
    Answer<List<Source>> listLeadSources(@Parameter(hidden = true) Actor actor) {
        return Answer.of(sources.all(actor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add a lead form or an inbound webhook",
            description =
                    "`definition.kind` is form or webhook. A webhook's secret is in the answer, this once. Errors: "
                            + "FIELD_UNKNOWN, FIELD_NOT_ASKED, FIELD_TWICE and CONTACT_NEEDED in `errors` (422), SOURCE_LIMIT (409).")
    Answer<Sources.Added> createLeadSource(@Parameter(hidden = true) Actor actor, @Valid @RequestBody NewSource body) {
        return Answer.of(sources.add(actor, body.name(), body.definition()));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change a lead source, or switch it on and off",
            description = "Members left out stay as they are. VERSION_CONFLICT (409) carries the `current` source.")
    Answer<Source> changeLeadSource(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody SourceChange body) {
        return Answer.of(sources.change(actor, id, body.version(), body.name(), body.definition(), body.active()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a lead source and its log",
            description = "Its leads stay. VERSION_CONFLICT (409) carries the `current` source.")
    void deleteLeadSource(@Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam int version) {
        sources.delete(actor, id, version);
    }

    @PostMapping("/{id}/secret")
    @Operation(
            summary = "Give an inbound webhook a new secret",
            description = "The old one counts for one more day. NOT_FOUND (404) for a form, which has none.")
    Answer<Sources.Added> rotateLeadSourceSecret(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(sources.rotate(actor, id));
    }

    @PostMapping("/preview")
    @Operation(
            summary = "See what a mapping makes of a sample",
            description = "Nothing is stored. `problem` says why a lead would be refused.")
    Answer<Sources.Preview> previewLeadSource(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody SourcePreview body) {
        return Answer.of(sources.preview(actor, body.definition(), body.payload()));
    }

    @GetMapping("/arrivals")
    @Operation(
            summary = "Browse what came in",
            description = "Newest first. `status` is received, done, stale (an older state of something) or failed. "
                    + "`meta.cursor` continues the list.")
    Answer<List<Arrival>> listArrivals(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable UUID source,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "received|done|stale|failed") String status,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        var found = sources.log(actor, source, status, cursor, limit + 1);
        return Answer.page(found, limit, Arrival::id);
    }

    @GetMapping("/arrivals/{id}")
    @Operation(
            summary = "Look at one arrival",
            description = "`payload` is there for those to whom no class of fields is masked.")
    Answer<Arrival.Detail> getArrival(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(sources.arrival(actor, id));
    }

    @PostMapping("/arrivals/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Take in again what failed",
            description = "With the mapping as it is now. ARRIVAL_DONE (409) for what did not fail.")
    void replayArrival(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        sources.replay(actor, id);
    }
}
