package io.sangam.pipelines;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.sangam.tenancy.Preset;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/pipelines")
@Tag(name = "Pipelines", description = "The statuses a tenant's records go through")
class PipelineController {

    private static final String LEAD = "lead";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PipelineView(
            UUID id,
            String kind,
            String key,
            String name,
            @Nullable Preset preset,
            boolean isDefault,
            int version,
            @Nullable String onResubmit,
            List<Status> statuses) {

        static PipelineView of(Pipeline pipeline) {
            return new PipelineView(
                    pipeline.id(),
                    pipeline.kind(),
                    pipeline.key(),
                    pipeline.name(),
                    pipeline.preset(),
                    pipeline.isDefault(),
                    pipeline.version(),
                    pipeline.definition().onResubmit(),
                    pipeline.definition().statuses());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PresetView(
            Preset preset,
            String kind,
            String name,
            @Nullable String onResubmit,
            List<Status> statuses) {}

    /// @param kind the kind of record that moves through it; `lead` when left out
    record NewPipeline(
            @Nullable String kind,
            @NotNull Preset preset,
            @NotBlank @Size(max = 80) @OneLine String name) {}

    record PipelineChange(
            @NotNull Integer version,
            @NotBlank @Size(max = 80) @OneLine String name,
            @Nullable String onResubmit,
            @NotNull List<Status> statuses) {}

    private final Pipelines pipelines;
    private final Presets presets;

    PipelineController(Pipelines pipelines, Presets presets) {
        this.pipelines = pipelines;
        this.presets = presets;
    }

    @GetMapping
    @Operation(
            summary = "List the pipelines of a kind of record",
            description =
                    "The default first. Everyone signed in may read them. A status's `allowedFrom` null means from "
                            + "any status; `allowedRoles` null means every role, an empty list only the system itself.")
    Answer<List<PipelineView>> listPipelines(
            @Parameter(hidden = true) Actor actor, @RequestParam(defaultValue = LEAD) String kind) {
        return Answer.of(pipelines.all(actor.tenant(), kind).stream()
                .map(PipelineView::of)
                .toList());
    }

    @GetMapping("/presets")
    @Operation(
            summary = "List the pipelines that can be started from",
            description = "Partner sales, broker office, simple: those whose fields this tenant has.")
    Answer<List<PresetView>> listPipelinePresets(
            @Parameter(hidden = true) Actor actor, @RequestParam(defaultValue = LEAD) String kind) {
        return Answer.of(Arrays.stream(Preset.values())
                .filter(preset -> pipelines.fits(actor, kind, preset))
                .map(preset -> {
                    var ready = presets.get(kind, preset);
                    return new PresetView(
                            preset,
                            kind,
                            ready.name(),
                            ready.definition().onResubmit(),
                            ready.definition().statuses());
                })
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add a pipeline made from a preset",
            description =
                    "Needs the right to write pipelines: RIGHT_MISSING (403). VALIDATION_FAILED (422) when the preset "
                            + "asks for fields this tenant does not have, or no record of that kind moves"
                            + " (PIPELINE_KIND_UNKNOWN).")
    Answer<PipelineView> createPipeline(@Parameter(hidden = true) Actor actor, @Valid @RequestBody NewPipeline body) {
        return Answer.of(PipelineView.of(
                pipelines.create(actor, Objects.requireNonNullElse(body.kind(), LEAD), body.preset(), body.name())));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a pipeline", description = """
                    Replaces its name and all its statuses; their place in the list is their order, and records begin in \
                    the first. `days` and `dueInHours` count whole days and hours. Errors: VERSION_CONFLICT (409) with \
                    `current`; STATUS_IN_USE (409) with `statuses`, how many records stand in each status that would be \
                    removed; VALIDATION_FAILED (422) with a pointer to each problem; RIGHT_MISSING (403).""")
    Answer<PipelineView> changePipeline(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody PipelineChange body) {
        var definition = new Definition(body.statuses(), body.onResubmit());
        return Answer.of(PipelineView.of(pipelines.change(actor, id, body.version(), body.name(), definition)));
    }

    @PostMapping("/{id}/default")
    @Operation(
            summary = "Make a pipeline the default of its kind",
            description = "New records begin there. Doing it twice is the same as once. RIGHT_MISSING (403).")
    Answer<PipelineView> makePipelineDefault(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(PipelineView.of(pipelines.makeDefault(actor, id)));
    }
}
